"""Taking an answer by mail into its talk, as the person it comes from."""

from datetime import datetime

from drehscheibe.domain.exchange.models import Post, Thread
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.replying import MailNotTaken, parse_reply
from drehscheibe.domain.exchange.talking import Words, add_post
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as


def take_reply(*, raw: bytes, at: datetime) -> Post:
    """Make a post of a mail; the same mail twice is one post.

    Raises `MailNotTaken` when the mail is no sealed answer, comes from another address than the
    person's, or the person no longer belongs to the group.
    """
    reply = parse_reply(raw)
    person = Person.objects.filter(pk=reply.person).first()
    if person is None or not person.email or person.email.lower() != reply.sender:
        raise MailNotTaken("Die Mail kommt nicht von der Person, der die Adresse gehört.")
    with acting_as(standing_of(person, on=day_of(at))):
        thread = Thread.objects.filter(pk=reply.thread).first()
        if thread is None:
            raise MailNotTaken("Dieses Gespräch gibt es für die Person nicht mehr.")
        try:
            return add_post(
                thread=thread, words=Words(reply.text, reply.message_id), by=person, at=at
            )
        except ExchangeRefused as refused:
            raise MailNotTaken(str(refused)) from None

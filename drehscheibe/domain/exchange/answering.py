"""Telling those who take part in a talk of a new answer, so that they can answer by mail."""

from datetime import datetime
from hashlib import sha256

from django.db import connection
from django.db.models import Q

from drehscheibe.domain.exchange.models import Post, Thread
from drehscheibe.domain.exchange.replying import mail_domain, reply_address
from drehscheibe.domain.exchange.telling import mail_for
from drehscheibe.domain.groups.models import GroupMembership
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.reminders import keep_new


def tell_of_post(post: Post, *, at: datetime) -> int:
    """One mail to each who opened the talk or wrote in it, still belongs to the group and has not
    muted it; the others have the daily digest. How many were new."""
    thread = post.thread
    if thread.group is None:
        return 0
    live = GroupMembership.objects.live(day_of(at)).filter(group=thread.group)
    if thread.internal:
        live = live.full()
    part = Q(person=thread.opened_by) | Q(person__in=thread.posts.values("author"))
    people = live.filter(part).exclude(person=post.author).exclude(person__in=_muted(thread))
    mails = []
    for person, address in (
        people.exclude(person__email="").values_list("person_id", "person__email").distinct()
    ):
        mail = mail_for(f"exchange.post:{post.pk}:{person}", address, SUBJECT, TEXT, at)
        mail.headers = headers_of(thread, person)
        mails.append(mail)
    return keep_new(mails)


def _muted(thread: Thread) -> list[int]:
    """Who wants no mail about it, past the wall around that choice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_muted(%s)", [thread.pk])
        return [row[0] for row in cursor]


SUBJECT = "Neue Antwort in einem Gespräch"
TEXT = (
    "in einem Gespräch, an dem Sie sich beteiligt haben, gibt es eine neue Antwort. Bitte melden "
    "Sie sich an, um sie zu lesen. Antworten können Sie auch auf diese Mail: Ihr Text erscheint "
    "dann unter Ihrem Namen im Gespräch."
)


def headers_of(thread: Thread, person: int) -> dict[str, str]:
    """Mails of one talk stand together; answers go to this person's own address."""
    root = f"<{sha256(f'exchange.thread:{thread.pk}'.encode()).hexdigest()[:32]}@{mail_domain()}>"
    return {
        "Reply-To": reply_address(thread.pk, person),
        "In-Reply-To": root,
        "References": root,
    }

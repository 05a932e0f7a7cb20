"""Bad input: the same person with two addresses, and what cannot be undone once it has begun."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from drehscheibe.domain.qualification import own_seat, selectors
from drehscheibe.domain.qualification.guests import ask_as_guest, confirm_as_guest
from drehscheibe.domain.qualification.models import EventPool
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import Wish, register_person, take_seats
from drehscheibe.domain.qualification.workflow import EVENT
from drehscheibe.domain.registration.seats import Who
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.qualification.stories import Hall, centre, hall, state

pytestmark = pytest.mark.django_db(transaction=True)
TWICE = "schon eine Anmeldung"


def with_address(email: str) -> Person:
    """A specialist who reads her mail there."""
    person = factories.person("specialist", of=centre())
    person.email = email
    person.save(update_fields=["email"])
    return person


def confirmed_as_guest(own: Hall, email: str, at: datetime) -> None:
    """By the form and the link in the mail."""
    ask_as_guest(wish=own.wish(), name="Mia Muster", email=email, at=at)
    text = OutboxMail.objects.filter(to=email.lower()).latest("pk").text
    link = next(line for line in text.splitlines() if line.startswith("http"))
    confirm_as_guest(secret=link.rstrip("/").rpartition("/")[2], at=at)


def test_the_address_of_an_account_has_one_seat_with_or_without_it(noon: datetime) -> None:
    own = hall(noon)
    person = with_address("mia@ki.example")
    register_person(
        wish=own.wish(), person=person, organisation=centre(), by=person, at=noon
    )  # fmt: skip
    with pytest.raises(QualificationRefused, match=TWICE):
        confirmed_as_guest(own, "MIA@ki.example", noon)
    confirmed_as_guest(own, "privat@example.org", noon)
    assert own.event.participations.count() == 2


def test_a_guest_who_has_an_account_is_not_registered_again(noon: datetime) -> None:
    own = hall(noon)
    confirmed_as_guest(own, "mia@ki.example", noon)
    person = with_address("Mia@KI.example")
    with pytest.raises(QualificationRefused, match=TWICE):
        register_person(
            wish=own.wish(), person=person, organisation=centre(), by=person, at=noon
        )  # fmt: skip


def test_two_addresses_of_one_name_are_shown_to_the_host_and_never_merged(noon: datetime) -> None:
    own = hall(noon)
    part = EventPool.objects.select_related("event__owner", "pool").get(event=own.event)
    first, second, other = (
        take_seats(
            Wish(part=part, key=uuid4()), Who(guest_name=name, guest_email=email), by=None, at=noon
        )
        for name, email in (
            ("Mia Muster", "mia@example.org"), ("muster  mia", "m.muster@example.org"),
            ("Mia Master", "master@example.org"),
        )
    )  # fmt: skip
    assert selectors.namesakes(own.event) == {first.pk, second.pk}
    assert {state(each)[0] for each in (first, second, other)} == {"confirmed"}
    own_seat.withdraw(participation=second, by=None, at=noon)
    assert selectors.namesakes(own.event) == set()


def test_what_has_begun_is_neither_left_nor_begun_early(noon: datetime) -> None:
    own = hall(noon)
    comes = own.come(at=noon)
    with pytest.raises(TransitionRefused, match="noch nicht begonnen"):
        perform(EVENT, "begin", on=own.event, by=own.host, at=noon + timedelta(days=1))
    own.over()
    comes.event.refresh_from_db()
    with pytest.raises(QualificationRefused, match="schon begonnen"):
        own_seat.withdraw(participation=comes, by=None, at=noon + timedelta(days=40))
    assert state(comes)[0] == "confirmed"

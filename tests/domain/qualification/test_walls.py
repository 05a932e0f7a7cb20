"""Guests by link, who sees what, and many at once with real connections."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.qualification import selectors
from drehscheibe.domain.qualification.guests import ask_as_guest, confirm_as_guest, opened_request
from drehscheibe.domain.qualification.links import opened_by_link, secret_of
from drehscheibe.domain.qualification.models import (
    Answer,
    Event,
    GuestRequest,
    OnlineAccess,
    Participation,
    Question,
    Session,
)
from drehscheibe.domain.qualification.preparing import SeatFacts
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import Wish, take_seats
from drehscheibe.domain.qualification.retention import forget
from drehscheibe.domain.registration.models import Registration
from drehscheibe.domain.registration.seats import Who
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.at_once import at_once
from tests.domain.qualification.stories import centre, hall, state

pytestmark = pytest.mark.django_db(transaction=True)


def nobody() -> None:
    """As a public page: no standing, nothing told to the wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', '', false)")


def secret_in(mail: OutboxMail) -> str:
    """The secret of the first link of a mail."""
    line = next(line for line in mail.text.splitlines() if line.startswith("http"))
    return line.rstrip("/").rpartition("/")[2]


def test_a_guest_sits_when_her_address_is_confirmed(noon: datetime) -> None:
    """No seat is held before; unconfirmed requests are forgotten; a second opening is the same."""
    own = hall(noon, seats=1)
    food = Question.objects.create(event=own.event, label="Essen", kind="text")
    wish = own.wish(answers={food.pk: "vegan"})
    nobody()
    ask_as_guest(wish=wish, name=" Jo  Gast ", email="JO@example.org", at=noon)
    assert Registration.objects.count() == GuestRequest.objects.count() == 0  # behind the wall
    mail = OutboxMail.objects.get()
    assert (mail.to, "bestätigen" in mail.subject) == ("jo@example.org", True)
    secret = secret_in(mail)
    with opened_request(secret) as asked:
        assert asked is not None
        assert asked.name == "Jo Gast"
    with pytest.raises(GuestRequest.DoesNotExist):
        confirm_as_guest(secret="x" * 43, at=noon)
    made = confirm_as_guest(secret=secret, at=noon + timedelta(hours=1))
    assert confirm_as_guest(secret=secret, at=noon + timedelta(hours=2)) == made
    with opened_by_link(secret_of(made)) as mine:
        assert mine.registration.status == "confirmed"
        assert mine.answers.get().text == "vegan"
        assert Registration.objects.count() == Participation.objects.count() == 1
    assert OutboxMail.objects.last().attachments  # type: ignore[union-attr]


def test_an_old_link_and_a_flood_of_links(noon: datetime) -> None:
    own = hall(noon)
    for _ in range(5):
        ask_as_guest(wish=own.wish(), name="Jo", email="jo@example.org", at=noon)
    assert OutboxMail.objects.count() == 3
    with pytest.raises(QualificationRefused, match="Link gilt nicht mehr"):
        confirm_as_guest(
            secret=secret_in(OutboxMail.objects.first()),  # type: ignore[arg-type]
            at=noon + timedelta(hours=24),
        )
    assert forget(at=noon + timedelta(hours=24))["guest_requests"] == 5


def test_guests_come_to_public_events_only(noon: datetime) -> None:
    inside = hall(noon, tier="network")
    with pytest.raises(QualificationRefused, match="Konto im Netzwerk"):
        ask_as_guest(wish=inside.wish(), name="Jo", email="jo@example.org", at=noon)
    own = hall(noon)
    with pytest.raises(QualificationRefused, match="Ihren Namen"):
        ask_as_guest(wish=own.wish(), name=" ", email="jo@example.org", at=noon)
    Question.objects.create(event=own.event, label="Essen?", required=True)
    with pytest.raises(QualificationRefused, match="Bitte beantworten Sie"):
        ask_as_guest(wish=own.wish(), name="Jo", email="jo@example.org", at=noon)


def test_everybody_sees_what_the_tier_says(noon: datetime) -> None:
    """List and wall agree: drafts stay at home, network is not public."""
    for tier in ("public", "network", "organisation"):
        hall(noon, tier=tier, title=tier)
    draft = hall(noon, draft=True, title="Entwurf")
    reader = standing_of(factories.person("specialist", of=centre()), on=noon.date())
    host = standing_of(draft.host, on=noon.date())
    nobody()
    assert set(Event.objects.values_list("title", flat=True)) == {"public"}
    assert Session.objects.count() == 1
    for standing, titles in (
        (reader, {"public", "network"}),
        (host, {"public", "network", "organisation", "Entwurf"}),
    ):
        with acting_as(standing):
            assert set(Event.objects.values_list("title", flat=True)) == titles
            listed = selectors.events_for(standing).values_list("title", flat=True)
            assert set(listed) == titles


def test_what_a_participant_and_a_colleague_see_sc_1_7(noon: datetime) -> None:
    """Sc 1.7: the link behind the wall; sensitive answers are not for the sending organisation."""
    seats = {"onsite": SeatFacts(capacity=14), "online": SeatFacts(capacity=6)}
    own = hall(noon, seats=seats, format="hybrid", link="https://konferenz.example.org/x")
    food = Question.objects.create(event=own.event, label="Essen", kind="text")
    here = own.come(at=noon, part="onsite", answers={food.pk: "vegan"})
    there = own.come(at=noon, part="online")
    colleague = factories.person("head", of=centre())
    on = noon.date()

    def reach(person: Person | None) -> tuple[int, int, int]:
        assert person is not None
        with acting_as(standing_of(person, on=on)):
            return (
                OnlineAccess.objects.count(), Answer.objects.count(),
                Participation.objects.count(),
            )  # fmt: skip

    assert reach(own.host) == (1, 1, 2)
    assert reach(here.registration.person) == (0, 1, 2)
    assert reach(there.registration.person) == (1, 0, 2)
    assert reach(colleague) == (0, 0, 2)
    assert reach(factories.person("head", of=centre("Unna"))) == (0, 0, 0)
    nobody()
    assert OnlineAccess.objects.count() == Participation.objects.count() == 0
    with opened_by_link(_secret(here)) as mine:
        assert OnlineAccess.objects.count() == 0
        assert list(Participation.objects.all()) == [mine]
    with opened_by_link(_secret(there)):
        assert OnlineAccess.objects.count() == 1
    seats_seen = selectors.seats_of([own.event])[own.event.pk]
    assert [(each.taken, each.free) for each in seats_seen] == [(1, 13), (1, 5)]


def _secret(one: Participation) -> str:
    return secret_of(one)


def test_fifty_guests_on_ten_seats_sc_1_2(noon: datetime) -> None:
    """Sc 1.2 through the whole room: 10 confirmed, 1–40, everybody one mail."""
    own = hall(noon, seats=10)
    wishes = [own.wish() for _ in range(50)]

    def ask(number: int, wish: Wish) -> Participation:
        who = Who(guest_name=f"Gast {number}", guest_email=f"gast{number}@example.org")
        return take_seats(wish, who, by=None, at=noon)

    outcomes = at_once(*(lambda n=n, wish=wish: ask(n, wish) for n, wish in enumerate(wishes)))
    assert set(outcomes) == {"done"}
    found = [state(each) for each in Participation.objects.all()]
    assert [status for status, _ in found].count("confirmed") == 10
    assert sorted(number for _, number in found if number) == list(range(1, 41))
    assert OutboxMail.objects.count() == 50


def test_numbers_of_two_at_once_have_no_gap(noon: datetime) -> None:
    from drehscheibe.domain.qualification.preparing import next_number

    hall(noon)
    assert at_once(*(lambda: next_number(2022) for _ in range(4))) == ["done"] * 4
    assert next_number(2022) == "D-2022-006"


def test_no_state_without_its_step(noon: datetime) -> None:
    """Attack 9: an event is not published by an UPDATE."""
    own = hall(noon, draft=True)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE qualification_event SET status = 'published' WHERE id = %s", [own.event.pk]
        )

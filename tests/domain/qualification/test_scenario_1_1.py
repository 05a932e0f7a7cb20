"""Sc 1.1 with its very event, D and E in the same second, each with a connection of its own."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from drehscheibe.domain.qualification import clock, own_seat
from drehscheibe.domain.qualification.models import Event, Participation
from drehscheibe.domain.qualification.registering import register_person
from tests import factories
from tests.at_once import at_once
from tests.domain.qualification.stories import centre, hall, state

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def test_d_and_e_in_the_same_second_at_d_2026_017_sc_1_1() -> None:
    """Sc 1.1: 3 seats; numbers 1 and 2; 48 h; F gets 3; the first asked is never asked again."""
    host = factories.person("coordination", of=factories.organisation(
        "Koordinierungsstelle Muster", "coordinating_office"))  # fmt: skip
    for _ in range(16):
        hall(NOON, host=host, draft=True)
    own = hall(NOON, host=host, seats=3)
    assert own.event.number == "D-2026-017"
    _, b, _ = (own.come(at=NOON) for _ in range(3))
    people = [factories.person("specialist", of=centre()) for _ in "DE"]
    outcomes = at_once(
        *(
            lambda one=one: register_person(
                wish=own.wish(), person=one, organisation=centre(), by=one, at=NOON
            )
            for one in people
        )
    )
    assert outcomes == ["done", "done"]
    waiting = Participation.objects.filter(registration__person__in=people)
    first, second = waiting.order_by("registration__number")
    assert [state(first), state(second)] == [("waitlisted", 1), ("waitlisted", 2)]
    own_seat.withdraw(participation=b, by=b.registration.person, at=NOON)
    f = own.come(at=NOON)
    assert [state(first), state(second), state(f)] == [
        ("offered", 1), ("waitlisted", 2), ("waitlisted", 3),
    ]  # fmt: skip
    first.registration.refresh_from_db()
    assert first.registration.offered_until == NOON + timedelta(hours=48)
    clock.settle_seats(at=NOON + timedelta(hours=48))
    assert [state(first)[0], state(second)[0], state(f)[0]] == ["expired", "offered", "waitlisted"]
    clock.settle_seats(at=NOON + timedelta(hours=96))
    assert [state(first)[0], state(second)[0], state(f)[0]] == ["expired", "expired", "offered"]
    assert Event.objects.get(pk=own.event.pk).number == "D-2026-017"

"""Fifty at the same second, with real connections; and the wall around who registered."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.registration.hosting import cancel_all
from drehscheibe.domain.registration.models import Registration
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.domain.registration.seats import Who, register, switch, withdraw
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.at_once import at_once
from tests.domain.registration.stories import desk, states

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_on_ten_seats_sc_1_2(noon: datetime) -> None:
    """Sc 1.2: exactly 10 confirmed, queue numbers 1–40 without gap or duplicate."""
    own = desk(10)
    people = [Who(guest_name=f"Gast {n}", guest_email=f"gast{n}@example.org") for n in range(50)]
    outcomes = at_once(
        *(
            lambda who=who: register(pool=own.pool, key=uuid4(), who=who, by=None, at=noon)
            for who in people
        )
    )
    assert set(outcomes) == {"done"}
    found = states(own)
    assert [status for status, _ in found].count("confirmed") == 10
    assert sorted(number for _, number in found if number) == list(range(1, 41))


def test_the_same_registration_sent_at_once_is_one(noon: datetime) -> None:
    own, key = desk(10), uuid4()
    who = Who(guest_name="Jo", guest_email="jo@example.org")
    send = lambda: register(pool=own.pool, key=key, who=who, by=None, at=noon)  # noqa: E731
    other = lambda: register(pool=own.pool, key=uuid4(), who=who, by=None, at=noon)  # noqa: E731
    outcomes = at_once(send, send, send, other, refused_by=(RegistrationRefused,))
    assert outcomes[:3].count("done") in {0, 3}
    assert len(states(own)) == 1


def test_two_who_change_places_do_not_wait_for_each_other(noon: datetime) -> None:
    onsite, online = desk(2), desk(2)
    here, there = onsite.ask(at=noon), online.ask(at=noon)
    outcomes = at_once(
        lambda: switch(registration=here, to=online.pool, by=None, at=noon),
        lambda: switch(registration=there, to=onsite.pool, by=None, at=noon),
    )
    assert outcomes == ["done", "done"]
    assert states(onsite) == states(online) == [("confirmed", None)]


def test_whoever_registers_sees_nobody_of_other_organisations(noon: datetime) -> None:
    """Seats are counted over everybody, but rows of others stay behind the wall (attack 3)."""
    hagen, unna = (factories.organisation(f"KI {name}", "centre") for name in ("Hagen", "Unna"))
    own = desk(1)
    of_hagen = own.ask(at=noon, of=hagen)
    person = factories.person("specialist", of=unna)
    who = Who(person=person, organisation=unna)
    with acting_as(standing_of(person, on=noon.date())):
        asked = register(pool=own.pool, key=uuid4(), who=who, by=person, at=noon).registration
        assert (asked.status, asked.number) == ("waitlisted", 1)
        assert list(Registration.objects.all()) == [asked]
        with pytest.raises(PermissionDenied):
            cancel_all(pool=own.pool, reason="x", by=person, at=noon)
    with acting_as(standing_of(own.host, on=noon.date())):
        assert Registration.objects.count() == 2
        withdraw(registration=of_hagen, by=own.host, at=noon)
    asked.refresh_from_db()
    assert asked.status == "offered"


def test_no_status_without_its_step(noon: datetime) -> None:
    """Attack 9: nobody is confirmed by an UPDATE."""
    one = desk(0).ask(at=noon)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registration_registration SET status = 'confirmed' WHERE id = %s", [one.pk]
        )

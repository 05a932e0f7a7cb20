"""Deadlines of forwarded grants each night: the right addresses, each stage exactly once."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.forwarding import jobs, reminders
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.forwarding.centre.desk import desk

pytestmark = pytest.mark.django_db


def night(day: date) -> datetime:
    """When the job runs."""
    return datetime(day.year, day.month, day.day, 3, 20, tzinfo=UTC)


def told(kind: str) -> list[str]:
    """Addresses of a kind of reminder, one for each mail."""
    rows = OutboxMail.objects.filter(key__startswith=f"forwarding.reminder:{kind}:")
    return sorted(rows.values_list("to", flat=True))


def test_a_third_party_is_reminded_of_its_proof_and_the_centre_when_it_is_late() -> None:
    """Due on 28 February 2025: 14 days before, 1 and 14 days after."""
    centre = desk()
    paid = centre.paid()
    staff = [centre.specialist.email, centre.head.email, centre.carrier.email, centre.second.email]
    expected = {
        date(2025, 2, 13): (0, 0), date(2025, 2, 14): (1, 0), date(2025, 2, 28): (1, 0),
        date(2025, 3, 1): (2, 1), date(2025, 3, 13): (2, 1), date(2025, 3, 14): (3, 2),
        date(2025, 12, 1): (3, 2),
    }  # fmt: skip
    for day, (to_club, to_staff) in expected.items():
        for _ in range(2):  # a second run of the same night changes nothing
            jobs.look_over_deadlines(at=night(day))
        assert told("third_party_proof") == [paid.email] * to_club, day
        missing = told("proof_missing")
        assert set(staff) <= set(missing) if to_staff else not missing
        assert all(missing.count(address) == to_staff for address in staff)
    subjects = OutboxMail.objects.filter(key__startswith="forwarding.reminder:")
    assert all(paid.name not in each.subject for each in subjects)


def test_who_has_proved_is_left_alone_and_the_own_proof_is_the_heads() -> None:
    centre = desk()
    centre.proved()
    jobs.look_over_deadlines(at=night(date(2025, 3, 31)))
    assert told("third_party_proof") == told("proof_missing") == []
    own = told("own_proof")
    assert {centre.head.email, centre.carrier.email} <= set(own)
    assert centre.specialist.email not in own


def test_the_night_asks_as_often_for_many_cases_as_for_one() -> None:
    centre = desk()
    centre.paid(serial=77)
    first = _asked()
    centre.paid(serial=78, email="zweiter@verein.example")
    assert _asked() == first


def _asked() -> int:
    with CaptureQueriesContext(connection) as seen:
        reminders.remind(at=night(date(2025, 4, 20)))
    return len(seen)

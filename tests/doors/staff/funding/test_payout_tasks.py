"""Granted money on the first screen: each side sees its own next step."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from drehscheibe.domain.funding.payout import actions
from drehscheibe.doors.staff.funding.payout.tasks import money_to_move, payout_days
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests.domain.funding import money
from tests.domain.funding.stories import story

pytestmark = pytest.mark.django_db


def seen(person: Person, at: datetime) -> list[str]:
    """What the person's band says, without the number."""
    standing = standing_of(person, on=day_of(at))
    rows = [*payout_days(standing, at), *money_to_move(standing, at)]
    return [row.what.partition(": ")[2] for row in rows]


def test_a_nearing_payout_day_is_the_carriers_until_it_is_called(noon: datetime) -> None:
    city = story("Stadt Musterau", kind="kreisfreie Stadt")
    case = money.final_case(city, at=noon)
    april = datetime(2023, 4, 3, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert seen(city.carrier, april) == ["Mittel abrufen: Nr. 2.1 und 2.2.1"]
    assert seen(city.officer, april) == []
    call = money.called(city, case, "1000", date(2023, 5, 1), at=april)
    assert seen(city.carrier, april) == []
    assert seen(city.officer, april) == ["Mittelabruf prüfen"]
    assert seen(city.approver, april) == []
    actions.check_call(call=call, by=city.officer, at=april)
    assert seen(city.officer, april) == []
    assert seen(city.approver, april) == ["Mittelabruf freigeben"]


def test_a_reported_change_waits_for_the_officer(noon: datetime) -> None:
    city = story("Stadt Musterau", kind="kreisfreie Stadt")
    case = money.final_case(city, at=noon)
    actions.report_change(
        application=case,
        change=actions.ReportedChange(
            kind="organisation", effective_on=date(2023, 6, 1), text="Umzug"
        ),
        by=city.head,
        at=noon,
    )
    assert seen(city.officer, noon) == ["Änderungsanzeige"]
    assert seen(city.head, noon) == []

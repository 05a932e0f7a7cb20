"""Goals and activities of the demonstration: every state, once, on any day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.controlling.goals.facts import open_points
from drehscheibe.domain.controlling.goals.findings import blocking
from drehscheibe.domain.controlling.goals.marks import is_half_agreed, marks_of
from drehscheibe.domain.controlling.models import (
    Activity,
    CatalogueVersion,
    GoalAdvice,
    GoalDecision,
    GoalPeriod,
    GoalVersion,
    Indicator,
    Value,
)
from drehscheibe.doors.console import demo_activities, demo_goals
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import SIGN_INS, period_of
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, people
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Account
from tests import factories

BERLIN = ZoneInfo("Europe/Berlin")
TABLES = (GoalPeriod, GoalVersion, GoalDecision, GoalAdvice, Indicator, Activity, Entry)
STATES = {"draft", "locally_agreed", "submitted", "agreed", "closed"}


def loaded(day: date) -> datetime:
    """Goals and activities as on the morning of this day."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN)
    cast, days = people(at=at), Days(day)
    demo_goals.goals(cast, days)
    demo_activities.activities(cast, days)
    return at


@pytest.fixture
def demonstration(db: None, settings: LazySettings, noon: datetime) -> None:
    """All centres, in a demonstration."""
    settings.DEMONSTRATION = True
    import_register(at=noon)


def test_every_interesting_state_once(demonstration: None) -> None:
    at = loaded(date(2026, 11, 22))
    first = [table._default_manager.count() for table in TABLES]
    loaded(date(2027, 1, 11))
    assert [table._default_manager.count() for table in TABLES] == first
    assert not Entry.objects.filter(at__gt=at).exists()
    assert set(GoalPeriod.objects.values_list("status", flat=True)) == STATES
    returned = GoalPeriod.objects.get(goals__status="returned")
    assert returned == period_of(COLOGNE, 2027)
    halves = [version for version in GoalVersion.objects.all() if is_half_agreed(marks_of(version))]
    assert len(halves) == 3
    draft, ready = period_of(WARENDORF, 2027), period_of(DUESSELDORF, 2027)
    assert draft is not None
    assert ready is not None
    assert blocking(open_points(draft))
    assert not blocking(open_points(ready))
    assert GoalAdvice.objects.filter(answer="").count() == 2
    assert GoalVersion.objects.filter(number=2).count() == 1
    titles = GoalVersion.objects.filter(goal__period=period_of(WARENDORF, 2025))
    assert {each.title for each in titles} == {
        "Dialog Sport", "Interkultureller Veranstaltungskalender",
        "Sprach- und Berufserkundungsmodule",
    }  # fmt: skip
    assert len(set(titles.values_list("strand"))) == 2
    assert Value.objects.filter(role="target", centre__key=WARENDORF).exists()
    activities_tell_of_twelve_months(at)
    everybody_finds_their_goals()
    assert all("erfunden" in each.definition.lower() for each in CatalogueVersion.objects.all())


def activities_tell_of_twelve_months(at: datetime) -> None:
    """Of each centre one may sign in for, most of them for a goal."""
    for key in SIGN_INS:
        own = Activity.objects.filter(centre__key=key)
        assert 33 <= own.count() <= 40
        assert own.order_by("happened_on")[0].happened_on > date(2025, 11, 20)
        assert own.order_by("-happened_on")[0].happened_on < day_of(at)
    assert Activity.objects.filter(goal__isnull=False).count() > 40


def everybody_finds_their_goals() -> None:
    """Whoever signs in sees on the first screen what waits."""
    lines = {
        "leitung@duesseldorf.example": "den Ministerien vorlegen",
        "fachkraft@warendorf.example": "2 Hinweise der Koordinierungsstelle beantworten",
        "leitung@koeln.example": "Ziel 3 überarbeiten",
        "schule@ministerium.example": "halb vereinbart",
        "beratung@koordinierung.example": "zum Wortlaut beraten",
    }
    for email, words in lines.items():
        person = Account.objects.get(email=email).person
        answer = factories.client_of(person).get("/mitarbeit/")
        assert words in answer.content.decode(), email


def test_it_makes_sense_in_the_first_days_of_a_period(demonstration: None) -> None:
    at = loaded(date(2027, 1, 4))
    assert not Entry.objects.filter(at__gt=at).exists()
    assert set(GoalPeriod.objects.values_list("status", flat=True)) == STATES

"""A year as it is reported: values, activities, judgements, signatures."""

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.models import (
    AnnualReport,
    Goal,
    Indicator,
    ReportVersion,
    Value,
)
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.facts import standing_of
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.writing import save_report
from tests.domain.controlling.stories import Story

BERLIN = ZoneInfo("Europe/Berlin")
AFTER_THE_YEAR = datetime(2024, 2, 1, 10, 0, tzinfo=BERLIN)
"""When the report of 2023 is written."""


def begun(people: Story, *, noon: datetime, goals: int = 3) -> AnnualReport:
    """The report of 2023, opened by the specialist; every indicator counted 8 of its target 8."""
    period = people.agreed(at=noon, goals=goals)
    for indicator in Indicator.objects.filter(goal__period=period):
        counted(people, indicator, 8, at=AFTER_THE_YEAR)
    return begin_report(period=period, year=2023, by=people.specialist, at=AFTER_THE_YEAR)


def counted(
    people: Story, indicator: Indicator, amount: int, *, at: datetime, comment: str = ""
) -> Value:
    """An actual value of 2023 by hand."""
    return Value.objects.create(
        indicator=indicator, centre=people.centre, starts_on=date(2023, 1, 1),
        ends_on=date(2023, 12, 31), role="actual", amount=Decimal(amount), comment=comment,
        entered_by=people.specialist, entered_at=at,
    )  # fmt: skip


def did(people: Story, goal: Goal | None, *, on: date, people_reached: int = 10) -> None:
    """An activity."""
    entry = Entry("Dialog Sport", on, "Kreishaus", "Vereine", people_reached, goal=goal)
    enter_activity(
        centre=people.centre, key=uuid4(), entry=entry, by=people.specialist, at=AFTER_THE_YEAR
    )


def words(goals: int = 3, degree: str = "reached") -> dict[str, str]:
    """What has to be typed, no more."""
    typed = {"summary": "Ein gutes Jahr für Vereine."}
    for number in range(1, goals + 1):
        typed[f"goals-{number}-degree"] = degree
        typed[f"goals-{number}-reason"] = "Acht Vereine öffneten sich."
    return typed


def judged(people: Story, *, noon: datetime, goals: int = 3) -> AnnualReport:
    """Complete, written by the specialist."""
    report = begun(people, noon=noon, goals=goals)
    save_report(report=report, typed=words(goals), seen=1, by=people.specialist, at=AFTER_THE_YEAR)
    return report


def seen(report: AnnualReport, at: datetime = AFTER_THE_YEAR) -> str:
    """What the page shown to the head names."""
    fresh = AnnualReport.objects.select_related("period", "centre__carrier").get(pk=report.pk)
    return standing_of(fresh, at=at).seen


def signed(people: Story, *, noon: datetime, goals: int = 3) -> ReportVersion:
    """Signed by the head."""
    report = judged(people, noon=noon, goals=goals)
    return sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)

"""The rest of the network in the demonstration: believable, cheap, laid out once."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals.facts import open_points
from drehscheibe.domain.controlling.models import (
    AnnualReport,
    Goal,
    GoalPeriod,
    ReportVersion,
    Value,
)
from drehscheibe.domain.controlling.reports.content import fingerprint
from drehscheibe.domain.controlling.returns.matrix import whole_matrix
from drehscheibe.doors.console import demo_goals, demo_reports, demo_values
from drehscheibe.doors.console.demo_activities import activities
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_network import network
from drehscheibe.doors.console.demo_people import WARENDORF, People, people
from drehscheibe.doors.console.demonstration import concept
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.models import Step
from tests import factories

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Europe/Berlin"))
DAYS = Days(day_of(NOVEMBER))
MOST_OF_GOALS, MOST_OF_NETWORK = 3600, 70
TABLES = (Person, GoalPeriod, Goal, AnnualReport, ReportVersion, Value, Step)


@pytest.fixture
def cast(settings: LazySettings, noon: datetime) -> People:
    """All centres and everybody who plays a part."""
    settings.DEMONSTRATION = True
    import_register(at=noon)
    return people(at=NOVEMBER)


def test_nearly_all_centres_have_goals_and_most_have_reported(cast: People) -> None:
    concept(Centre.objects.get(key=WARENDORF), cast["leitung@warendorf.example"])
    with CaptureQueriesContext(connection) as of_goals:
        demo_goals.goals(cast, DAYS)
        activities(cast, DAYS)
    assert len(of_goals) < MOST_OF_GOALS  # once it was more than twice as many
    demo_values.values(cast, DAYS)
    demo_reports.reports(cast, DAYS)
    with CaptureQueriesContext(connection) as of_network:
        network(cast, DAYS)
    assert len(of_network) < MOST_OF_NETWORK
    the_matrix_shows_gaps_and_not_only_gaps()
    copies_are_as_good_as_their_original()
    a_ministry_reads_a_copied_report(cast)
    before = [table._default_manager.count() for table in TABLES]
    for later in (0, 90, 500):
        network(cast, Days(day_of(NOVEMBER + timedelta(days=later))))
    assert [table._default_manager.count() for table in TABLES] == before


def the_matrix_shows_gaps_and_not_only_gaps() -> None:
    """More is there than missing, yet something is missing everywhere."""
    matrix = whole_matrix(Centre.objects.all(), 2026, day_of(NOVEMBER))
    seen = {
        column.key: Counter(row.cells[place].state.key for row in matrix.rows)
        for place, column in enumerate(matrix.columns)
    }
    assert 40 <= seen["goals"]["agreed"] < 54
    assert 36 <= seen["concept"]["agreed"] < 54
    assert seen["concept"]["open"] >= 2
    assert seen["report-1"]["agreed"] + seen["report-1"]["submitted"] > 27
    assert seen["report-1"]["draft"] >= 2
    assert seen["report-1"]["open"] >= 2
    assert seen["report-2"] == {"open": 54}  # the year is not over


def copies_are_as_good_as_their_original() -> None:
    """Complete goals, checksums that hold, reported figures as in the signed content."""
    for period in GoalPeriod.objects.filter(status="agreed").select_related("centre")[:60]:
        blocking = [each for each in open_points(period) if each.blocks]
        assert not blocking, (period.centre, blocking)
    versions = ReportVersion.objects.select_related("report__centre", "signed_by")
    assert versions.count() > 27
    for version in versions:
        assert version.sha256 == fingerprint(version.snapshot), version.report
        assert version.snapshot["centre"]["key"] == version.report.centre.key
        assert version.snapshot["signed"]["signed_by"] == str(version.signed_by)
        for goal in version.snapshot["goals"]:
            for one in goal["indicators"]:
                value = Value.objects.get(
                    indicator=one["id"], role="reported", starts_on__year=version.report.year,
                )  # fmt: skip
                assert value.amount == Decimal(one["actual"]["amount"])
                assert value.centre_id == version.report.centre_id


def a_ministry_reads_a_copied_report(cast: People) -> None:
    """Its page opens, and the centre's own history is told."""
    report = AnnualReport.objects.filter(status="reviewed").order_by("-pk")[0]
    browser = factories.client_of(cast["integration@ministerium.example"])
    for address in (
        f"/mitarbeit/berichte/{report.pk}/", f"/mitarbeit/ziele/{report.period_id}/",
    ):  # fmt: skip
        answer = browser.get(address)
        assert answer.status_code == 200
        assert report.centre.area_name in answer.content.decode()

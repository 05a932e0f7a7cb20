"""The return matrix: who owes what, when, in which state, and who may know of a draft."""

from datetime import date, datetime
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns import due, locks, unlocking
from drehscheibe.domain.controlling.returns.matrix import Cell, Wanted, matrix_for
from drehscheibe.domain.controlling.returns.obligations import obligation, obligations
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
_number = count(1)


def cells(reader: Person, *, year: int, on: date, centre: Centre) -> dict[str, Cell]:
    """The centre's cells as a person sees them through both walls."""
    standing = standing_of(reader, on=on)
    with acting_as(standing):
        matrix = matrix_for(standing, Wanted(year))
    row = next(row for row in matrix.rows if row.centre == centre)
    return {cell.column.key: cell for cell in row.cells}


def states(people: Story, *, year: int, on: date) -> dict[str, dict[str, str]]:
    """Column by reader: the state's key."""
    readers = {
        "centre": people.head, "office": people.adviser, "integration": people.integration,
        "school": people.school,
    }  # fmt: skip
    return {
        name: {
            key: cell.state.key
            for key, cell in cells(reader, year=year, on=on, centre=people.centre).items()
        }
        for name, reader in readers.items()
    }


def test_only_published_days_are_called_confirmed() -> None:
    assert [each.key for each in obligations() if each.is_confirmed] == ["proof"]
    assert all(each.source for each in obligations())


def test_example_16_the_proof_of_2023_is_due_after_easter() -> None:
    proof = obligation("proof", 2023)
    assert proof is not None
    assert due.due_day(proof, due.Span(2023, 2023), due.Lifetime()) == date(2024, 4, 2)


def test_a_centre_founded_in_mid_period_owes_its_first_year_later() -> None:
    report, goals = obligation("report", 2024), obligation("goals", 2023)
    assert report
    assert goals
    young = due.Lifetime(since=date(2024, 2, 29))
    assert not due.binds(report, due.Span(2023, 2023), young)
    assert due.binds(report, due.Span(2024, 2024), young)
    assert due.due_day(goals, due.Span(2023, 2024), young) == date(2024, 8, 27)
    late = due.Lifetime(since=date(2024, 12, 20))
    assert due.due_day(report, due.Span(2024, 2024), late) == date(2025, 3, 31)


def test_a_merged_centre_owes_for_the_year_it_still_existed() -> None:
    report, goals = obligation("report", 2024), obligation("goals", 2025)
    assert report
    assert goals
    gone = due.Lifetime(until=date(2024, 6, 30))
    assert due.binds(report, due.Span(2024, 2024), gone)
    assert not due.binds(report, due.Span(2025, 2025), gone)
    assert not due.binds(goals, due.Span(2025, 2026), gone)


def test_what_is_known_of_a_draft(noon: datetime) -> None:
    people = story()
    people.draft(at=noon)
    seen = states(people, year=2023, on=noon.date())
    assert seen["centre"]["goals"] == seen["office"]["goals"] == "draft"
    assert seen["integration"]["goals"] == seen["school"]["goals"] == "open"
    office = cells(people.adviser, year=2023, on=noon.date(), centre=people.centre)["goals"]
    assert office.ref is None  # that there is one, not what it says
    with acting_as(standing_of(people.adviser, on=noon.date())):
        assert not GoalPeriod.objects.exists()


def test_each_state_of_the_goals(noon: datetime) -> None:
    people = story()
    period = people.submitted(at=noon)
    assert states(people, year=2024, on=noon.date())["school"]["goals"] == "submitted"
    people.say(period.goals.all()[0], "school", at=noon, change="Bitte kürzer.")
    assert states(people, year=2024, on=noon.date())["office"]["goals"] == "query"


def test_agreed_goals_are_done_and_both_reports_are_open(noon: datetime) -> None:
    people = story()
    people.agreed(at=noon, goals=1)
    on = date(2025, 6, 2)
    found = cells(people.adviser, year=2023, on=on, centre=people.centre)
    assert found["goals"].state == State.AGREED
    assert (found["goals"].days, found["goals"].is_late) == (None, False)
    first, second = found["report-1"], found["report-2"]
    assert (first.year, first.due, first.is_late) == (2023, date(2024, 4, 2), True)
    assert (second.year, second.due, second.days) == (2024, date(2025, 3, 31), -63)
    assert found["survey"].state == State.NOT_OWED
    assert found["proof"].state == State.NOT_OWED  # no grant, no proof


@pytest.mark.parametrize(
    ("status", "for_the_office", "for_a_ministry"),
    [("draft", "draft", "open")],
)
def test_a_report_in_work_is_nobody_elses(
    noon: datetime, status: str, for_the_office: str, for_a_ministry: str
) -> None:
    people = story()
    period = people.agreed(at=noon, goals=1)
    AnnualReport.objects.create(
        period=period, centre=people.centre, year=2023, status=status,
        created_by=people.head, created_at=noon,
    )  # fmt: skip
    seen = states(people, year=2023, on=noon.date())
    assert seen["office"]["report-1"] == for_the_office
    assert seen["school"]["report-1"] == for_a_ministry
    assert seen["office"]["report-2"] == "open"


def test_a_centre_sees_its_own_row_alone(noon: datetime) -> None:
    people, other = story(), factories.centre("Stadt Beispiel")
    standing = standing_of(people.head, on=noon.date())
    with acting_as(standing):
        rows = matrix_for(standing, Wanted(2023)).rows
    assert [row.centre for row in rows] == [people.centre]
    assert other not in [row.centre for row in rows]


def test_filters_leave_what_was_asked_for(noon: datetime) -> None:
    people = story()
    factories.centre("Stadt Beispiel")
    people.agreed(at=noon, goals=1)
    standing = standing_of(people.adviser, on=noon.date())
    with acting_as(standing):
        agreed = matrix_for(standing, Wanted(2023, obligation="goals", state="agreed"))
        missing = matrix_for(standing, Wanted(2023, obligation="goals", missing=True))
        nowhere = matrix_for(standing, Wanted(2023, district="Nirgends"))
    assert [row.centre.area_name for row in agreed.rows] == ["Kreis Musterau"]
    assert [row.centre.area_name for row in missing.rows] == ["Stadt Beispiel"]
    assert [column.key for column in agreed.columns] == ["goals"]
    assert nowhere.rows == ()


@pytest.mark.parametrize("centres", [54, 400])
def test_the_matrix_takes_four_queries_however_many_centres(noon: datetime, centres: int) -> None:
    for number in range(centres):
        factories.centre(f"Kreis {number}", key=f"9{number:04d}")
    office = factories.person(
        "coordination", of=factories.organisation("LaKI", "coordinating_office")
    )
    standing = standing_of(office, on=noon.date())
    with (
        acting_as(standing),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        matrix = matrix_for(standing, Wanted(2023))
    assert len(matrix.rows) == centres
    assert len(asked) == 4


def test_a_lock_and_its_exception(noon: datetime) -> None:
    people = story()
    late = datetime(2026, 3, 2, 12, tzinfo=noon.tzinfo)
    said = locks.locked(people.centre, "report", 2023, late.date())
    assert said is not None
    assert "gesperrt" in said
    assert locks.locked(people.centre, "report", 2025, late.date()) is None
    assert locks.locked(people.centre, "goals", 2015, late.date()) is None
    opening = unlocking.Opening("report", 2023, "Brandschaden im Rathaus", date(2026, 3, 31))
    granted = unlocking.grant_exception(
        centre=people.centre, opening=opening, by=people.adviser, at=late
    )
    assert locks.locked(people.centre, "report", 2023, date(2026, 3, 31)) is None
    assert locks.locked(people.centre, "report", 2023, date(2026, 4, 1)) is not None
    with pytest.raises(ControllingRefused, match="steht schon"):
        unlocking.grant_exception(centre=people.centre, opening=opening, by=people.adviser, at=late)
    unlocking.end_exception(exception=granted, by=people.adviser, at=late)
    assert locks.locked(people.centre, "report", 2023, late.date()) is not None

"""Cells formatted as per cent in a centre's own planning: told at the cell, never 0.3 unnoticed."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from drehscheibe.domain.controlling.goals import beginning
from drehscheibe.domain.controlling.models import GoalPeriod, GoalVersion, Target
from drehscheibe.domain.controlling.planning.taking import Planned
from tests.domain.controlling.stories import Story, story
from tests.domain.controlling.test_planning import take

pytestmark = pytest.mark.django_db
HEAD = ("Säule", "Ziel", "Maßnahme", "Kennzahl", "Einheit", "Ausgangswert", "Soll 2023")


@pytest.fixture
def people() -> Story:
    return story()


@pytest.fixture
def period(people: Story, noon: datetime) -> GoalPeriod:
    """An empty draft of 2023/2024."""
    return beginning.start_period(
        centre=people.centre, frame=beginning.two_years_from(2023), by=people.specialist, at=noon
    )


def book(value: Any, *, unit: str = "%", code: str = "0%", header: str = HEAD[-1]) -> bytes:
    """A planning of one row; its target is shown in this format."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("Planung")
    sheet.write_row(0, 0, (*HEAD[:-1], header))
    sheet.write_row(1, 0, ("IQ", "Mehr Beratung.", "Beratung", "Quote der Beratenen", unit, 20))
    sheet.write(1, 6, value, made.add_format({"num_format": code}))
    made.close()
    return out.getvalue()


def taken(people: Story, period: GoalPeriod, content: bytes, at: datetime) -> Planned:
    return take(people, period, content, at=at)


@pytest.mark.parametrize(
    ("value", "code", "target"),
    [
        (0.3, "0%", "30.00"),
        (0.305, "0.0%", "30.50"),
        (0.07, "0.00%", "7.00"),  # 7.000000000000001 in binary
        (1, "0 %", "100.00"),
        (0.3, '0" von hundert" %', "30.00"),
    ],
)
def test_thirty_per_cent_are_thirty_where_the_unit_says_so(
    value: float, code: str, target: str, people: Story, period: GoalPeriod, noon: datetime
) -> None:
    planned = taken(people, period, book(value, code=code), noon)
    assert planned.done, planned.mistakes
    assert str(Target.objects.get(year=2023).amount) == target
    (note,) = [each for each in planned.notes if each.startswith("G2: ")]
    assert "Übernommen ist" in note


@pytest.mark.parametrize("unit", ["Personen", ""])
def test_per_cent_of_something_else_are_refused_at_the_cell(
    unit: str, people: Story, period: GoalPeriod, noon: datetime
) -> None:
    planned = taken(people, period, book(0.3, unit=unit), noon)
    assert not planned.done
    (mistake,) = [each for each in planned.mistakes if each.cell == "G2"]
    assert (mistake.value, "aus zwei Zahlen gerechnet" in mistake.message) == ("30 %", True)
    assert not GoalVersion.objects.exists()


def test_per_cent_are_no_part_of_a_share(people: Story, period: GoalPeriod, noon: datetime) -> None:
    planned = taken(people, period, book(0.3, header="Soll 2023 von"), noon)
    assert not planned.done
    assert any(each.cell == "G2" and each.value == "30 %" for each in planned.mistakes)


def test_a_number_is_no_per_cent_because_its_format_has_the_sign_as_a_word(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    planned = taken(people, period, book(30, code='0" %"'), noon)
    assert planned.done, planned.mistakes
    assert int(Target.objects.get(year=2023).amount) == 30
    assert not [each for each in planned.notes if each.startswith("G2")]


def test_a_bare_fraction_with_the_unit_per_cent_is_asked_about(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    planned = taken(people, period, book(0.3, code="0.0"), noon)
    assert planned.done
    assert str(Target.objects.get(year=2023).amount) == "0.30"
    assert any(each.startswith("G2: Dort steht 0,3") for each in planned.notes)


def test_a_third_in_full_is_to_be_rounded(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    planned = taken(people, period, book(1 / 3), noon)
    assert [each.cell for each in planned.mistakes if "Nachkommastellen" in each.message] == ["G2"]


def test_in_a_column_of_words_it_reads_as_people_see_it(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    planned = taken(people, period, book(0.3, header="Zielgruppe"), noon)
    assert planned.done, planned.mistakes
    assert GoalVersion.objects.get().target_group == "30 %"

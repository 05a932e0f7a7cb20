"""Masked figures in charts: neither 0 nor a length, and the table says the same."""

import re
from decimal import Decimal

import pytest

from drehscheibe.domain.reporting.groups import Group
from drehscheibe.domain.reporting.tables import Figure, Line, Table
from drehscheibe.domain.surveys.models import Question
from drehscheibe.domain.surveys.summing import summary_of
from drehscheibe.doors.staff.reporting.charts import BOX, GAP, MASKED_LEGEND, Chart, chart_of
from drehscheibe.doors.staff.reporting.parts import bare_part
from drehscheibe.doors.staff.surveys.results_page import shown_results
from drehscheibe.doors.staff.templatetags.figures import chart_marks, figure_rows

MASK = Figure(masked=True)


def drawn(kind: str, *lines: tuple[Figure, ...]) -> tuple[Table, Chart]:
    columns = tuple(Group(str(n), str(n)) for n in range(len(lines[0])))
    rows = tuple(Line(f"Zeile {n}", each) for n, each in enumerate(lines))
    table = Table("t", "Tabelle", columns, rows, chart=kind)
    chart = chart_of(table)
    assert chart is not None
    return table, chart


def some(*amounts: int) -> tuple[Figure, ...]:
    return tuple(Figure(Decimal(each)) for each in amounts)


@pytest.mark.parametrize("kind", ["bars", "stack", "lines"])
def test_a_masked_figure_is_a_box_and_a_nought_is_none(kind: str) -> None:
    table, chart = drawn(kind, (*some(40, 0), MASK))
    (box,) = chart.boxes
    assert abs(box.middle - chart.columns[2][0]) < 1
    assert box.height == BOX
    assert not [mark for mark in chart.marks if mark.text == "verdeckt"]
    svg = str(chart_marks(chart))
    assert svg.count('class="chart__masked"') == 1
    assert svg.count("verdeckt") == str(figure_rows(bare_part(table))).count("verdeckt") == 1
    assert "verdeckt" in chart.words
    assert MASKED_LEGEND.startswith("verdeckt: zu klein")
    _, open_chart = drawn(kind, some(40, 0, 3))
    assert (open_chart.boxes, "verdeckt" in open_chart.words) == ((), False)


@pytest.mark.parametrize("kind", ["bars", "stack", "lines"])
def test_nothing_of_the_drawing_depends_on_what_is_masked(kind: str) -> None:
    """A stack with masked pieces has the boxes of one height, whether one or two are hidden."""
    _, one = drawn(kind, (*some(40), MASK), some(7, 12))
    _, all_of_a_line = drawn(kind, (*some(40), MASK), (MASK, Figure(Decimal(12))))
    assert {each.height for each in (*one.boxes, *all_of_a_line.boxes)} == {BOX}
    bottom = one.bottom - BOX - GAP
    assert all(each.y == bottom for each in one.boxes) or kind == "stack"


def test_a_line_that_is_all_masked_keeps_its_place_and_alone_draws_nothing() -> None:
    _, chart = drawn("bars", (MASK, MASK), some(9, 12))
    assert len(chart.boxes) == 2
    assert [label for _, label in chart.series] == ["Zeile 0", "Zeile 1"]
    columns = (Group("0", "0"),)
    assert chart_of(Table("t", "T", columns, (Line("Zeile", (MASK,)),), chart="bars")) is None


def test_two_surveys_that_differ_only_in_a_masked_answer_look_alike() -> None:
    """3 and 8 hidden, or 4 and 7: not one byte of drawing or table tells which."""
    question = Question(pk=1, kind="one", choices=["ja", "teils", "nein"], text="Und?")
    pages = []
    for few, more in ((3, 8), (4, 7)):
        values = ["ja"] * 30 + ["teils"] * more + ["nein"] * few
        (shown,) = shown_results([summary_of(question, values, whole=False)])
        assert shown.chart is not None
        assert shown.table is not None
        pages.append((str(chart_marks(shown.chart)), [bar.count for _, bar in shown.rows]))
        assert len(shown.chart.boxes) == 2
        assert not re.search(r">\s*[3478]\s*<", pages[-1][0])
    assert pages[0] == pages[1]
    assert pages[0][1] == [30, None, None]

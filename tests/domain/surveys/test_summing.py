"""Least, median and most of a number: from five answers on, and never somebody's small number."""

from decimal import Decimal

import pytest

from drehscheibe.domain.surveys.models import Question
from drehscheibe.domain.surveys.summing import hide_followers, summary_of
from drehscheibe.doors.staff.surveys.results_page import shown_results

POSTS = Question(pk=1, kind="number", unit="Stellen", text="Wie viele?")


@pytest.mark.parametrize("whole", [False, True])
def test_five_answers_have_a_spread_and_four_have_none(whole: bool) -> None:
    five = summary_of(POSTS, ["7", "5", "30", "12.5", "9"], whole=whole)
    assert (five.least, five.middle, five.most) == (Decimal(5), Decimal(9), Decimal(30))
    assert shown_results([five])[0].spread == [
        ("Kleinste", "5 Stellen"), ("Median", "9 Stellen"), ("Größte", "30 Stellen")
    ]  # fmt: skip
    four = summary_of(POSTS, ["7", "5", "30", "9"], whole=whole)
    assert (four.least, four.most) == (None, None)
    assert shown_results([four])[0].spread == []


def test_a_small_end_is_masked_for_those_who_were_asked() -> None:
    values = ["3", "700", "500", "90", "80"]
    (shown,) = shown_results([summary_of(POSTS, values, whole=False)])
    assert shown.spread[0] == ("Kleinste", "verdeckt")
    assert shown.spread[2] == ("Größte", "700 Stellen")
    (asker,) = shown_results([summary_of(POSTS, values, whole=True)])
    assert asker.spread[0] == ("Kleinste", "3 Stellen")
    nought = summary_of(POSTS, ["0", *values[1:]], whole=False)
    assert nought.least == 0  # nobody stands behind it


def test_what_is_withheld_whole_has_no_spread_either() -> None:
    few = summary_of(POSTS, ["3", "0", "0", "0", "0"], whole=False)
    assert (few.middle, few.least, few.most) == (None, None, None)
    first = Question(pk=2, kind="one", choices=["ja", "nein"], text="Nehmen Sie teil?")
    after = Question(pk=3, kind="number", asked_if_id=2, asked_if_values=["ja"], text="Wie viel?")
    masked = summary_of(first, ["ja"] * 6 + ["nein"] * 2, whole=False)
    numbers = summary_of(after, ["10", "20", "30", "40", "50", "60"], whole=False)
    assert numbers.most == 60
    (_, hidden) = hide_followers([masked, numbers])
    assert (hidden.middle, hidden.least, hidden.most) == (None, None, None)
    assert shown_results([hidden])[0].spread == []

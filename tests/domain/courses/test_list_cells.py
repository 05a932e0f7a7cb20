"""Cells of a course list that say something else than their words at first sight."""

import pytest

from drehscheibe.domain.courses.list_cells import READERS, days
from drehscheibe.kernel.tables.refusals import CellRefused


@pytest.mark.parametrize("text", ["B1 (nach A2)", "kein B1", "unter B1", "ohne A2", "B1 vor C1"])
def test_a_goal_that_is_turned_round_by_its_words_is_refused(text: str) -> None:
    with pytest.raises(CellRefused, match="nur das Niveau"):
        READERS["level_to"](text)


@pytest.mark.parametrize("text", ["A1-A2", "A2 oder B1"])
def test_what_one_brings_along_is_one_level(text: str) -> None:
    with pytest.raises(CellRefused, match="das man mitbringt"):
        READERS["level_from"](text)


@pytest.mark.parametrize(
    ("key", "text", "level"),
    [("level_to", "A1–A2", 2), ("level_to", "GER B1", 3), ("level_to", "A2/B1", 3),
     ("level_from", "mind. A1", 1), ("level_from", "ohne Vorkenntnisse", 0),
     ("level_from", "", None)],
)  # fmt: skip
def test_levels_as_people_write_them(key: str, text: str, level: int | None) -> None:
    assert READERS[key](text) == level


def test_a_range_without_its_last_day_is_refused() -> None:
    with pytest.raises(CellRefused, match="fehlt ein Tag"):
        days("Mo-")

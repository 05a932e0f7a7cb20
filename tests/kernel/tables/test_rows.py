"""Rows of a foreign list: what a spreadsheet made of a number is not taken for what was typed."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from drehscheibe.kernel.tables.matching import Meaning
from drehscheibe.kernel.tables.refusals import RowError
from drehscheibe.kernel.tables.rows import ForeignRow

MEANINGS = {
    "number": Meaning("number", "Kursnummer", kind="code"),
    "phone": Meaning("phone", "Telefon", kind="phone"),
    "units": Meaning("units", "Stunden", kind="number"),
}


def read(key: str, value: Any) -> tuple[str | None, list[RowError]]:
    mistakes: list[RowError] = []
    row = ForeignRow(2, [value], {0: key}, MEANINGS, mistakes)
    return row.cell(key, str), mistakes


@pytest.mark.parametrize("key", ["number", "phone"])
@pytest.mark.parametrize(
    "value",
    [
        date(2026, 12, 3), datetime(2026, 12, 3), time(12, 30), timedelta(hours=26),
        "2,11235E+11", "2.1E+11", 1.2345678901234568e17,
    ],
)  # fmt: skip
def test_what_a_spreadsheet_made_of_a_number_is_refused_at_its_cell(key: str, value: Any) -> None:
    _, mistakes = read(key, value)
    assert [(each.cell, "als Text formatieren" in each.message) for each in mistakes] == [
        ("A2", True)
    ]


@pytest.mark.parametrize("value", ["24E101", "3-12", "0231 50-12", "A 17"])
def test_numbers_as_people_type_them_stay(value: str) -> None:
    assert read("number", value) == (value, [])


def test_a_thousand_hours_in_a_number_cell_are_a_thousand() -> None:
    assert read("units", 1000.0) == ("1000", [])
    assert read("number", 1000.0) == ("1000", [])

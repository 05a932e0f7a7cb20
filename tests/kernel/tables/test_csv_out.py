"""CSV as German Excel opens it (standards.md #31)."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.csv_out import write_csv
from drehscheibe.kernel.tables.guard import guard, unguard
from drehscheibe.kernel.tables.reading import read_table

TEXT = Column("text", "Text")
COLUMNS = (
    Column("ags", "AGS", "code", digits=8),
    Column("plz", "PLZ", "code", digits=5),
    Column("amount", "Betrag", "money"),
    Column("share", "Anteil", "share"),
    Column("count", "Anzahl", "integer"),
    Column("day", "Datum", "day"),
)
ATTACKS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1+1", ";=1", " =1"]


def cells(content: bytes) -> list[list[str]]:
    """As a spreadsheet with German settings splits it."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_file_follows_german_excel() -> None:
    row = {
        "ags": "05111000",
        "plz": "01234",
        "amount": Decimal("-1234.5"),
        "share": Decimal("0.50"),
        "count": 7,
        "day": date(2026, 3, 1),
    }
    content = write_csv(COLUMNS, [row])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.decode("utf-8-sig").split("\r\n")[1] == (
        '"05111000";"01234";-1234,50;0,5;7;01.03.2026'
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_30_formulas_leave_as_text(attack: str) -> None:
    content = write_csv([TEXT], [{"text": attack}])
    cell = cells(content)[1][0]
    assert cell.startswith("'")
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_30_the_guard_holds_for_headers_too(attack: str) -> None:
    assert cells(write_csv([Column("x", attack)], []))[0][0].startswith("'")


def test_attack_30_negative_amounts_stay_numbers_and_phones_stay_text() -> None:
    columns = [Column("amount", "Betrag", "money"), Column("phone", "Telefon")]
    content = write_csv(columns, [{"amount": Decimal("-57000"), "phone": "+49 211 000000"}])
    line = content.decode("utf-8-sig").split("\r\n")[1]
    assert line == '-57000,00;"\'+49 211 000000"'


def test_quotes_newlines_and_separators_stay_in_their_cell() -> None:
    text = 'Sie sagt: "ja; nein"\nzweite Zeile'
    assert cells(write_csv([TEXT, TEXT], [{"text": text}]))[1] == [text, text]


def test_moments_become_local_days_and_truth_becomes_words() -> None:
    columns = [Column("at", "Am", "day"), Column("yes", "Ja")]
    row = {"at": datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "yes": True}
    assert cells(write_csv(columns, [row]))[1] == ["01.07.2026", "ja"]


@pytest.mark.parametrize(("kind", "value"), [("money", 1.1), ("integer", "3"), ("integer", True)])
def test_a_value_of_the_wrong_kind_is_a_fault(kind: str, value: object) -> None:
    with pytest.raises(TypeError):
        write_csv([Column("x", "X", kind)], [{"x": value}])  # type: ignore[arg-type]


@given(st.text())
def test_the_guard_can_be_taken_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_text_comes_back_from_our_own_file(text: str) -> None:
    reading = read_table(write_csv([TEXT], [{"text": text}, {"text": "x"}]), [TEXT])
    expected = [row for row in (text.strip(), "x") if row]
    assert [row["text"] for row in reading.rows] == expected

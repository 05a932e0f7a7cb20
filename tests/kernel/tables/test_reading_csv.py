"""CSV from outside: dry run, row errors, all or nothing (attack 31)."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import TableRefused, read_table

COLUMNS = (
    Column("name", "Name", required=True),
    Column("plz", "PLZ", "code", digits=5),
    Column("amount", "Betrag", "money"),
    Column("since", "Seit", "day"),
)
TABLE = 'Name;PLZ;Betrag;Seit\r\n"Mülheim\nan der Ruhr";01234;1.234,56;01.02.2026\r\n'
ROW = {
    "name": "Mülheim\nan der Ruhr",
    "plz": "01234",
    "amount": Decimal("1234.56"),
    "since": date(2026, 2, 1),
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_attack_31_every_usual_encoding_is_read(encoding: str) -> None:
    reading = read_table(TABLE.encode(encoding), COLUMNS)
    assert reading.rows == (ROW,)
    assert bool(reading.notes) is (encoding == "cp1252")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_attack_31_the_header_line_tells_the_separator(separator: str) -> None:
    table = separator.join(("Name", "PLZ", "Betrag", "Seit")) + "\n"
    table += separator.join(("Ahlen", "59227", "12", "2026-02-01"))
    assert read_table(table.encode(), COLUMNS).rows[0]["since"] == date(2026, 2, 1)


def test_excels_own_separator_line_is_obeyed() -> None:
    assert read_table(b"sep=,\r\nName,PLZ\r\nAhlen,59227\r\n", COLUMNS).row_count == 1


def test_attack_31_a_quoted_newline_does_not_shift_the_row_numbers() -> None:
    errors = read_table((TABLE + "Ahlen;ABC;;\r\n").encode(), COLUMNS).errors
    assert [str(error) for error in errors] == [
        "Zeile 3, Spalte „PLZ“: „ABC“ besteht nicht nur aus Ziffern."
    ]


def test_attack_31_nul_is_named() -> None:
    reading = read_table(b"Name;PLZ\r\nAh\x00len;59227\r\n", COLUMNS)
    assert "Steuerzeichen" in reading.errors[0].message


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("31.02.2026", "Den 31.02.2026 gibt es nicht: Der Februar 2026 hat 28 Tage."),
        ("31.02.", "Tag.Monat.Jahr"),
        ("1.2.26", "Tag.Monat.Jahr"),
    ],
)
def test_attack_31_impossible_days_are_refused(cell: str, message: str) -> None:
    reading = read_table(f"Name;Seit\r\nAhlen;{cell}\r\n".encode(), COLUMNS)
    assert message in reading.errors[0].message


def test_attack_31_an_ambiguous_amount_is_asked_about() -> None:
    reading = read_table(b"Name;Betrag\r\nAhlen;1,234\r\n", COLUMNS)
    assert "mehrdeutig" in reading.errors[0].message


def test_attack_31_postcodes_keep_their_zero_and_get_it_back() -> None:
    table = b"Name;PLZ\r\na;01234\r\nb;1234\r\n"
    assert [row["plz"] for row in read_table(table, COLUMNS).rows] == ["01234", "01234"]


def test_attack_31_a_doubled_header_is_refused() -> None:
    with pytest.raises(TableRefused, match="„PLZ“ kommt mehrmals vor"):
        read_table(b"Name;PLZ;plz\r\na;1;2\r\n", COLUMNS)


def test_attack_31_a_million_rows_stop_early() -> None:
    table = b"Name;PLZ\r\n" + b"a;1\r\n" * 1_000_000
    with pytest.raises(TableRefused, match=r"mehr als 20\.000 Zeilen"):
        read_table(table, COLUMNS)


def test_attack_31_the_same_file_twice_has_one_fingerprint() -> None:
    once, twice = (read_table(TABLE.encode(), COLUMNS) for _ in range(2))
    assert once.fingerprint == twice.fingerprint


def test_attack_31_a_row_that_is_there_already_is_named() -> None:
    table = b"Name;PLZ\r\nAhlen;59227\r\nHerne;44623\r\nAhlen;1\r\n"
    reading = read_table(table, COLUMNS, unique=("name",))
    assert str(reading.errors[0]) == "Zeile 4: Dieser Eintrag steht schon in Zeile 2."


def test_attack_31_one_error_takes_back_every_row() -> None:
    reading = read_table(b"Name;PLZ\r\nAhlen;59227\r\n;1\r\n", COLUMNS)
    assert (reading.rows, reading.row_count, len(reading.errors)) == ((), 2, 1)


def test_empty_lines_are_skipped_but_counted() -> None:
    reading = read_table(b"Name;PLZ\r\n\r\n;;\r\nAhlen;x\r\n", COLUMNS)
    assert (reading.row_count, reading.errors[0].row) == (1, 4)


def test_a_value_too_many_points_to_an_unquoted_separator() -> None:
    reading = read_table(b"Name;PLZ\r\nAhlen;59227;oh\r\n", COLUMNS)
    assert "mehr Werte" in reading.errors[0].message


def test_a_missing_column_is_named_and_an_extra_one_noted() -> None:
    with pytest.raises(TableRefused, match="fehlt: „Name“"):
        read_table(b"PLZ;Ort\r\n1;Ahlen\r\n", COLUMNS)
    assert read_table(b"Name;Ort\r\na;b\r\n", COLUMNS).notes == ("Nicht übernommene Spalten: Ort.",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leer"),
        (b'Name\r\n"offen' + b"x" * 200_000, "Anführungszeichen"),
        (b"%PDF-1.7 ...", "keine Tabelle"),
        (b"Name\r\n\x81\x8d", "Zeichenkodierung"),
        (b";".join([b"Name"] * 300), "200 Spalten"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_remedy(content: bytes, message: str) -> None:
    with pytest.raises(TableRefused, match=message):
        read_table(BytesIO(content), COLUMNS)


def test_errors_are_listed_up_to_a_bound() -> None:
    reading = read_table(b"Name;PLZ\r\n" + b"a;x\r\n" * 500, COLUMNS)
    assert len(reading.errors) == 200
    assert "ersten 200 Fehler" in reading.notes[-1]

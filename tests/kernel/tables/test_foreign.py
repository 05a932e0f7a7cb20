"""Where the header of a foreign table stands."""

import pytest

from drehscheibe.kernel.tables.foreign import read_foreign
from drehscheibe.kernel.tables.matching import Meaning
from drehscheibe.kernel.tables.refusals import TableRefused

KNOWN = (
    Meaning("title", "Titel", ("kurstitel",)),
    Meaning("begins", "Beginn"),
    Meaning("x", "Ort"),
)
ROWS = ("Deutsch am Abend;01.06.2026;Lünen", "Deutsch am Morgen;02.06.2026;Lünen")


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ((), 1),
        (("Kursliste;Stand 01.05.2026",), 2),
        (("Volkshochschule;Kursliste;Herbst", "", "Kurs;Zeit;"), 4),
    ],
)
def test_a_title_with_something_beside_it_is_no_header(above: tuple[str, ...], row: int) -> None:
    content = "\n".join((*above, "Kurstitel;Beginn;Ort", *ROWS)).encode()
    sheet = read_foreign(content, KNOWN)
    assert (sheet.header_row, sheet.headers) == (row, ("Kurstitel", "Beginn", "Ort"))
    assert len(sheet.rows) == 2


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize(
    "title", ["Kursliste, Stand 01.05.2026", "Kursliste der VHS", "Kurse; alle | Lünen, Hagen"]
)
def test_what_divides_a_title_divides_no_table(title: str, separator: str) -> None:
    """A comma above the header made one column of the whole list."""
    lines = "\n".join(("Kurstitel;Beginn;Ort", *ROWS)).replace(";", separator)
    sheet = read_foreign(f"{title}\n\n{lines}".encode(), KNOWN)
    assert (sheet.header_row, sheet.headers) == (3, ("Kurstitel", "Beginn", "Ort"))
    assert [len(row) for _, row in sheet.rows] == [3, 3]


def test_where_no_word_is_known_the_first_row_of_words_is_the_header() -> None:
    content = "\n".join(("Angebot;Start;Wo", *ROWS)).encode()
    assert read_foreign(content, KNOWN).headers == ("Angebot", "Start", "Wo")
    assert read_foreign(content).headers == ("Angebot", "Start", "Wo")


def test_one_word_we_know_in_a_row_below_makes_it_no_header() -> None:
    content = "\n".join(("Angebot;Start;Wo", "Titel;01.06.2026;Lünen", *ROWS)).encode()
    assert read_foreign(content, KNOWN).header_row == 1


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    content = 'Titel;Ort\nDeutsch;"Lünen\nAlpha;Hamm\nMorgens;Werl'.encode()
    with pytest.raises(TableRefused, match=r"ab ihrer 2\. Zeile .* Anführungszeichen"):
        read_foreign(content, KNOWN)


def test_quotes_in_the_middle_of_a_text_do_not_fall_away() -> None:
    with pytest.raises(TableRefused, match="mitten im Text"):
        read_foreign(b'Titel;Ort\nDeutsch;"Haus" am Markt', KNOWN)
    (row,) = read_foreign(b'Titel;Ort\nDeutsch;"""Haus"" am Markt"', KNOWN).rows
    assert row[1][1] == '"Haus" am Markt'


def test_a_row_wider_than_its_header_is_refused() -> None:
    """A semicolon in a text that is not quoted moves what stands behind it."""
    with pytest.raises(TableRefused, match="Zeile 3 hat mehr Werte"):
        read_foreign("Titel;Ort\nDeutsch;Lünen;\nDeutsch; abends;Hamm".encode(), KNOWN)


def test_a_title_without_separators_does_not_choose_them() -> None:
    content = "Kurse im Herbst\n\nTitel\tOrt\nDeutsch\tLünen".encode()
    assert read_foreign(content, KNOWN).headers == ("Titel", "Ort")


@pytest.mark.parametrize(
    "start", ["<html>", "\r\n<!DOCTYPE html>", "<table>", '<?xml version="1.0"?><Workbook>']
)
def test_a_page_saved_as_a_spreadsheet_is_named_as_what_it_is(start: str) -> None:
    rows = "<td>Titel; Ort</td>\n<td>Deutsch; Hamm</td>"
    for content in (f"{start}\n{rows}".encode(), f"{start}\n{rows}".encode("utf-16")):
        with pytest.raises(TableRefused, match="Internetseite"):
            read_foreign(content, KNOWN)

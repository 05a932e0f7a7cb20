"""CSV files as they come: any usual encoding, any usual separator."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from drehscheibe.kernel.tables.refusals import TableRefused

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", ""),
    (b"\x00\x00\xfe\xff", ""),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
SEPARATORS = ";,\t|"
SAMPLE, FIRST_LINES = 20_000, 20
"""So much of a file tells its separator: signs, and lines of these."""
QUOTED = re.compile(r'"[^"]*"')
CP1252_NOTE = (
    "Die Datei ist nicht als UTF-8 gespeichert; sie wurde als Windows-1252 gelesen. "
    "Bitte Umlaute und Sonderzeichen prüfen."
)


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text of the file and notes for the user.

    >>> decode("Köln".encode("cp1252"))[0], decode("Köln".encode("utf-16"))[0]
    ('Köln', 'Köln')
    """
    encoding, start = _marked(content)
    if not encoding and (guessed := _unmarked_utf16(content)):
        encoding = guessed
    try:
        if encoding:
            return content[start:].decode(encoding), []
        try:
            return content.decode(), []
        except UnicodeDecodeError:
            return content.decode("cp1252"), [CP1252_NOTE]
    except UnicodeDecodeError as fault:
        raise TableRefused(
            "Die Zeichenkodierung der Datei ist nicht erkennbar. "
            "Bitte als „CSV UTF-8“ oder als Excel-Datei (.xlsx) speichern."
        ) from fault


def _marked(content: bytes) -> tuple[str, int]:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            if not encoding:
                raise TableRefused("UTF-32 wird nicht gelesen. Bitte als „CSV UTF-8“ speichern.")
            return encoding, len(mark)
    return "", 0


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without a mark shows as zeros on every other place of Latin text."""
    sample = content[:2000]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.3:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def separator_of(text: str) -> str:
    """The most frequent separator of the header line, where the lines below have it, too.

    Else the first line is a title, and what divides most lines in the same way is it.

    >>> separator_of("AGS;Name, amtlich;PLZ\\n1;2,3,4,5,6,7;8")
    ';'
    >>> separator_of("Kurse, Stand 1.5.\\nKurs;Niveau;Beginn\\nMorgen;B1;1.9.2026")
    ';'
    """
    lines = [QUOTED.sub("", line) for line in text[:SAMPLE].splitlines()[:FIRST_LINES]]
    full = [line for line in lines if line.strip()] or [""]
    first = max(SEPARATORS, key=full[0].count)
    if 2 * sum(first in line for line in full) > len(full):
        return first

    def divides(separator: str) -> tuple[int, int]:
        found = Counter(line.count(separator) for line in full if separator in line)
        return max(((lines, count) for count, lines in found.items()), default=(0, 0))

    return max(SEPARATORS, key=divides)


def csv_rows(text: str, *, most: int, widest: int) -> Iterator[list[str]]:
    """The records of the file, at most `most` of them (more is refused)."""
    first, _, rest = text.partition("\n")
    separator = ""
    if first.lower().strip().startswith("sep=") and len(first.strip()) == len("sep=;"):
        separator, text = first.strip()[-1], rest
    # Strict: else a quote that is never closed swallows all rows below it without a word.
    lines = StringIO(text, newline="")
    records = csv.reader(lines, delimiter=separator or separator_of(text), strict=True)
    line = 0
    try:
        for count, record in enumerate(records):
            if count > most:
                raise TableRefused(too_long(most))
            if len(record) > widest:
                raise TableRefused(f"Die Tabelle hat mehr als {widest} Spalten.")
            line = records.line_num
            yield record
    except csv.Error as fault:
        raise TableRefused(
            f"Die Datei ist ab ihrer {line + 1}. Zeile keine lesbare CSV-Tabelle. Vermutlich ist "
            "ein Anführungszeichen nicht geschlossen oder steht mitten im Text; dort wird es "
            "verdoppelt."
        ) from fault


def too_long(most: int) -> str:
    """The message for too many rows."""
    number = f"{most:,}".replace(",", ".")
    return f"Die Tabelle hat mehr als {number} Zeilen. Bitte in mehreren Teilen einlesen."

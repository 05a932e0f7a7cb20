"""The file of the official directory of schools, as records or as reasons why not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from drehscheibe.domain.directory.schools.mending import Beyond, Mends
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import read_table
from drehscheibe.kernel.territory.models import Municipality

YEAR = re.compile(r"20[0-9]{2}/[0-9]{2}")
COLUMNS = (
    Column("year", "Schuljahr", required=True),
    Column("form", "Schulform", required=True),
    Column("ags", "Amtlicher Gemeindeschlüssel", required=True),
    Column("number", "Schulnummer", required=True),
    Column("name_1", "Amtliche Bezeichnung 1", required=True),
    Column("name_2", "Amtliche Bezeichnung 2"),
    Column("name_3", "Amtliche Bezeichnung 3"),
    Column("street", "Straße und Hausnummer"),
    Column("postcode", "Postleitzahl", required=True),
    Column("town", "Ort", required=True),
    Column("status", "Rechtsstatus", required=True),
    Column("phone_area", "Telefonnummer Vorwahl"),
    Column("phone", "Telefonnummer Durchwahl"),
    Column("email", "Offizielle E-Mail-Adresse"),
    Column("pupils", "Anzahl"),
    Column("social_index", "Sozialindex"),
)
WORDS = ("form", "name_1", "name_2", "name_3", "street", "town", "status")
LABELS = {each.key: each.label for each in COLUMNS}
MOST = 10_000


@dataclass(frozen=True)
class School:
    """A line of the directory. `pupils_about` is rounded to five by its publisher."""

    number: str
    year: str
    form: str
    name: str
    ags: str
    street: str
    postcode: str
    town: str
    public: bool
    phone: str
    email: str
    pupils_about: int | None
    social_index: int | None


@dataclass(frozen=True)
class Line:
    """Where something was mended or refused, as the spreadsheet counts, and what."""

    number: int
    message: str


@dataclass(frozen=True)
class SchoolFile:
    """What a file brings: schools only when no line was refused."""

    schools: tuple[School, ...]
    mended: tuple[Line, ...]
    refused: tuple[Line, ...]
    notes: tuple[str, ...]
    fingerprint: str


def read_schools(content: bytes) -> SchoolFile:
    """Read the directory, CSV or xlsx; raises `TableRefused` when it is no such file at all."""
    table = read_table(content, COLUMNS, row_cap=MOST)
    refused = [Line(each.row, f"{each.column}: {each.message}") for each in table.errors]
    known = set(Municipality.objects.values_list("ags", flat=True))
    schools: dict[str, School] = {}
    mended: list[Line] = []
    # Without rows where the table itself refused some: then there are lines alone.
    for place, row in zip(table.lines, table.rows, strict=False):
        mends = Mends()
        try:
            school = _school({key: str(value or "") for key, value in row.items()}, mends, known)
        except Beyond as reason:
            refused.append(Line(place, str(reason)))
            continue
        if school.number in schools:
            refused.append(Line(place, f"Schulnummer {school.number} steht mehrfach in der Datei."))
        schools[school.number] = school
        mended.extend(Line(place, note) for note in mends.notes)
    return SchoolFile(
        () if refused else tuple(schools.values()), tuple(mended), tuple(refused), table.notes,
        table.fingerprint,
    )  # fmt: skip


def _school(row: dict[str, str], mends: Mends, known: set[str]) -> School:
    if not YEAR.fullmatch(row["year"]):
        raise Beyond(f"Schuljahr: „{row['year']}“ ist kein Schuljahr wie 2024/25.")
    words = {key: mends.text(LABELS[key], row[key]) for key in WORDS}
    codes = {
        key: mends.code(LABELS[key], row[key], digits)
        for key, digits in (("ags", 8), ("number", 6), ("postcode", 5))
    }
    if codes["ags"] not in known:
        raise Beyond(f"Gemeindeschlüssel {codes['ags']} ist keine Gemeinde in Nordrhein-Westfalen.")
    area = mends.area_code(LABELS["phone_area"], row["phone_area"])
    phone = mends.number(LABELS["phone"], row["phone"])
    return School(
        number=codes["number"], year=row["year"], form=words["form"], name=_name(words),
        ags=codes["ags"], street=words["street"], postcode=codes["postcode"], town=words["town"],
        public=words["status"] == "Öffentlich", phone=f"{area} {phone}".strip(),
        email=row["email"],
        pupils_about=_within(mends, row, "pupils", lambda found: found >= 0),
        social_index=_within(mends, row, "social_index", lambda found: 1 <= found <= 9),
    )  # fmt: skip


def _name(words: dict[str, str]) -> str:
    """The three columns as one name, without the dashes that frame the later ones."""
    parts = (words[each].strip(" -–") for each in ("name_1", "name_2", "name_3"))
    return " ".join(filter(None, parts))


def _within(mends: Mends, row: dict[str, str], key: str, fits: Callable[[int], bool]) -> int | None:
    text = mends.number(LABELS[key], row[key])
    if not text:
        return None
    if not fits(int(text)):
        raise Beyond(f"{LABELS[key]}: „{text}“ kann nicht sein.")
    return int(text)

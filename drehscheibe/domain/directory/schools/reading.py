"""The file of the official directory of schools, as records or as reasons why not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drehscheibe.domain.directory.schools.mending import Beyond, Mends
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import read_table
from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.spelling import fold

YEAR = re.compile(r"20[0-9]{2}/[0-9]{2}")
COLUMNS = (
    Column("year", "Schuljahr", required=True),
    Column("form", "Schulform", required=True),
    Column("ags", "Amtlicher Gemeindeschlüssel", required=True),
    Column("municipality", "Verwaltungsbezirk"),
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
WORDS = ("form", "municipality", "name_1", "name_2", "name_3", "street", "town", "status")
LABELS = {each.key: each.label for each in COLUMNS}
MOST = 10_000
STATUS = {"Öffentlich": True, "Privat": False}
AROUND_A_NAME = re.compile(r"^Krfr\. Stadt |,.*$|\(.*?\)")
"""„Krfr. Stadt Aachen“, „Eschweiler, Stadt“, „Langenfeld (Rhld.), Stadt“: the name alone counts."""


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
    known = dict(Municipality.objects.values_list("ags", "name"))
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
        first = next(iter(schools.values()), school)
        if school.year != first.year:
            refused.append(
                Line(
                    place, f"Schuljahr: Darüber steht {first.year}, eine Datei ist von einem Jahr."
                )
            )
        schools[school.number] = school
        mended.extend(Line(place, note) for note in mends.notes)
    return SchoolFile(
        () if refused else tuple(schools.values()), tuple(mended), tuple(refused), table.notes,
        table.fingerprint,
    )  # fmt: skip


def _school(row: dict[str, str], mends: Mends, known: Mapping[str, str]) -> School:
    if not YEAR.fullmatch(row["year"]):
        raise Beyond(f"Schuljahr: „{row['year']}“ ist kein Schuljahr wie 2024/25.")
    words = {key: mends.text(LABELS[key], row[key]) for key in WORDS}
    codes = {
        key: mends.code(LABELS[key], row[key], digits)
        for key, digits in (("ags", 8), ("number", 6), ("postcode", 5))
    }
    if codes["ags"] not in known:
        raise Beyond(f"Gemeindeschlüssel {codes['ags']} ist keine Gemeinde in Nordrhein-Westfalen.")
    _refuse_moved(row | words | codes, known[codes["ags"]])
    area = mends.area_code(LABELS["phone_area"], row["phone_area"])
    phone = mends.number(LABELS["phone"], row["phone"])
    return School(
        number=codes["number"], year=row["year"], form=words["form"], name=_name(words),
        ags=codes["ags"], street=words["street"], postcode=codes["postcode"], town=words["town"],
        public=STATUS[words["status"]], phone=f"{area} {phone}".strip(),
        email=row["email"],
        pupils_about=_within(mends, row, "pupils", lambda found: found >= 0),
        social_index=_within(mends, row, "social_index", lambda found: 1 <= found <= 9),
    )  # fmt: skip


def _refuse_moved(row: Mapping[str, str], municipality: str) -> None:
    """Cells that moved, and keys of another place: a school would stand with the wrong centre."""
    if row["number"].startswith("0"):  # none does: the last digit is lost, not the first
        raise Beyond(f"Schulnummer: „{row['number'].lstrip('0')}“ hat nicht 6 Stellen.")
    if row["status"] not in STATUS:
        raise Beyond(f"Rechtsstatus: „{row['status']}“ ist weder „Öffentlich“ noch „Privat“.")
    if row["email"] and "@" not in row["email"]:
        raise Beyond(f"{LABELS['email']}: „{row['email'][:40]}“ ist keine.")
    moved = next((LABELS[key] for key in WORDS if "@" in row[key]), "")
    if moved:
        raise Beyond(f"{moved}: Hier steht eine E-Mail-Adresse; die Spalten sind verschoben.")
    said = row["municipality"]
    if said and _bare(said) != _bare(municipality):
        raise Beyond(f"Gemeindeschlüssel {row['ags']} ist {municipality}, nicht „{said[:60]}“.")


def _bare(name: str) -> str:
    return fold(AROUND_A_NAME.sub("", name))


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

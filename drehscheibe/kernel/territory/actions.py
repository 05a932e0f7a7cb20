"""Reading the official directory of municipalities into the database."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from drehscheibe.kernel.territory.models import District, Municipality, PlaceName
from drehscheibe.kernel.territory.spelling import district_spellings, sort_key, spellings

DATA = Path(__file__).parent / "data"
FILE = DATA / "nrw_municipalities.csv"
OTHER_NAMES = DATA / "other_names.csv"
"""What large cities are called in other languages and scripts."""
POPULATION_ON = date(2022, 12, 31)
"""The day of the file's population column (population_2022_12_31)."""


KEYS = {
    "ags": (8, "kein achtstelliger Gemeindeschlüssel"),
    "ars": (12, "kein zwölfstelliger Regionalschlüssel"),
    "kreis_ags": (5, "kein fünfstelliger Kreisschlüssel"),
    "plz_main": (5, "keine fünfstellige Postleitzahl"),
}
"""Columns that must keep their digits: how many, and what is wrong otherwise."""


class DirectoryRefused(Exception):
    """The file is not the directory it should be; the message says what is wrong."""


@transaction.atomic
def import_municipalities(file: Path = FILE) -> int:
    """Read districts, municipalities and their spellings; may be run again. Returns the count."""
    rows = _rows(file)
    _refuse_damaged(rows)
    districts = {row["kreis_ags"]: _district(row) for row in rows}
    District.objects.bulk_create(
        districts.values(),
        update_conflicts=True,
        unique_fields=["ags"],
        update_fields=["name", "kind", "government_district"],
    )
    municipalities = [_municipality(row) for row in rows]
    columns = [column.name for column in Municipality._meta.concrete_fields if column.name != "ags"]
    Municipality.objects.bulk_create(
        municipalities, update_conflicts=True, unique_fields=["ags"], update_fields=columns
    )
    PlaceName.objects.all().delete()
    PlaceName.objects.bulk_create(_place_names(municipalities, districts.values()))
    return len(municipalities)


def _place_names(
    municipalities: Iterable[Municipality], districts: Iterable[District]
) -> list[PlaceName]:
    """Every spelling of every place; a city that is its own district is spelt once."""
    towns = {town.ags: spellings(town.name) for town in municipalities}
    for row in _rows(OTHER_NAMES):
        if row["ags"] in towns:
            towns[row["ags"]] |= spellings(row["name"])
    return [
        PlaceName(key=key, municipality_id=ags)
        for ags, keys in towns.items()
        for key in sorted(keys)
    ] + [
        PlaceName(key=key, district=district)
        for district in districts
        if district.kind != "kreisfreie Stadt"
        for key in sorted(district_spellings(district.name))
    ]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _refuse_damaged(rows: list[dict[str, str]]) -> None:
    """Keys are text with their leading zeros; what a spreadsheet made of them is refused."""
    seen: set[str] = set()
    for row in rows:
        for column, (digits, what) in KEYS.items():
            if len(row[column]) != digits or not row[column].isdecimal():
                raise DirectoryRefused(f"„{row[column]}“ ist {what} ({row['name']}).")
        if row["ags"] in seen:
            raise DirectoryRefused(
                f"Der Gemeindeschlüssel {row['ags']} steht zweimal in der Datei."
            )
        seen.add(row["ags"])


def _district(row: dict[str, str]) -> District:
    kind = "kreisfreie Stadt" if row["kind"] == "kreisfreie Stadt" else "Kreis"
    if row["kreis_ags"] == "05334":
        kind = "Städteregion"
    return District(
        ags=row["kreis_ags"],
        name=row["kreis_name"],
        kind=kind,
        government_district=row["regierungsbezirk"],
    )


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        ags=row["ags"],
        ars=row["ars"],
        name=row["name"],
        official_name=row["name_official"],
        kind=row["kind"],
        district_id=row["kreis_ags"],
        postcode=row["plz_main"],
        more_postcodes=row["plz_multiple"] == "yes",
        area=row["area_km2"],
        population=int(row["population_2022_12_31"]),
        population_on=POPULATION_ON,
        share_foreign=_share(row["share_foreign_pct_census_2022"]),
        share_migration_background=_share(row["share_migration_background_pct_census_2022"]),
        lat=row["rep_lat"],
        lon=row["rep_lon"],
        sort_key=sort_key(row["name"]),
    )


def _share(text: str) -> str | None:
    return text or None

"""Reading the official directory of municipalities into the database."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from drehscheibe.kernel.territory.models import District, Municipality, PlaceName
from drehscheibe.kernel.territory.spelling import sort_key, spellings

FILE = Path(__file__).parent / "data" / "nrw_municipalities.csv"
POPULATION_ON = date(2022, 12, 31)
"""The day of the file's population column (population_2022_12_31)."""


class DirectoryRefused(Exception):
    """The file is not the directory it should be; the message says what is wrong."""


@transaction.atomic
def import_municipalities(file: Path = FILE) -> int:
    """Read districts, municipalities and their spellings; may be run again. Returns the count."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if len(row["ags"]) != 8 or not row["ags"].isdecimal():
            raise DirectoryRefused(f"„{row['ags']}“ ist kein achtstelliger Gemeindeschlüssel.")
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
    PlaceName.objects.bulk_create(
        [
            PlaceName(key=key, municipality=place)
            for place in municipalities
            for key in sorted(spellings(place.name))
        ]
        + [
            PlaceName(key=key, district=district)
            for district in districts.values()
            if district.kind != "kreisfreie Stadt"
            for key in sorted(spellings(district.name) | spellings(f"Kreis {district.name}"))
        ]
    )
    return len(municipalities)


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
        postcode=row["plz_main"].zfill(5),
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


def _share(text: str) -> Any:
    return text or None

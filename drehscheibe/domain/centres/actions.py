"""Bringing the register of the network into the database, from the shipped files."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from drehscheibe.domain.centres.models.register import (
    Centre,
    CountPoint,
    FieldOfAction,
    Figure,
    FoundingFact,
    ServedArea,
)
from drehscheibe.domain.centres.outlines import svg_path
from drehscheibe.domain.centres.profile.fields import EDITABLE
from drehscheibe.domain.centres.register_rows import (
    NotAKey,
    centre_values,
    figures,
    founding_facts,
    known_since,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.organisations.actions import import_organisations
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.actions import FILE as MUNICIPALITIES
from drehscheibe.kernel.territory.actions import import_municipalities
from drehscheibe.kernel.territory.spelling import sort_key

DATA = Path(__file__).parent / "data"
STATUTORY = ("bildung", "querschnitt")
"""The two tasks the law gives every centre (§ 7 (1) TIntG 2012, § 8 (1) TIntG 2021)."""


@transaction.atomic
def import_register(*, at: datetime, by: Person | None = None) -> int:
    """Municipalities, state bodies, centres, outlines, facts and figures; may be run again.

    What a centre has edited itself (`profile_edited`) is kept. Returns the number of centres.
    """
    import_municipalities()
    import_organisations()
    _import_fields_of_action()
    rows = _rows("ki_register.csv")
    outlines = _outlines()
    for row in rows:
        _import_centre(row, outlines.get(row["ki_key"], {}))
    _import_facts(rows)
    _assign_municipalities()
    _import_timeline()
    publish_change()
    record("centres.register.import", about=None, by=by, at=at, detail={"centres": len(rows)})
    return len(rows)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _outlines() -> dict[str, dict[str, Any]]:
    collection = json.loads((DATA / "nrw_ki_areas.geojson").read_text(encoding="utf-8"))
    return {each["properties"]["ki_key"]: each["geometry"] for each in collection["features"]}


def _import_fields_of_action() -> None:
    rows = _rows("handlungsfelder.csv")
    for position, row in enumerate(rows):
        FieldOfAction.objects.update_or_create(
            key=row["key"],
            defaults={
                "facet": row["facet"],
                "label": row["label_de"],
                "position": position,
                "aliases": [word.strip() for word in row["aliases"].split(";") if word.strip()],
            },
        )
    for row in rows:
        if row["parent"]:
            FieldOfAction.objects.filter(key=row["key"]).update(parent=row["parent"])


def _import_centre(row: dict[str, str], outline: dict[str, Any]) -> None:
    if not row["ki_key"].isdecimal() or len(row["ki_key"]) not in {5, 8}:
        raise NotAKey(f"„{row['ki_key']}“ ist kein Schlüssel eines Zentrums.")
    key = row["ki_key"]
    carrier = _organisation(f"traeger-{key}", _carrier_name(row), Organisation.Kind.CARRIER)
    unit = _organisation(f"ki-{key}", row["unit_name"], Organisation.Kind.CENTRE, carrier)
    values = centre_values(row) | {
        "slug": sort_key(row["area_name"]).replace(" ", "-"),
        "carrier": carrier,
        "organisation": unit,
        "outline": outline,
        "path": svg_path(outline.get("coordinates", [])),
        "known_since": known_since(row["founded_date"] or row["founded_year"]),
    }
    centre, is_new = Centre.objects.get_or_create(key=key, defaults=values)
    if is_new:
        centre.fields_of_action.set(FieldOfAction.objects.filter(key__in=STATUTORY))
        return
    kept = EDITABLE if centre.profile_edited else ()
    Centre.objects.filter(pk=centre.pk).update(
        **{name: value for name, value in values.items() if name not in kept}
    )


def _import_facts(rows: list[dict[str, str]]) -> None:
    """What sources say about beginnings, and figures; both only ever come from files."""
    claims = _rows("founding_claims.csv")
    centres = dict(Centre.objects.values_list("key", "pk"))
    FoundingFact.objects.all().delete()
    FoundingFact.objects.bulk_create(
        FoundingFact(centre_id=centres[row["ki_key"]], **fact)
        for row in rows
        for fact in founding_facts(row, claims)
    )
    Figure.objects.bulk_create(
        (
            Figure(centre_id=centres[row["ki_key"]], **figure)
            for row in rows
            for figure in figures(row)
        ),
        update_conflicts=True,
        unique_fields=["centre", "label", "as_of"],
        update_fields=["value", "definition", "source"],
    )


def _carrier_name(row: dict[str, str]) -> str:
    if row["kind"] in {"kreisfreie Stadt", "Stadt"}:
        name = row["area_name"]
        return name if name.startswith("Stadt ") else f"Stadt {name}"
    return "StädteRegion Aachen" if row["kind"] == "Städteregion" else row["area_name"]


def _organisation(
    code: str, name: str, kind: str, parent: Organisation | None = None
) -> Organisation:
    return Organisation.objects.update_or_create(
        code=code, defaults={"name": name, "kind": kind, "parent": parent}
    )[0]


def _assign_municipalities() -> None:
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as lines:
        served = {row["ags"]: row["ki_key"] for row in csv.DictReader(lines)}
    centres = dict(Centre.objects.values_list("key", "pk"))
    ServedArea.objects.bulk_create(
        [ServedArea(centre_id=centres[key], municipality_id=ags) for ags, key in served.items()],
        update_conflicts=True,
        unique_fields=["municipality"],
        update_fields=["centre"],
    )


def _import_timeline() -> None:
    for row in _rows("ki_count_timeline.csv"):
        CountPoint.objects.update_or_create(
            as_of=date.fromisoformat(row["as_of"]),
            defaults={
                "count": int(row["ki_count"]),
                "note": row["note"],
                "source": row["source"],
                "confidence": row["confidence"],
            },
        )

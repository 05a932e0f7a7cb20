"""What one line of the register file says, as plain values."""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any

from drehscheibe.kernel.territory.spelling import sort_key

POPULATION_SOURCE = (
    "Statistische Ämter des Bundes und der Länder, Regionalstatistik 12411-03-03-4, dl-de/by-2-0"
)
POPULATION_ON = date(2024, 12, 31)


class NotAKey(ValueError):
    """The line names no valid centre."""


def known_since(text: str) -> date | None:
    """The latest day that a bare year, month or day allows; None when nothing is known.

    >>> known_since("2012-12"), known_since("2013"), known_since("2016-02-15"), known_since("")
    (datetime.date(2012, 12, 31), datetime.date(2013, 12, 31), datetime.date(2016, 2, 15), None)
    """
    parts = [int(part) for part in text.split("-") if part]
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def centre_values(row: dict[str, str]) -> dict[str, Any]:
    """The centre's own columns; district of the city of Aachen is the StädteRegion."""
    return {
        "area_name": row["area_name"],
        "kind": row["kind"],
        "district_id": row["ags"][:5],
        "government_district": row["regierungsbezirk"],
        "district_seat": row["kreis_seat_city"],
        "city": row["ki_city"],
        "street": row["street"],
        "postcode": row["plz"],
        "place": row["place"],
        "address_status": row["address_status"],
        "address_as_of": row["address_as_of"],
        "address_note": row["address_note"],
        "website": row["website_domain"],
        "lat": row["lat"],
        "lon": row["lon"],
        "sources": row["sources"],
        "sort_key": sort_key(row["area_name"]),
    }


def founding_facts(
    row: dict[str, str], claims: Iterable[dict[str, str]] = ()
) -> list[dict[str, Any]]:
    """Each founding fact with its source; claims that contradict each other stand side by side.

    `claims` are lines of `founding_claims.csv`: what one source says where another says otherwise.
    They take the place of the single value of the register.
    """
    own = [claim for claim in claims if claim["ki_key"] == row["ki_key"]]
    disputed = {claim["kind"] for claim in own}
    values = {
        "Beschluss von Rat oder Kreistag": row["council_decision"],
        "Gründung": row["founded_date"] or row["founded_year"],
    }
    found: list[dict[str, Any]] = [
        {"kind": kind, "value": value, "source": row["sources"]}
        for kind, value in values.items()
        if value and kind not in disputed
    ]
    found += [
        {name: claim[name] for name in ("kind", "value", "note", "source")} | {"contradicts": True}
        for claim in own
    ]
    if note := row["founded_note"]:
        contradicts = note.startswith("WIDERSPRUCH") and not own
        text = note.partition(": ")[2] if note.startswith("WIDERSPRUCH") else note
        kind = "Widersprechende Angaben" if contradicts else "Hinweis zur Gründung"
        found.append(
            {"kind": kind, "note": text, "contradicts": contradicts, "source": row["sources"]}
        )
    return found


def figures(row: dict[str, str]) -> list[dict[str, Any]]:
    """Population figures of the area served."""
    labels = {
        "population_2024_12_31": ("Bevölkerung", "Fortschreibung auf Basis des Zensus 2022"),
        "foreign_population_2024_12_31": (
            "Ausländische Bevölkerung",
            "Personen ohne deutsche Staatsangehörigkeit, Fortschreibung auf Basis des Zensus 2022",
        ),
    }
    return [
        {
            "label": label,
            "value": int(row[column]),
            "as_of": POPULATION_ON,
            "definition": definition,
            "source": POPULATION_SOURCE,
        }
        for column, (label, definition) in labels.items()
        if row[column]
    ]

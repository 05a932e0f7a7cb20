"""Applications of an invented sports club, as the rules see them."""

from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.forwarding.case_facts import AllocationFacts, CaseFacts, ItemFacts
from drehscheibe.domain.forwarding.comparing import place_key
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.funding.application_facts import Finding

NRW = programme_by_key("komm_an_2-2023")
HALL = place_key("Hauptstraße 5", "45127", "Essen")
ROOM = {"room_kind": "group", "hours_target": Decimal(14), "hours_total": Decimal(40)}
VALUES: dict[str, dict[str, Any]] = {
    "A1a": {"room": "Saal", **ROOM},
    "A1b": {"room": "Teeküche", **ROOM},
    "A2": {"months": 12, "hours_target": Decimal(14), "hours_total": Decimal(40)},
    "A3": {"concept": "Tablets für die Sprachpatenschaften", "licences": 2},
    "B1": {"volunteers": 4, "escorts": 3, "months": 10},
    "B2": {"measures": 2, "months": 10, "participants": 12, "volunteers": 2},
    "C1": {"medium": "Flyer"},
    "C2": {"medium": "Internetseite"},
    "C3": {"medium": "Wegweiser", "pages": 12},
    "D1": {"topic": "Nähe und Abstand", "hours": Decimal(8), "days": 2},
    "D2": {"months": 12},
}


def item(code: str, number: int = 1, *, place: str = HALL, **values: Any) -> ItemFacts:
    """A valid item of the programme, with what is named changed."""
    return ItemFacts(
        number=number, code=code, place_key=place, values={**VALUES.get(code, {}), **values}
    )


def case(*items: ItemFacts, **changed: Any) -> CaseFacts:
    """A valid application for 2024, with what is named changed."""
    facts: dict[str, Any] = {
        "programme": NRW,
        "fiscal_year": 2024,
        "applicant_key": "sportvereinmusterau",
        "title": "Sport verbindet",
        "place_key": HALL,
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31),
    }
    return CaseFacts(items=items, **{**facts, **changed})


def allocation(amount: str = "70289.82", **sums: str) -> AllocationFacts:
    """The allocation of Höxter, with what is promised and contracted."""
    return AllocationFacts(
        programme=NRW,
        amount=Decimal(amount),
        **{name: Decimal(value) for name, value in sums.items()},
    )


def of(rule: str, found: tuple[Finding, ...]) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in found if finding.rule == rule]


def plain(text: str) -> str:
    """A message without no-break spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")

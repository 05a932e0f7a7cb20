"""The worked examples 11–15 with other values, each worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from drehscheibe.domain.forwarding.distribution import WeightsRefused, shares
from drehscheibe.domain.forwarding.findings import allocation_findings, findings
from drehscheibe.domain.forwarding.item_amounts import (
    case_amounts,
    item_amount,
    pages_for,
    total,
    training_limit,
)
from tests.domain.forwarding.samples import NRW, allocation, case, item, of

OTHER_HOUSE = "45127|nebenstr9"


@pytest.mark.parametrize(
    ("code", "values", "amount"),
    [
        ("A2", {"months": 7}, "2800.00"),
        ("B1", {"volunteers": 7, "escorts": 4, "months": 11}, "8085.00"),
        ("B1", {"volunteers": 1, "escorts": 0, "months": 12}, "0.00"),
        ("B2", {"measures": 3, "months": 5}, "3750.00"),
        ("C3", {"pages": None, "characters": 8_250}, "250.00"),
        ("C3", {"pages": None, "characters": 8_251}, "300.00"),
        ("D1", {"hours": Decimal("7.5"), "days": 3}, "2250.00"),
        ("D1", {"hours": Decimal("8.01"), "days": 1}, "800.00"),
        ("D1", {"hours": Decimal("0.25"), "days": 1}, "25.00"),
        ("D2", {"months": 1}, "50.00"),
    ],
)
def test_examples_11_and_13_other_items(code: str, values: dict[str, Any], amount: str) -> None:
    assert item_amount(item(code, **values), NRW.item(code)).amount == Decimal(amount)


def test_example_11_two_houses_and_a_mix_add_up() -> None:
    """A1a twice here, A1b there, A2 for 5 months, C1, D2 for 3: 2,000 + 1,000 + 2,000 + 650."""
    facts = case(
        item("A1a", 1, room="Saal"),
        item("A1a", 2, room="Küche"),
        item("A1b", 3, room="Saal", place=OTHER_HOUSE),
        item("A2", 4, months=5),
        item("C1", 5),
        item("D2", 6, months=3),
    )
    assert total(case_amounts(facts)) == Decimal("5650.00")


@pytest.mark.parametrize(
    ("amount", "limit"), [("33333.37", "10000.01"), ("0.03", "0.00"), ("110450", "33135.00")]
)
def test_example_12_other_allocations(amount: str, limit: str) -> None:
    assert training_limit(NRW, Decimal(amount)) == Decimal(limit)
    facts = allocation(amount)
    assert not allocation_findings(facts, training=Decimal(limit))
    assert allocation_findings(facts, training=Decimal(limit) + Decimal("0.01"))


def test_example_13_rooms_count_building_by_building() -> None:
    """Three rooms here and two there: 2,000 + 2,000."""
    here = [item("A1a", number, room=f"Raum {number}") for number in (1, 2, 3)]
    there = [item("A1b", n, room=f"Raum {n}", place=OTHER_HOUSE) for n in (4, 5)]
    assert total(case_amounts(case(*here, *there))) == 4_000


@pytest.mark.parametrize(
    ("target", "whole", "accepted"),
    [
        ("33", "100", True),
        ("32.99", "100", False),
        ("1", "3", True),
        ("0", "10", False),
        ("40", "40", True),
    ],
)
def test_example_13_other_shares_of_use(target: str, whole: str, accepted: bool) -> None:
    facts = case(item("A2", hours_target=Decimal(target), hours_total=Decimal(whole)))
    assert (not of("K02", findings(facts))) == accepted


@pytest.mark.parametrize(
    ("characters", "pages"), [(0, 0), (1, 1), (1_650, 1), (1_651, 2), (16_500, 10), (16_501, 11)]
)
def test_example_14_other_texts(characters: int, pages: int) -> None:
    assert pages_for(characters, 1_650) == pages


@pytest.mark.parametrize(
    ("amount", "weights", "expected"),
    [
        ("100.00", "1 1 1", "33.34 33.33 33.33"),
        ("0.05", "1 1 1 1", "0.02 0.01 0.01 0.01"),
        ("70289.82", "17 23 60", "11949.27 16166.66 42173.89"),
        ("10.00", "0.5 0.25 0.25", "5.00 2.50 2.50"),
        ("0.01", "0 1", "0.00 0.01"),
        ("0.00", "3 4", "0.00 0.00"),
    ],
)
def test_example_15_other_shares(amount: str, weights: str, expected: str) -> None:
    given = [Decimal(each) for each in weights.split()]
    found = shares(Decimal(amount), given)
    assert " ".join(f"{each:.2f}" for each in found) == expected
    assert sum(found) == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "weights"), [("1", "0 0"), ("1", "-1 2"), ("0.005", "1"), ("-1", "1")]
)
def test_example_15_what_cannot_be_shared_is_refused(amount: str, weights: str) -> None:
    with pytest.raises(WeightsRefused):
        shares(Decimal(amount), [Decimal(each) for each in weights.split()])

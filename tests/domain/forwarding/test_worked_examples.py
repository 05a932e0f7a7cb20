"""The worked examples 11–15 and 18 of the domain knowledge that touch forwarded grants."""

from decimal import Decimal
from typing import Any

import pytest

from drehscheibe.domain.forwarding.distribution import shares
from drehscheibe.domain.forwarding.findings import allocation_findings, blocking, findings
from drehscheibe.domain.forwarding.item_amounts import (
    case_amounts,
    day_amount,
    item_amount,
    pages_for,
    total,
    training_limit,
)
from tests.domain.forwarding.samples import NRW, allocation, case, item, of, plain


def paid(code: str, **values: Any) -> Decimal | None:
    return item_amount(item(code, **values), NRW.item(code)).amount


def test_example_11_a_third_party_with_every_item_gets_20800_euro() -> None:
    codes = ("A1a", "A1b", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "D1", "D2")
    facts = case(*(item(code, number) for number, code in enumerate(codes, start=1)))
    amounts = {each.code: each.amount for each in case_amounts(facts)}
    assert sum(amounts[code] or 0 for code in ("A1a", "A1b", "A2", "A3")) == 7_800
    assert sum(amounts[code] or 0 for code in ("B1", "B2")) == 9_200
    assert sum(amounts[code] or 0 for code in ("C1", "C2", "C3")) == 1_600
    assert sum(amounts[code] or 0 for code in ("D1", "D2")) == 2_200
    assert total(case_amounts(facts)) == Decimal("20800.00")
    assert not blocking(findings(facts))


def test_example_11_every_amount_says_how_it_follows() -> None:
    derivation = item_amount(item("B1"), NRW.item("B1")).derivation
    assert plain(derivation) == "4 × 3 × 10 × 35 €"


def test_example_12_training_is_capped_at_30_per_cent_rounded_down() -> None:
    assert training_limit(NRW, Decimal("70289.82")) == Decimal("21086.94")
    assert not allocation_findings(allocation(), training=Decimal("21086.94"))
    refused = allocation_findings(allocation(), training=Decimal("21087.00"))
    assert plain(refused[0].message) == (
        "Schulungen dürfen höchstens 30 % der Zuteilung kosten (21.086,94 €). "
        "Zugesagt sind 0,00 €, frei 21.086,94 €; gewünscht sind 21.087,00 €."
    )


def test_example_13_ten_hours_of_training_pay_800_euro() -> None:
    assert day_amount(Decimal(10), Decimal(100), Decimal(800)) == 800
    assert paid("D1", hours=Decimal(10), days=1) == 800


def test_example_13_five_escorts_of_one_volunteer_in_a_month_pay_105_euro() -> None:
    assert paid("B1", volunteers=1, escorts=5, months=1) == 105


def test_example_13_three_rooms_of_one_building_pay_2000_euro() -> None:
    rooms = [item("A1a", number, room=f"Raum {number}") for number in (1, 2, 3)]
    assert total(case_amounts(case(*rooms))) == 2_000


def test_example_13_renovating_and_furnishing_the_same_room_is_refused() -> None:
    facts = case(item("A1a", 1, room="Saal"), item("A1b", 2, room="saal"))
    assert [each.anchor for each in of("K01", findings(facts))] == ["items-2-room"]


@pytest.mark.parametrize(("hours", "accepted"), [(12, False), (14, True)])
def test_example_13_a_third_of_the_use_is_for_the_target_group(hours: int, accepted: bool) -> None:
    found = findings(case(item("A2", hours_target=Decimal(hours))))
    assert (not of("K02", found)) == accepted


def test_example_13_nine_participants_need_a_reason() -> None:
    found = of("K06", findings(case(item("B2", participants=9))))
    assert [each.blocks for each in found] == [True]


def test_example_14_ten_thousand_characters_are_seven_pages() -> None:
    assert pages_for(10_000, 1_650) == 7
    assert paid("C3", pages=None, characters=10_000) == 350


def test_example_15_shares_by_largest_remainder() -> None:
    weights = [Decimal(3), Decimal(3), Decimal(1)]
    assert shares(Decimal("1000000.00"), weights) == (
        Decimal("428571.43"),
        Decimal("428571.43"),
        Decimal("142857.14"),
    )

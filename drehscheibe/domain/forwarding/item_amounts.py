"""What each item of an application pays, and how that follows; amounts are euro."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from drehscheibe.domain.forwarding.case_facts import AllocationFacts, CaseFacts, ItemFacts
from drehscheibe.domain.forwarding.comparing import name_key
from drehscheibe.domain.forwarding.programme import Calculation, Item, Programme
from drehscheibe.kernel.language.amounts import CENT, euro_short, german_number

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ItemAmount:
    """The amount of one item, None while inputs are missing, with its derivation in German."""

    number: int
    code: str
    amount: Decimal | None
    derivation: str


def case_amounts(case: CaseFacts) -> tuple[ItemAmount, ...]:
    """The amount of every item, each building paid at most its number of times a year (K01)."""
    paid = Counter((other.code, other.place_key) for other in case.other_items if other.place_key)
    in_building: Counter[str] = Counter()
    limited = {item.code for item in case.programme.items if item.limit("amounts_per_building")}
    for (code, place), count in paid.items():
        if code in limited:
            in_building[place] += count
    amounts = []
    for facts, item in case.known_items():
        limit = item.limit("amounts_per_building")
        if limit and facts.place_key:
            in_building[facts.place_key] += 1
            if in_building[facts.place_key] > limit.value:
                text = f"höchstens {limit.value} Beträge je Gebäude und Jahr"
                amounts.append(ItemAmount(facts.number, facts.code, ZERO, text))
                continue
        amounts.append(item_amount(facts, item))
    return tuple(amounts)


def total(amounts: tuple[ItemAmount, ...]) -> Decimal:
    """What the application asks for; items without an amount count as nothing."""
    return sum((each.amount or ZERO for each in amounts), ZERO).quantize(CENT)


def item_amount(facts: ItemFacts, item: Item) -> ItemAmount:
    """One item by itself, as its programme version calculates it."""
    counts = quantities(facts, item)
    unit = _unit(facts, item)
    if counts is None or unit is None:
        return ItemAmount(facts.number, facts.code, None, "Es fehlen noch Angaben.")
    amount, text = unit
    for count in counts:
        amount *= count
    factors = " × ".join(german_number(Decimal(count)) for count in counts)
    derivation = f"{factors} × {text}" if factors else text
    return ItemAmount(facts.number, facts.code, amount.quantize(CENT, ROUND_HALF_UP), derivation)


def quantities(facts: ItemFacts, item: Item) -> tuple[int, ...] | None:
    """What the unit is multiplied with, each capped by its limit; None while one is missing."""
    counts = []
    for name in item.quantity:
        count = pages_of(facts, item) if name == "pages" else facts.whole(name)
        if count is None:
            return None
        limit = item.limit(name)
        counts.append(min(count, int(limit.value)) if limit else count)
    return tuple(counts)


def pages_of(facts: ItemFacts, item: Item) -> int | None:
    """Pages of a translation, from characters where only these are known (example 14)."""
    pages, characters = facts.whole("pages"), facts.whole("characters")
    size = item.limit("page_characters")
    if pages is None and characters is not None and size:
        return pages_for(characters, int(size.value))
    return pages


def pages_for(characters: int, page: int) -> int:
    """Full pages, begun ones count (assumption).

    >>> pages_for(10_000, 1_650)
    7
    """
    return -(-characters // page)


def day_amount(hours: Decimal, rate: Decimal, most: Decimal) -> Decimal:
    """What a day of training pays (K09).

    >>> day_amount(Decimal(10), Decimal(100), Decimal(800))
    Decimal('800')
    """
    return min(hours * rate, most)


def training_limit(programme: Programme, allocation: Decimal) -> Decimal | None:
    """K10: the most that training may cost of an allocation; caps round down (assumption)."""
    share = programme.training_share.value
    if share is None:
        return None
    return (allocation * share / 100).quantize(CENT, ROUND_DOWN)


def remainder(allocation: AllocationFacts) -> Decimal:
    """What of an allocation is not promised yet."""
    return allocation.amount - allocation.promised


def room_key(facts: ItemFacts) -> str:
    """The room of an item, without its spellings."""
    return name_key(facts.text("room"))


def _unit(facts: ItemFacts, item: Item) -> tuple[Decimal, str] | None:
    fixed = item.amount.value
    if item.calculation is Calculation.COST:
        cost = facts.number_of("cost")
        most = item.limit("cost_maximum")
        if cost is None:
            return None
        if most and cost > most.value:
            return most.value, f"{euro_short(most.value)} (Höchstbetrag)"
        return cost, euro_short(cost)
    if fixed is None:
        return None
    if item.calculation is Calculation.DAYS:
        return _day(facts, item, fixed)
    return fixed, euro_short(fixed)


def _day(facts: ItemFacts, item: Item, rate: Decimal) -> tuple[Decimal, str] | None:
    hours, most = facts.number_of("hours"), item.limit("amount_per_day")
    if hours is None:
        return None
    if most is None:
        return hours * rate, f"{german_number(hours)} Stunden × {euro_short(rate)}"
    paid = day_amount(hours, rate, most.value)
    if paid < hours * rate:
        return paid, f"{euro_short(paid)} (Höchstbetrag am Tag)"
    return paid, f"{german_number(hours)} Stunden × {euro_short(rate)}"

"""What one may apply for, told before one chooses: what it pays, its limits, what fits together."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from drehscheibe.domain.forwarding.facts import allocation_facts
from drehscheibe.domain.forwarding.item_amounts import ItemAmount, training_limit
from drehscheibe.domain.forwarding.models import Allocation
from drehscheibe.domain.forwarding.programme import Calculation, Item, Module, Programme
from drehscheibe.kernel.language.amounts import euro, euro_short, german_number
from drehscheibe.kernel.permissions.second_wall import acting_as_system

LIMIT_WORDS: dict[str, Callable[[Decimal], str]] = {
    "amounts_per_building": lambda n: f"Höchstens {n} Beträge je Gebäude und Jahr.",
    "use_share_percent": lambda n: (
        f"Mindestens {n} % der Zeit ist für Geflüchtete und Neuzugewanderte."
    ),
    "months": lambda n: f"Höchstens {n} Monate im Jahr.",
    "licences": lambda n: f"Höchstens {n} Lizenzen für Videokonferenzen.",
    "per_applicant": lambda n: "Einmal im Jahr." if n == 1 else f"Höchstens {n}-mal im Jahr.",
    "escorts": lambda n: f"Höchstens {n} im Monat für jede ehrenamtliche Person.",
    "participants": lambda n: f"Mindestens {n} Menschen bei jedem Treffen.",
    "volunteers": lambda n: f"Mindestens {n} Ehrenamtliche bei jedem Treffen.",
    "participants_per_volunteer": lambda n: f"Etwa eine ehrenamtliche Person auf {n} Menschen.",
    "once": lambda n: "Einmal je Organisation und Jahr." if n == 1 else f"Höchstens {n}-mal.",
    "invoice": lambda _: "Die Rechnung gehört später in den Nachweis.",
    "page_characters": lambda n: f"Eine Seite sind {german_number(n)} Zeichen.",
    "amount_per_day": lambda n: f"Höchstens {euro_short(n)} am Tag.",
    "cost_minimum": lambda n: f"Mindestens {euro_short(n)}.",
    "cost_maximum": lambda n: f"Höchstens {euro_short(n)}.",
}


@dataclass(frozen=True)
class Offer:
    """An item as the chooser shows it; `confirmed` says whether a source tells its amount."""

    item: Item
    pays: str
    limits: tuple[str, ...]
    beside: str
    confirmed: bool


@dataclass(frozen=True)
class OfferedModule:
    """A part of the programme with what it offers."""

    module: Module
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class TrainingRoom:
    """K10 as a third party is told it, in euro: the limit, what is promised, left and wanted."""

    share: Decimal
    limit: Decimal
    left: Decimal
    wanted: Decimal

    @property
    def fits(self) -> bool:
        """Whether what is wanted could still be promised in full."""
        return self.wanted <= self.left

    @property
    def message(self) -> str:
        """The rule in plain words, with the amount left."""
        rule = (
            f"Für Schulungen dürfen in diesem Gebiet höchstens {german_number(self.share)} % der "
            f"Mittel ausgegeben werden, das sind {euro(self.limit)}. Davon sind noch "
            f"{euro(self.left)} frei."
        )
        if self.fits:
            return rule
        return (
            f"{rule} Sie beantragen {euro(self.wanted)}: Mehr als {euro(self.left)} kann das "
            "Zentrum dafür nicht zusagen."
        )


def offers(programme: Programme) -> tuple[OfferedModule, ...]:
    """Everything the programme pays for, by module."""
    return tuple(
        OfferedModule(module, tuple(_offer(each, programme) for each in items))
        for module in programme.modules
        if (items := programme.items_of(module.code))
    )


def pays(item: Item) -> str:
    """What an item pays, in a few words: „400 € je Monat und Treffpunkt“."""
    if item.calculation is Calculation.COST:
        return "was es kostet"
    if item.amount.value is None:
        return "Betrag nach Vereinbarung mit dem Zentrum"
    per = item.unit if item.unit == "einmal" else f"je {item.unit}"
    return f"{euro_short(item.amount.value)} {per}"


def limit_words(item: Item) -> tuple[str, ...]:
    """The limits of an item as sentences."""
    return tuple(LIMIT_WORDS[name](each.value) for name, each in item.limits.items())


def training_room(
    programme: Programme, allocation_id: int, amounts: tuple[ItemAmount, ...]
) -> TrainingRoom | None:
    """K10 for these items; None where the programme sets no share or no training is asked for.

    The allocation is read as the system: a third party's link reaches its own case alone, and what
    comes back are sums.
    """
    mine = [each for each in amounts if each.code in programme.training_items]
    if not mine or programme.training_share.value is None:
        return None
    with acting_as_system():
        facts = allocation_facts(Allocation.objects.get(pk=allocation_id))
    limit = training_limit(programme, facts.amount)
    if limit is None:
        return None
    return TrainingRoom(
        share=programme.training_share.value,
        limit=limit,
        left=max(limit - facts.training, Decimal(0)),
        wanted=sum((each.amount or Decimal(0) for each in mine), Decimal(0)),
    )


def _offer(item: Item, programme: Programme) -> Offer:
    names = {each.code: each.label for each in programme.items}
    beside = ""
    if item.requires:
        beside = "Nur zusammen mit: " + ", ".join(names[code] for code in item.requires) + "."
    elif item.excludes:
        others = ", ".join(names[code] for code in item.excludes)
        beside = f"Nicht für denselben Raum wie: {others}."
    return Offer(item, pays(item), limit_words(item), beside, item.amount.confirmed)

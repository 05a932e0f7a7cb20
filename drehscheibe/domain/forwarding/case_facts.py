"""What the rules of a forwarded grant look at: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.forwarding.programme import Item, Programme

ItemValues = Mapping[str, Any]
"""Inputs of an item by field name: int, Decimal, str or bool; what is missing is left out."""


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """One item of an application; `place_key` and days are those of the item or of the measure."""

    number: int
    code: str
    values: ItemValues
    place_key: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def anchor(self) -> str:
        """The beginning of the ids of its inputs."""
        return f"items-{self.number}"

    def whole(self, name: str) -> int | None:
        """A whole number that was filled in."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def number_of(self, name: str) -> Decimal | None:
        """A number that was filled in."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        return Decimal(value)

    def text(self, name: str) -> str:
        """A text that was filled in, else an empty one."""
        return str(self.values.get(name) or "").strip()


@dataclass(frozen=True, kw_only=True)
class OtherItem:
    """An item of another application of the same allocation, for K01, K03 and K07.

    `reference` is its file number where the reader may know it; empty for third parties.
    """

    code: str
    applicant_key: str
    place_key: str = ""
    room_key: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class OtherMeasure:
    """A measure of another application, line or programme at one address, for K12.

    `line` is its programme in words, `place` the address as it was written. `measure` tells apart
    rows of the same measure at several addresses; `own` says that the centre carries it out itself.
    `reference` is its file number where the reader may know it. Nothing in it names a person.
    """

    line: str
    title: str
    place_key: str
    starts_on: date
    ends_on: date
    place: str = ""
    reference: str = ""
    measure: str = ""
    centre_id: int = 0
    own: bool = False

    @property
    def named(self) -> str:
        """Title, place and file number in one line."""
        text = ", ".join(filter(None, (f"„{self.title}“", self.place)))
        return f"{text} ({self.reference})" if self.reference else text


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """One application as the rules see it."""

    programme: Programme
    fiscal_year: int
    applicant_key: str = ""
    title: str = ""
    place_key: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    items: tuple[ItemFacts, ...] = ()
    other_items: tuple[OtherItem, ...] = ()
    other_measures: tuple[OtherMeasure, ...] = ()
    applicant_cap: Decimal | None = None
    cap_taken: Decimal = field(default=Decimal(0))
    """What other applications of the same applicant in this call ask for, in euro."""
    measure: str = ""
    centre_id: int = 0

    def spots(self) -> tuple[OtherMeasure, ...]:
        """This measure at each of its addresses, as K12 compares it; none while days are missing.

        An item at another address than the measure is compared there with its own days.
        """
        rows = [(self.place_key, self.starts_on, self.ends_on)]
        rows += [
            (item.place_key, item.starts_on or self.starts_on, item.ends_on or self.ends_on)
            for item in self.items
            if item.place_key != self.place_key
        ]
        return tuple(
            OtherMeasure(
                line=self.programme.title, title=self.title, place_key=key, starts_on=start,
                ends_on=end, measure=self.measure, centre_id=self.centre_id,
            )
            for key, start, end in rows
            if key and start is not None and end is not None
        )  # fmt: skip

    def known_items(self) -> tuple[tuple[ItemFacts, Item], ...]:
        """The items the programme knows, each with its declaration."""
        declared = {item.code: item for item in self.programme.items}
        return tuple((item, declared[item.code]) for item in self.items if item.code in declared)


@dataclass(frozen=True, kw_only=True)
class AllocationFacts:
    """An allocation with what is promised and contracted, in euro, for K10 and K11."""

    programme: Programme
    amount: Decimal
    promised: Decimal = Decimal(0)
    contracted: Decimal = Decimal(0)
    training: Decimal = Decimal(0)

"""What a programme of forwarded grants fixes (Förderprogramm mit Weiterleitung an Dritte).

The numbers and texts live in `programmes/*.toml`, one file per version; `programme_files.py`
reads them into the frozen values declared here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from drehscheibe.domain.funding.guideline import Value
from drehscheibe.domain.funding.reclaim.rules import Arises


class FieldKind(StrEnum):
    """How an input is written."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"
    CHOICE = "choice"


class Calculation(StrEnum):
    """How the amount of an item follows from its inputs."""

    FIXED = "fixed"
    """Fixed amount times the product of the quantity fields."""
    DAYS = "days"
    """Fixed amount an hour, up to a limit a day, times days."""
    COST = "cost"
    """What it costs, up to a limit, times the quantity fields."""


@dataclass(frozen=True, slots=True)
class ItemField:
    """One input of an item, with words for volunteers; bounds are those of plain sense."""

    name: str
    kind: FieldKind
    label: str
    hint: str
    required: bool
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()
    """Choices the programme does not pay for (cellar, sanitary room …)."""


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the programme (Baustein): A–D of KOMM-AN NRW, 1–5 of the prevention line."""

    code: str
    label: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something a third party may apply for; `amount` None means that no source tells it."""

    code: str
    module: str
    label: str
    official: str
    help: str
    unit: str
    calculation: Calculation
    quantity: tuple[str, ...]
    needs_place: bool
    excludes: tuple[str, ...]
    requires: tuple[str, ...]
    amount: Value[Decimal | None]
    limits: Mapping[str, Value[Decimal]]
    fields: tuple[ItemField, ...]

    def limit(self, name: str) -> Value[Decimal] | None:
        """A limit of this item by its name (see `programme_files.LIMITS`), None without one."""
        return self.limits.get(name)

    def field(self, name: str) -> ItemField | None:
        """The input of this name."""
        return next((each for each in self.fields if each.name == name), None)


@dataclass(frozen=True, slots=True)
class ContractModel:
    """A version of the mandatory model contract (Mustervertrag) with its time."""

    version: str
    label: str
    valid_from: date
    valid_to: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One version of a programme, as its file states it."""

    key: str
    programme: str
    title: str
    short_title: str
    publication: str
    sources: Mapping[str, str]
    open_points: tuple[str, ...]
    valid_from: Value[date]
    valid_to: Value[date]
    legal_basis: Value[str]
    forwarding_allowed: Value[bool]
    distribution_key: Value[str]
    proof_months: Value[Decimal | None]
    training_share: Value[Decimal | None]
    training_items: tuple[str, ...]
    applicant_cap: Value[Decimal | None]
    interest_points: Value[Decimal]
    """Percentage points above the base rate on what third parties pay back."""
    interest_from: Value[Arises]
    contracts: tuple[ContractModel, ...]
    modules: tuple[Module, ...]
    items: tuple[Item, ...]

    def governs(self, fiscal_year: int) -> bool:
        """Whether the fiscal year (Haushaltsjahr) is decided under this version."""
        return fiscal_year in self.fiscal_years

    @property
    def fiscal_years(self) -> range:
        """The fiscal years this version governs."""
        return range(self.valid_from.value.year, self.valid_to.value.year + 1)

    @property
    def basis(self) -> str:
        """The version with its validity, as K13 cites it."""
        return self.valid_to.basis

    def item(self, code: str) -> Item:
        """The item of this code; raises KeyError."""
        return {item.code: item for item in self.items}[code]

    def items_of(self, module: str) -> tuple[Item, ...]:
        """The items of one module, in the order of the file."""
        return tuple(item for item in self.items if item.module == module)

    def contract_on(self, day: date) -> ContractModel | None:
        """The model contract in force on a day; None when none is on file."""
        for contract in self.contracts:
            if contract.valid_from <= day <= contract.valid_to:
                return contract
        return None

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The codes of the items whose amount no source confirms."""
        return tuple(item.code for item in self.items if not item.amount.confirmed)

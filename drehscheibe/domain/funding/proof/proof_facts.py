"""What the checks of a proof look at, and what they answer: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from drehscheibe.domain.funding.application_facts import Finding, Severity
from drehscheibe.domain.funding.guideline import Guideline
from drehscheibe.domain.funding.proof.figures import Figures, PostUse, figures, post_figure
from drehscheibe.domain.funding.proof.money import CaseMoney, ChangeFacts
from drehscheibe.domain.funding.staffing_grant import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFinding(Finding):
    """A finding of a proof; `rows` names the posts, items or vouchers it is about."""

    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUse:
    """An item of material costs, KOMM-AN part I or volunteering, euro."""

    number: int
    part: str
    label: str = ""
    planned: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherFacts:
    """The voucher list in sums (euro by part) and the numbers of rows that need a look."""

    count: int = 0
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    incomplete: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    twice: tuple[int, ...] = ()
    unplanned: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProofFacts:
    """A snapshot of a proof with everything its checks rest on."""

    guideline: Guideline
    fiscal_year: int
    due_on: date
    due_shifted_on: date
    submitted_on: date | None
    has_narrative: bool
    survey_confirmed_on: date | None
    income: Decimal | None
    confirmed_necessary: bool
    has_certificate: bool
    certificate_on: date | None
    posts: tuple[PostUse, ...]
    planned_posts: frozenset[int]
    items: tuple[ItemUse, ...]
    vouchers: VoucherFacts
    money: CaseMoney
    unreadable: Mapping[str, str] = field(default_factory=dict)
    paid_as_proved: Decimal | None = None

    @cached_property
    def figures(self) -> Figures:
        """Every sum."""
        key, year = self.guideline.key, self.fiscal_year
        return figures(
            tuple(post_figure(each, key, year) for each in self.posts),
            self.spent,
            granted=self.money.granted,
            paid=self.money.paid,
            income=self.income or ZERO,
        )

    @property
    def changes(self) -> tuple[ChangeFacts, ...]:
        """Reported changes that were not withdrawn."""
        return self.money.changes

    @property
    def spent(self) -> dict[str, Decimal]:
        """Actual costs of the items, by part."""
        spent: dict[str, Decimal] = {}
        for item in self.items:
            spent[item.part] = spent.get(item.part, ZERO) + (item.actual or ZERO)
        return spent


def block(
    rule: str, anchor: str, basis: str, message: str, rows: tuple[str, ...] = ()
) -> ProofFinding:
    """A finding that hinders handing in."""
    return ProofFinding(
        rule=rule, severity=Severity.BLOCK, message=message, anchor=anchor, basis=basis, rows=rows
    )


def warn(
    rule: str, anchor: str, basis: str, message: str, rows: tuple[str, ...] = ()
) -> ProofFinding:
    """A finding that people weigh themselves."""
    return ProofFinding(
        rule=rule, severity=Severity.WARN, message=message, anchor=anchor, basis=basis, rows=rows
    )

"""What the checks of an application look at, and what they answer: plain frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from drehscheibe.domain.funding.guideline import (
    ApplicantKind,
    Guideline,
    MaterialKind,
    Qualification,
)
from drehscheibe.domain.funding.staffing_grant import ZERO, PostLine


class Severity(StrEnum):
    """BLOCK hinders submission; WARN is shown and leaves the choice to people."""

    BLOCK = "block"
    WARN = "warn"

    @property
    def label(self) -> str:
        """The words for people."""
        return "Hindert die Einreichung" if self is Severity.BLOCK else "Hinweis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of a check: a German sentence that says what to do, and where.

    `rule` is the number of the check (F01–F12, K13, M-… for something still missing),
    `anchor` the HTML id to jump to, `basis` the number it rests on, source and confidence.
    """

    rule: str
    severity: Severity
    message: str
    anchor: str
    basis: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the application cannot be submitted as it is."""
        return self.severity is Severity.BLOCK


@dataclass(frozen=True, kw_only=True)
class PostFacts(PostLine):
    """A post with what the person on it has studied, and an exception of the ministry."""

    qualification: Qualification | None = None
    exception_granted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MaterialItem:
    """One item of the material costs, euro per year; a draft may leave parts out."""

    number: int
    kind: MaterialKind | None
    amount: Decimal | None
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class ConceptFacts:
    """The integration concept the application rests on."""

    decided_on: date | None
    updated_on: date | None = None
    municipalities_agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """A snapshot of an application; `applicant_kind=None` is neither Kreis nor city."""

    guideline: Guideline
    fiscal_year: int
    applicant_kind: ApplicantKind | None
    has_centre: bool
    concept: ConceptFacts | None
    declarations: frozenset[str]
    posts: tuple[PostFacts, ...]
    material: tuple[MaterialItem, ...] = ()
    lay_interpreter_concept: bool = False
    head_share: Decimal | None = None
    deputy_share: Decimal | None = None
    komm_an_posts: Decimal = ZERO
    volunteering: Decimal = ZERO
    submitted_on: date | None = None

    @property
    def material_total(self) -> Decimal:
        """What is asked for material costs, in euro."""
        return sum((item.amount for item in self.material if item.amount is not None), ZERO)


def block(rule: str, anchor: str, basis: str, message: str) -> Finding:
    """A finding that hinders submission."""
    return Finding(rule=rule, severity=Severity.BLOCK, message=message, anchor=anchor, basis=basis)


def warn(rule: str, anchor: str, basis: str, message: str) -> Finding:
    """A finding that people weigh themselves."""
    return Finding(rule=rule, severity=Severity.WARN, message=message, anchor=anchor, basis=basis)

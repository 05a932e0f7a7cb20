"""The two letters of a case as values, and as PDF: what they say, not how it is gathered.

Amounts are euro. The names of authority and ministries are those of the day of the letter. `basis`
is the cited rule in words people read ("Nr. 5.4.1, 57.000 € je Stelle × 9/12"); what is not
`confirmed` carries the word "unbestätigt" on paper.
"""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from drehscheibe.kernel.documents.pdf import compile_letter, data_hash
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

TEMPLATES = Path(__file__).parent / "letters"
AS_NUMBER = {"written": german_number}


@dataclass(frozen=True, kw_only=True)
class Sender:
    """The head of a letter: name of the body, its part, address and contact lines."""

    name: str
    unit: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MoneyLine:
    """One line of the finance plan: asked, granted (`None` in an application), rule."""

    label: str
    asked: Decimal
    granted: Decimal | None = None
    basis: str = ""
    confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """One post: category and period in words, share of a full post, most that is eligible."""

    number: int
    category: str
    share: Decimal | None = field(metadata=AS_NUMBER)
    filled: str = ""
    qualification: str = ""
    expected: Decimal | None = None
    basis: str = ""
    eligible: Decimal
    confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class Payout:
    """A day on which money is paid, with the amount where it is fixed."""

    day: date
    amount: Decimal | None = None
    confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class Guideline:
    """The version a letter rests on, as it is cited."""

    title: str
    dated_on: date
    publication: str = ""
    legal_basis: str = ""
    financing_type: str = ""
    open_points: tuple[str, ...] = ()
    confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class NoticeData:
    """Zuwendungs- or Ablehnungsbescheid (`outcome`), addressed to the carrier.

    `court` is named in the instruction on remedies; without it the letter shows the gap, because
    an instruction that names no court does not start the month (§ 58 VwGO).
    """

    number: str
    dated_on: date
    version: int = 1
    outcome: Literal["grant", "reject"] = "grant"
    authority: Sender
    ministries: tuple[str, ...]
    addressee: tuple[str, ...]
    clerk: str = ""
    signed_by: str = ""
    carrier: str
    centre: str
    fiscal_year: int
    applied_on: date
    period_from: date
    period_to: date
    lines: tuple[MoneyLine, ...]
    posts: tuple[PostLine, ...] = ()
    reason: str = ""
    guideline: Guideline
    conditions: tuple[str, ...] = ()
    payouts: tuple[Payout, ...] = ()
    court: str = ""
    annexes: tuple[str, ...] = ()

    @property
    def asked(self) -> Decimal:
        """Everything asked for, in euro."""
        return sum((line.asked for line in self.lines), Decimal(0))

    @property
    def granted(self) -> Decimal:
        """Everything granted, in euro."""
        return sum((line.granted or Decimal(0) for line in self.lines), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Concept:
    """The integration concept as the application refers to it."""

    title: str
    decided_by: str = ""
    decided_on: date | None = None
    paper_number: str = ""
    updated_on: date | None = None
    municipalities_agreed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """A declaration of Nr. 4.1 and whether it was given."""

    code: str
    text: str
    given: bool


@dataclass(frozen=True, kw_only=True)
class ApplicationData:
    """Zuwendungsantrag of a carrier, complete as it was handed in.

    `seconded_teachers` (posts of the school ministry) are shown and never counted.
    """

    number: str
    dated_on: date
    version: int = 1
    sender: Sender
    authority: tuple[str, ...]
    carrier: str
    carrier_kind: str
    centre: str
    contact: tuple[str, ...] = ()
    fiscal_year: int
    period_from: date
    period_to: date
    guideline: Guideline
    concept: Concept | None
    posts: tuple[PostLine, ...]
    head_share: Decimal | None = field(default=None, metadata=AS_NUMBER)
    deputy_share: Decimal | None = field(default=None, metadata=AS_NUMBER)
    seconded_teachers: Decimal | None = field(default=None, metadata=AS_NUMBER)
    material: tuple[MoneyLine, ...] = ()
    lay_interpreter_concept: str = ""
    plan: tuple[MoneyLine, ...]
    declarations: tuple[Declaration, ...]
    remarks: tuple[str, ...] = ()
    submitted_by: str = ""
    annexes: tuple[str, ...] = ()

    @property
    def asked(self) -> Decimal:
        """Everything asked for, in euro."""
        return sum((line.asked for line in self.plan), Decimal(0))


def notice_pdf(data: NoticeData, *, issued_at: datetime) -> bytes:
    """The notice as tagged PDF/A; equal data and moment give equal bytes."""
    totals = {"asked": euro(data.asked), "granted": euro(data.granted)}
    return _pdf("notice.typ", data, totals, issued_at)


def application_pdf(data: ApplicationData, *, issued_at: datetime) -> bytes:
    """The application as tagged PDF/A; equal data and moment give equal bytes."""
    return _pdf("application.typ", data, {"asked": euro(data.asked)}, issued_at)


def _pdf(
    template: str, data: NoticeData | ApplicationData, totals: dict[str, str], issued_at: datetime
) -> bytes:
    written = _written(data)
    # Whether less is granted than asked is a question of numbers, not of written amounts.
    differs = isinstance(data, NoticeData) and data.granted != data.asked
    letter = {**written, "total": totals, "differs": differs, "hash": data_hash(written)}
    return compile_letter(TEMPLATES / template, letter, issued_at=issued_at)


def _written(value: Any) -> Any:
    """Values as they stand on paper: amounts with sign, days in figures, the rest as it is."""
    if isinstance(value, Decimal):
        return euro(value)
    if isinstance(value, date):
        return german_day(value)
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _field(value, each) for each in fields(value)}
    return value


def _field(owner: Any, each: Any) -> Any:
    value = getattr(owner, each.name)
    write = each.metadata.get("written", _written)
    return None if value is None else write(value)

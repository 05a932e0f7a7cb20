"""The two letters of a case as values, and as PDF: what they say, not how it is gathered.

Amounts are euro. The names of authority and ministries are those of the day of the letter. `basis`
is the cited rule in words people read ("Nr. 5.4.1, 57.000 € je Stelle × 9/12"); what is not
`confirmed` carries the word "unbestätigt" on paper. Texts of law are data/letter_wording.toml.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from drehscheibe.kernel.documents.letters import (
    AS_NUMBER,
    Letter,
    Party,
    Signature,
    letter_pdf,
    written,
)
from drehscheibe.kernel.documents.wording import Filled, wordings
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day

TEMPLATES = Path(__file__).parent / "letters"
WORDING = Path(__file__).parent / "data" / "letter_wording.toml"


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
    authority: Party
    ministries: tuple[str, ...]
    addressee: Party
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
    sender: Party
    authority: Party
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
    return letter_pdf(notice(data), issued_at=issued_at)


def application_pdf(data: ApplicationData, *, issued_at: datetime) -> bytes:
    """The application as tagged PDF/A; equal data and moment give equal bytes."""
    return letter_pdf(application(data), issued_at=issued_at)


def notice(data: NoticeData) -> Letter:
    """The notice in the common frame; raises `NoWording` for a day without texts of law."""
    granted = data.outcome == "grant"
    kind = "Zuwendungsbescheid" if granted else "Ablehnungsbescheid"
    return Letter(
        template=TEMPLATES / "notice.typ",
        subject=f"{kind} für das Haushaltsjahr {data.fiscal_year}: {data.centre}",
        number=data.number,
        dated_on=data.dated_on,
        version=data.version,
        sender=data.authority,
        recipient=data.addressee,
        references=(("Ihr Antrag vom", german_day(data.applied_on)),),
        clerk=data.clerk,
        content={
            **written(data),
            "total": {"asked": euro(data.asked), "granted": euro(data.granted)},
            # whether less is granted is a question of numbers, not of written amounts
            "differs": data.granted != data.asked,
            "texts": _texts(data, *(GRANTED if granted else ())),
        },
        signature=Signature(
            greeting=("Mit freundlichen Grüßen", "Im Auftrag"),
            lines=(f"gezeichnet {data.signed_by}",) if data.signed_by else (),
            note=wordings(WORDING).on("notice.electronic", data.dated_on).filled(),
        ),
        annexes=data.annexes,
    )


GRANTED = ("waiver", "ancillary", "funding_type", "payout", "ceiling")
"""Texts of law that only a grant carries."""


def _texts(data: NoticeData, *codes: str) -> dict[str, Filled]:
    """The instruction on remedies and the texts named, as of the day of the notice."""
    known = wordings(WORDING)
    texts = {code: known.on(f"notice.{code}", data.dated_on).filled() for code in codes}
    return texts | {"remedy": known.on("notice.remedy", data.dated_on).filled(court=data.court)}


def application(data: ApplicationData) -> Letter:
    """The application in the common frame."""
    day = german_day(data.dated_on)
    signed = (data.submitted_by, f"für den Träger {data.carrier}") if data.submitted_by else ()
    return Letter(
        template=TEMPLATES / "application.typ",
        subject=(
            f"Antrag auf eine Zuwendung für das Haushaltsjahr {data.fiscal_year}: {data.centre}"
        ),
        number=data.number,
        dated_on=data.dated_on,
        version=data.version,
        sender=data.sender,
        recipient=data.authority,
        references=(("Haushaltsjahr", str(data.fiscal_year)),),
        content={**written(data), "total": {"asked": euro(data.asked)}},
        signature=Signature(
            lines=signed,
            note=wordings(WORDING).on("application.electronic", data.dated_on).filled(day=day),
        ),
        annexes=data.annexes,
    )

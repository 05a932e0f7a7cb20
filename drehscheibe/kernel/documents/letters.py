"""One letter as a value, and its PDF: who writes to whom, about what, with which content.

Every room uses the same frame (`letters/frame.typ`); a letter's own template holds only its body.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from drehscheibe.kernel.documents.pdf import compile_letter, data_hash
from drehscheibe.kernel.documents.wording import Filled, Gap
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

AS_NUMBER = {"written": german_number}
"""Metadata of a dataclass field whose `Decimal` is a plain number, not an amount in euro."""

NOT_ON_PAPER = {"printed": False}


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who writes or receives: name, part of the body, postal address and contact lines."""

    name: str
    unit: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """The end of a letter: greeting, who signed, and why no hand signature is needed."""

    greeting: tuple[str, ...] = ("Mit freundlichen Grüßen",)
    lines: tuple[str, ...] = ()
    note: Filled | str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter in the common frame.

    `number` is the Aktenzeichen, `references` are further rows of the information block. `content`
    is what the template reads as `data`; its values pass `written`. Texts of law come as `Filled`.
    """

    template: Path = field(metadata=NOT_ON_PAPER)
    subject: str
    number: str
    dated_on: date
    version: int = 1
    sender: Party
    recipient: Party
    references: tuple[tuple[str, str], ...] = ()
    clerk: str = ""
    salutation: str = "Sehr geehrte Damen und Herren,"
    content: Mapping[str, Any]
    signature: Signature = Signature()
    annexes: tuple[str, ...] = ()

    @property
    def hints(self) -> tuple[str, ...]:
        """What a person should know before signing: missing addresses, gaps, unconfirmed texts."""
        missing = [
            f"Anschrift fehlt: {party.name}"
            for party in (self.sender, self.recipient)
            if not party.lines
        ]
        texts = list(_texts([self.signature.note, self.content]))
        gaps = [gap for text in texts for gap in text.gaps]
        unsure = [
            f"Wortlaut nicht bestätigt: {text.wording.title} ({text.wording.source})"
            for text in texts
            if not text.wording.confirmed
        ]
        return (*missing, *(gap[:1].upper() + gap[1:] for gap in gaps), *unsure)


def letter_pdf(letter: Letter, *, issued_at: datetime) -> bytes:
    """The letter as tagged PDF/A-2a and PDF/UA-1; equal letter and moment give equal bytes."""
    said = written(letter)
    return compile_letter(letter.template, {**said, "hash": data_hash(said)}, issued_at=issued_at)


def written(value: Any) -> Any:
    """Values as they stand on paper: amounts with sign, days in figures, the rest as it is.

    >>> written({"sum": Decimal("57000"), "day": date(2023, 4, 1), "n": 2})
    {'sum': '57.000,00\\xa0€', 'day': '01.04.2023', 'n': 2}
    """
    match value:
        case Decimal():
            return euro(value)
        case date():
            return german_day(value)
        case Filled():
            return [written(run) for run in value.runs]
        case Gap():
            return {"gap": value.label}
        case Mapping():
            return {name: written(each) for name, each in value.items()}
        case tuple() | list():
            return [written(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            each.name: _field(value, each)
            for each in fields(value)
            if each.metadata.get("printed", True)
        }
    return value


def _field(owner: Any, each: Any) -> Any:
    value = getattr(owner, each.name)
    write = each.metadata.get("written", written)
    return None if value is None else write(value)


def _texts(value: Any) -> Iterator[Filled]:
    """Every text of law in a letter, wherever its content holds it."""
    match value:
        case Filled():
            yield value
        case Mapping():
            yield from _texts(list(value.values()))
        case tuple() | list():
            for each in value:
                yield from _texts(each)

"""The application of a third party as it was handed in: one PDF in the common frame."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from drehscheibe.domain.forwarding.applicant_checks import declarations
from drehscheibe.domain.forwarding.facts import amounts_of, findings_of, programme_of
from drehscheibe.domain.forwarding.item_amounts import ItemAmount
from drehscheibe.domain.forwarding.models import CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.third_party import fields
from drehscheibe.domain.funding.letter_parties import centre_party
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.letters import Letter, Party, Signature, letter_pdf
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day

TEMPLATE = Path(__file__).parents[1] / "letters" / "third_party_application.typ"
NOTE = (
    "Dieser Antrag wurde am {day} über einen Link eingereicht, der an die angegebene "
    "E-Mail-Adresse ging. Er gilt ohne Unterschrift von Hand."
)


def application_pdf(case: ForwardingCase, *, at: datetime) -> bytes:
    """The application as tagged PDF/A; equal content and moment give equal bytes."""
    return letter_pdf(application_letter(case, at=at), issued_at=at)


def application_letter(case: ForwardingCase, *, at: datetime) -> Letter:
    """From the third party to the centre."""
    day = day_of(at)
    known = latest(f"{case.letter_series}:application")
    programme = programme_of(case)
    return Letter(
        template=TEMPLATE,
        subject=f"Antrag auf Weiterleitung von Fördermitteln: {case.title}",
        number=case.number,
        dated_on=day,
        version=known.version + 1 if known is not None else 1,
        sender=applicant_party(case),
        recipient=centre_party(case.centre, day),
        references=(("Programm", programme.short_title), ("Jahr", str(case.call.fiscal_year))),
        content=_content(case),
        signature=Signature(
            lines=(case.contact_name, f"für {case.name}"),
            note=NOTE.format(day=german_day(day)),
        ),
    )


def applicant_party(case: ForwardingCase) -> Party:
    """The third party as it stands on letters."""
    town = f"{case.postal_code} {case.town}".strip()
    return Party(name=case.name or case.email, lines=tuple(filter(None, (case.street, town))))


def _content(case: ForwardingCase) -> dict[str, Any]:
    programme = programme_of(case)
    given = set(case.declarations)
    amounts = {each.number: each for each in amounts_of(case)}
    return {
        "programme": programme.title,
        "call": case.call.title,
        "applicant": [
            ["Organisation", case.name],
            ["Art", case.get_kind_display()],
            ["Ansprechperson", case.contact_name],
            ["E-Mail", case.email],
            ["Telefon", case.phone or "keine Angabe"],
            ["Ehrenamtliche", _count(case.volunteers)],
            ["Hauptamtliche", _count(case.full_time)],
            ["Honorarkräfte", _count(case.fee_staff)],
        ],
        "measure": [
            ["Vorhaben", case.title],
            ["Zeitraum", f"{_day(case.starts_on)} bis {_day(case.ends_on)}"],
            ["Ort", _place(case)],
        ],
        "description": case.description,
        "items": [_item(row, programme, amounts) for row in case.items.all()],
        "total": euro(case.requested) if case.requested is not None else "–",
        "declarations": [[each.text, each.code in given] for each in declarations()],
        "hints": [found.message for found in findings_of(case) if not found.blocks],
    }


def _item(row: CaseItem, programme: Programme, amounts: Mapping[int, ItemAmount]) -> dict[str, Any]:
    item = programme.item(row.code)
    said = [
        f"{each.label} {dict(each.choices).get(text, text)}"
        for each in item.fields
        if (text := fields.item_text(row, item, each.name))
    ]
    mine = amounts.get(row.number)
    return {
        "label": f"{row.number}. {item.label}",
        "official": item.official,
        "said": said,
        "derivation": mine.derivation if mine else "",
        "amount": euro(row.amount) if row.amount is not None else "–",
        "confirmed": item.amount.confirmed,
    }


def _place(case: ForwardingCase) -> str:
    if case.place_street:
        return f"{case.place_street}, {case.place_postal_code} {case.place_town}".strip()
    return f"{case.street}, {case.postal_code} {case.town}".strip()


def _day(day: date | None) -> str:
    return german_day(day) if day else "–"


def _count(number: int | None) -> str:
    return "keine Angabe" if number is None else str(number)

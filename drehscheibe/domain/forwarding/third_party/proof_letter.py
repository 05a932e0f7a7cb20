"""The proof of a third party as it was handed in: one accessible PDF, frozen for both sides."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.item_values import shown_value
from drehscheibe.domain.forwarding.models import (
    CaseItem,
    ForwardingCase,
    ForwardingContract,
    ForwardingProof,
    ForwardingProofLine,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.third_party.letters import applicant_party
from drehscheibe.domain.forwarding.third_party.proof_fields import asked, promised_items
from drehscheibe.domain.funding.letter_parties import centre_party
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import Letter, Signature, letter_pdf
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.documents.wording import Filled, wordings
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day

ROOM = Path(__file__).parents[1]
TEMPLATE = ROOM / "letters" / "third_party_proof.typ"
WORDING = ROOM / "data" / "letter_wording.toml"
NOTE = (
    "Dieser Nachweis wurde am {day} über einen Link eingereicht, der an die angegebene "
    "E-Mail-Adresse ging. Er gilt ohne Unterschrift von Hand."
)
ZERO = Decimal(0)


def proof_series(case: ForwardingCase) -> str:
    """Under which name the frozen proofs of a case are kept."""
    return f"{case.letter_series}:proof"


def freeze_proof(case: ForwardingCase, *, at: datetime) -> Document:
    """Hold on to the proof as it was handed in, or in again: the next version of its PDF."""
    proof = ForwardingProof.objects.get(case=case)
    proof.case = case
    proof.document = freeze_letter(
        content=letter_pdf(proof_letter(proof, at=at), issued_at=at),
        series=proof_series(case),
        title=f"Verwendungsnachweis {case.number}",
        owner=case.centre.organisation,
        by=None,
        at=at,
    )
    proof.save(update_fields=["document"])
    return proof.document


def proof_letter(proof: ForwardingProof, *, at: datetime) -> Letter:
    """From the third party to the centre."""
    case, day = proof.case, day_of(at)
    known = latest(proof_series(case))
    programme = programme_of(case)
    return Letter(
        template=TEMPLATE,
        subject=f"Verwendungsnachweis: {case.title}",
        number=case.number,
        dated_on=day,
        version=known.version + 1 if known is not None else 1,
        sender=applicant_party(case),
        recipient=centre_party(case.centre, day),
        references=(("Programm", programme.short_title), ("Jahr", str(case.call.fiscal_year))),
        content=_content(proof, programme, day),
        signature=Signature(
            lines=(case.contact_name, f"für {case.name}"), note=NOTE.format(day=german_day(day))
        ),
    )


def _content(proof: ForwardingProof, programme: Programme, day: date) -> dict[str, Any]:
    case = proof.case
    contract = case.contracts.filter(cancelled_on=None).first()
    lines = {each.item_id: each for each in proof.lines.all()}
    items = promised_items(proof)
    vouchers = list(proof.vouchers.select_related("item", "document"))
    return {
        "programme": programme.title,
        "contracted": euro(contract.amount if contract else case.promised or ZERO),
        "measure": _measure(proof, contract),
        "text": proof.text,
        "items": [_item(row, lines.get(row.pk), programme) for row in items],
        "promised": euro(_sum(row.promised for row in items)),
        "claimed": euro(_sum(row.claimed for row in lines.values())),
        "vouchers": [_voucher(each) for each in vouchers],
        "spent": euro(_sum(each.amount for each in vouchers)),
        "questions": [[each.question, each.answer or "–"] for each in case.queries.all()],
        "confirmation": _text("proof.confirmation", day),
        "keeping": _text("proof.keeping", day, until=_day(proof.kept_until)),
    }


def _measure(proof: ForwardingProof, contract: ForwardingContract | None) -> list[list[str]]:
    case = proof.case
    starts_on = contract.starts_on if contract else case.starts_on
    ends_on = contract.ends_on if contract else case.ends_on
    reached = "keine Angabe" if proof.participants is None else str(proof.participants)
    return [
        ["Vorhaben", case.title],
        ["Zeitraum", f"{_day(starts_on)} bis {_day(ends_on)}"],
        ["Erreichte Menschen", reached],
    ]


def _item(row: CaseItem, line: ForwardingProofLine | None, programme: Programme) -> dict[str, Any]:
    item = programme.item(row.code)
    values = line.values if line else {}
    said = [
        f"{field.label} {dict(field.choices).get(text, text)}"
        for field in asked(item)
        if (text := shown_value(field, values.get(field.name)))
    ]
    return {
        "label": f"{row.number}. {item.label} ({row.code})",
        "said": said,
        "promised": euro(row.promised or ZERO),
        "claimed": euro(line.claimed) if line and line.claimed is not None else "–",
    }


def _voucher(voucher: ForwardingVoucher) -> dict[str, str]:
    return {
        "number": str(voucher.number),
        "dated_on": _day(voucher.dated_on),
        "paid_on": _day(voucher.paid_on),
        "payee": voucher.payee,
        "purpose": voucher.purpose,
        "hash": voucher.document.short_hash if voucher.document else "fehlt",
        "item": str(voucher.item.number) if voucher.item else "–",
        "amount": euro(voucher.amount) if voucher.amount is not None else "–",
    }


def _sum(amounts: Any) -> Decimal:
    return sum((each for each in amounts if each is not None), ZERO)


def _day(day: date | None) -> str:
    return german_day(day) if day else "–"


def _text(code: str, on: date, **values: str) -> Filled:
    return wordings(WORDING).on(code, on).filled(**values)

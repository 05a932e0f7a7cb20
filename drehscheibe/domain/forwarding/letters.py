"""The notice of an allocation as a value and as PDF."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from drehscheibe.domain.forwarding.models import Allocation
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.funding.courts import court_for
from drehscheibe.domain.funding.letter_parties import carrier_party, party_of
from drehscheibe.domain.funding.letters import WORDING as FUNDING_WORDING
from drehscheibe.kernel.documents.letters import Letter, Signature, letter_pdf
from drehscheibe.kernel.documents.wording import wordings
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

TEMPLATES = Path(__file__).parent / "letters"
WORDING = Path(__file__).parent / "data" / "letter_wording.toml"


def allocation_notice(allocation: Allocation, *, total: Decimal, on: date) -> Letter:
    """The notice on this day; `total` is what the programme distributes that year, in euro.

    Raises `NoWording` for a day without texts of law.
    """
    programme = programme_by_key(allocation.version)
    return Letter(
        template=TEMPLATES / "allocation.typ",
        subject=(
            f"Zuwendungsbescheid für das Haushaltsjahr {allocation.fiscal_year}: "
            f"{programme.title}, {allocation.centre}"
        ),
        number=allocation.number,
        dated_on=on,
        sender=party_of(allocation.authority, on),
        recipient=carrier_party(allocation.centre, on),
        references=(("Programm", programme.short_title),),
        clerk=str(allocation.prepared_by or ""),
        content=_content(allocation, programme, total, on),
        signature=Signature(
            greeting=("Mit freundlichen Grüßen", "Im Auftrag"),
            lines=(f"gezeichnet {allocation.decided_by}",) if allocation.decided_by else (),
            note=wordings(FUNDING_WORDING).on("notice.electronic", on).filled(),
        ),
    )


def allocation_notice_pdf(
    allocation: Allocation, *, total: Decimal, on: date, issued_at: datetime
) -> bytes:
    """The notice as tagged PDF/A; equal data and moment give equal bytes."""
    return letter_pdf(allocation_notice(allocation, total=total, on=on), issued_at=issued_at)


def _content(
    allocation: Allocation, programme: Programme, total: Decimal, on: date
) -> dict[str, Any]:
    year, due, shifted = allocation.fiscal_year, allocation.due_on, allocation.due_shifted_on
    first = max(date(year, 1, 1), programme.valid_from.value)
    return {
        "programme": programme.title,
        "carrier": allocation.centre.carrier.name_on(on),
        "centre": str(allocation.centre),
        "year": str(year),
        "amount": euro(allocation.amount),
        "total": euro(total),
        "period_from": german_day(first),
        "period_to": german_day(min(date(year, 12, 31), programme.valid_to.value)),
        "legal_basis": programme.legal_basis.value,
        "publication": programme.publication,
        "key_label": allocation.key_label,
        "due": german_day(due) if due else "",
        "due_shifted": german_day(shifted) if shifted and shifted != due else "",
        "open_points": programme.open_points,
        "texts": _texts(allocation, programme, on),
    }


def _texts(allocation: Allocation, programme: Programme, on: date) -> dict[str, Any]:
    own, shared = wordings(WORDING), wordings(FUNDING_WORDING)
    share, limit = programme.training_share.value, allocation.training_limit
    model = programme.contract_on(on)
    return {
        "forwarding": own.on("allocation.forwarding", on).filled(
            model=model.label if model else ""
        ),
        "proof": own.on("allocation.proof", on).filled(),
        "training": own.on("allocation.training", on).filled(
            limit=euro(limit), share=german_number(share)
        )
        if share is not None and limit is not None
        else None,
        "ancillary": shared.on("notice.ancillary", on).filled(),
        "remedy": shared.on("notice.remedy", on).filled(court=court_for(allocation.centre.key)),
        "waiver": shared.on("notice.waiver", on).filled(),
    }

"""What the centre writes to third parties and to the authority, as values; amounts in euro."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from drehscheibe.domain.forwarding.facts import amounts_of, programme_of
from drehscheibe.domain.forwarding.models import (
    Allocation,
    ForwardingCase,
    ForwardingContract,
    ForwardingRepayment,
)
from drehscheibe.domain.forwarding.programme import ContractModel, Programme
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.funding.guideline import Value
from drehscheibe.domain.funding.letter_parties import centre_party, party_of
from drehscheibe.domain.funding.reclaim.rules import Arises
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.letters import Letter, Party, Signature
from drehscheibe.kernel.documents.wording import Filled, wordings
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

TEMPLATES = Path(__file__).parent / "letters"
WORDING = Path(__file__).parent.parent / "data" / "centre_wording.toml"
ANNEX = "Allgemeine Nebenbestimmungen für Zuwendungen zur Projektförderung (ANBest-P)"
ZERO = Decimal(0)


def third_party(case: ForwardingCase) -> Party:
    """Where letters to the third party go."""
    place = f"{case.postal_code} {case.town}".strip()
    lines = tuple(line for line in (case.street, place) if line)
    return Party(name=case.name, unit=case.contact_name, lines=lines)


def item_rows(case: ForwardingCase) -> list[dict[str, Any]]:
    """The case's items in words: code, label, how the amount follows, asked, promised."""
    labels = {item.code: item.label for item in programme_of(case).items}
    derived = {each.number: each.derivation for each in amounts_of(case)}
    return [
        {
            "code": item.code,
            "label": labels.get(item.code, item.code),
            "derivation": derived.get(item.number, ""),
            "asked": euro(item.amount or ZERO),
            "promised": euro(item.promised or ZERO),
        }
        for item in case.items.all()
    ]


def promise_letter(case: ForwardingCase, *, at: datetime) -> Letter:
    """The promise (Zusage) with every item."""
    return _decision(case, day_of(at), granted=True)


def refusal_letter(case: ForwardingCase, *, at: datetime) -> Letter:
    """The refusal (Ablehnung) with its reason."""
    return _decision(case, day_of(at), granted=False)


def contract_letter(
    contract: ForwardingContract, case: ForwardingCase, model: ContractModel, *, on: date
) -> Letter:
    """The contract on its model version, with room for both signatures."""
    programme = programme_of(case)
    return Letter(
        template=TEMPLATES / "contract.typ",
        subject=f"Weiterleitungsvertrag: {case.title}",
        number=case.number,
        dated_on=on,
        version=contract.number,
        sender=centre_party(case.centre, on),
        recipient=third_party(case),
        references=(("Muster", model.version),),
        content={
            "carrier": case.centre.carrier.name_on(on),
            "third_party": case.name,
            "model": model.label,
            "title": case.title,
            "starts_on": german_day(contract.starts_on),
            "ends_on": german_day(contract.ends_on),
            "amount": euro(contract.amount),
            "items": item_rows(case),
            "texts": {
                "purpose": _text("contract.purpose", on, programme=programme.title),
                "conditions": _text("contract.conditions", on),
                "payment": _text("contract.payment", on),
                "proof": _text("contract.proof", on, due=german_day(contract.proof_due_on)),
                "repayment": _text("contract.repayment", on),
                "interest": _contract_interest(programme, on),
            },
            "interest_confirmed": programme.interest_points.confirmed,
        },
        signature=Signature(greeting=()),
        annexes=(ANNEX,),
    )


def claim_letter(claim: ForwardingRepayment, case: ForwardingCase, *, at: datetime) -> Letter:
    """What is claimed back and how that follows."""
    on, points = day_of(at), programme_of(case).interest_points
    accepted = case.proof.eligible or ZERO
    returned = sum((each.returned for each in case.repayments.all()), ZERO)
    return Letter(
        template=TEMPLATES / "claim.typ",
        subject=f"Rückforderung: {case.title}",
        number=case.number,
        dated_on=on,
        sender=centre_party(case.centre, on),
        recipient=third_party(case),
        content={
            "title": case.title,
            "number": case.number,
            "amount": euro(claim.amount),
            "paid": euro(claim.amount + accepted + returned),
            "accepted": euro(accepted),
            "returned": euro(returned),
            "reason": claim.reason,
            "due": german_day(claim.due_on),
            "text": _text("claim.basis", on),
            "interest": _claim_interest(claim, points, on),
            "interest_confirmed": points.confirmed,
        },
        signature=Signature(lines=(f"gezeichnet {claim.claimed_by}",)),
    )


def own_proof_letter(
    allocation: Allocation, *, report: str, figures: dict[str, Any], signed_by: str, on: date
) -> Letter:
    """The centre's proof to the authority; `figures` as `own_proof.figures_of` gives them."""
    programme = programme_by_key(allocation.version)
    return Letter(
        template=TEMPLATES / "own_proof.typ",
        subject=f"Verwendungsnachweis {programme.short_title}, {allocation.fiscal_year}",
        number=allocation.number,
        dated_on=on,
        sender=centre_party(allocation.centre, on),
        recipient=party_of(allocation.authority, on),
        content={
            "programme": programme.title,
            "year": str(allocation.fiscal_year),
            "report": report,
            "sums": [
                {"label": row["label"], "amount": euro(Decimal(row["amount"]))}
                for row in figures["sums"]
            ],
            "items": [
                {
                    "code": row["code"],
                    "label": row["label"],
                    "cases": str(row["cases"]),
                    "contracted": euro(Decimal(row["contracted"])),
                    "accepted": euro(Decimal(row["accepted"])),
                }
                for row in figures["items"]
            ],
            "contracted": euro(Decimal(figures["contracted"])),
            "accepted": euro(Decimal(figures["accepted"])),
            "warnings": figures["warnings"],
            "proofs": [
                {
                    "number": row["number"],
                    "version": str(row["version"]),
                    "hash": row["sha256"][:12],
                    "claimed": euro(Decimal(row["claimed"])),
                    "accepted": euro(Decimal(row["accepted"])),
                }
                for row in figures.get("proofs", [])
            ],
            "confirmation": _text("own_proof.confirmation", on),
        },
        signature=Signature(lines=(f"gezeichnet {signed_by}",)),
    )


def _decision(case: ForwardingCase, on: date, *, granted: bool) -> Letter:
    kind = "Zusage" if granted else "Ablehnung"
    return Letter(
        template=TEMPLATES / "decision.typ",
        subject=f"{kind}: {case.title}",
        number=case.number,
        dated_on=on,
        sender=centre_party(case.centre, on),
        recipient=third_party(case),
        content={
            "granted": granted,
            "title": case.title,
            "programme": programme_of(case).title,
            "applied_on": german_day(case.submitted_on) if case.submitted_on else "",
            "asked": euro(case.requested or ZERO),
            "promised": euro(case.promised or ZERO),
            "items": item_rows(case),
            "reason": case.decision_reason,
            "text": _text("promise.next" if granted else "refusal.claim", on),
        },
        signature=Signature(lines=(f"gezeichnet {case.decided_by}",) if case.decided_by else ()),
    )


BEGINNINGS = {
    Arises.PERIOD_END: "vom Tag nach dem Ende des Vertrags an",
    Arises.LAST_PAYMENT: "vom Tag der letzten Auszahlung an",
    Arises.KNOWN: "vom Tag der Rückforderung an",
}


def _contract_interest(programme: Programme, on: date) -> Filled:
    points = german_number(programme.interest_points.value)
    beginning = BEGINNINGS[programme.interest_from.value]
    return _text("contract.interest", on, **{"from": beginning, "points": points})


def _claim_interest(claim: ForwardingRepayment, points: Value[Decimal], on: date) -> Filled | None:
    if claim.arises_on is None:
        return None
    first = german_day(claim.arises_on)
    return _text("claim.interest", on, **{"from": first, "points": german_number(points.value)})


def _text(code: str, on: date, **values: str) -> Filled:
    return wordings(WORDING).on(code, on).filled(**values)

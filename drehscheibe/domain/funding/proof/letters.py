"""The proof of use as it is handed in: one PDF in the common frame, in the finance plan's order."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from drehscheibe.domain.funding.guideline import PostCategory
from drehscheibe.domain.funding.letter_parties import carrier_party, centre_party, party_of
from drehscheibe.domain.funding.letters import WORDING
from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.proof.facts import facts_of, findings_of
from drehscheibe.domain.funding.proof.proof_facts import ProofFacts
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.letters import Letter, Signature, letter_pdf, written
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.documents.wording import wordings
from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.days import german_day

TEMPLATE = Path(__file__).parents[1] / "letters" / "proof.typ"


@dataclass(frozen=True, kw_only=True)
class VoucherLine:
    """One line of the voucher list as printed."""

    number: int
    part: str
    dated_on: date | None
    payee: str
    purpose: str
    amount: Decimal | None


def proof_pdf(proof: ProofOfUse, *, at: datetime) -> bytes:
    """The proof as tagged PDF/A; equal content and moment give equal bytes."""
    return letter_pdf(proof_letter(proof, at=at), issued_at=at)


def proof_letter(proof: ProofOfUse, *, at: datetime) -> Letter:
    """The proof in the common frame, from the carrier to the authority."""
    day, facts, case = day_of(at), facts_of(proof), proof.application
    known = latest(proof.letter_series)
    return Letter(
        template=TEMPLATE,
        subject=f"Verwendungsnachweis für das Haushaltsjahr {case.fiscal_year}: {case.centre}",
        number=case.number,
        dated_on=day,
        version=known.version + 1 if known is not None else 1,
        sender=centre_party(case.centre, day),
        recipient=party_of(case.authority, day),
        references=(
            ("Haushaltsjahr", str(case.fiscal_year)),
            ("vorzulegen bis", german_day(proof.due_on)),
        ),
        content=written(_content(proof, facts, day)),
        signature=Signature(
            lines=(str(proof.submitted_by), f"für {carrier_party(case.centre, day).name}"),
            note=wordings(WORDING).on("application.electronic", day).filled(day=german_day(day)),
        ),
        annexes=_annexes(proof),
    )


def _content(proof: ProofOfUse, facts: ProofFacts, day: date) -> dict[str, object]:
    sums = facts.figures
    uses = {post.number: post for post in facts.posts}
    return {
        "year": str(facts.fiscal_year),
        "guideline": facts.guideline.citation,
        "survey": facts.survey_confirmed_on,
        "survey_replaces": facts.guideline.proof.survey_replaces_narrative.value,
        "use_text": proof.use_text,
        "result_text": proof.result_text,
        "posts": [
            {
                "number": line.number,
                "category": _category(uses[line.number].category),
                "share": german_number(uses[line.number].share or Decimal(0)),
                "filled": _filled(uses[line.number].filled_from, uses[line.number].filled_to),
                "rule": line.derivation,
                "actual": line.actual,
                "cap": line.cap,
                "eligible": line.eligible,
            }
            for line in sums.posts
        ],
        "items": [
            {
                "part": PART_LABELS[item.part],
                "label": item.label,
                "planned": item.planned if item.planned is not None else "–",
                "actual": item.actual or Decimal(0),
            }
            for item in facts.items
        ],
        "parts": [
            {"label": PART_LABELS[part.part], "granted": part.granted, "actual": part.actual,
             "eligible": part.eligible}
            for part in sums.parts
            if part.granted or part.actual
        ],
        "sums": {
            "spent": sums.spent, "staff": sums.staff, "income": sums.income,
            "granted": sums.granted, "eligible": sums.eligible, "paid": sums.paid,
            "difference": sums.difference,
        },
        "net_prices": proof.net_prices,
        "confirmed": proof.confirmed_necessary,
        "certificate_on": proof.certificate_on,
        "vouchers": _vouchers(proof),
        "hints": [found.message for found in findings_of(proof, on=day) if not found.blocks],
    }  # fmt: skip


def _category(code: str) -> str:
    return PostCategory(code).label if code else ""


def _filled(first: date | None, last: date | None) -> str:
    if first is None:
        return "nicht besetzt"
    return f"{german_day(first)}–{german_day(last)}" if last else f"ab {german_day(first)}"


def _vouchers(proof: ProofOfUse) -> list[VoucherLine]:
    labels = dict(PART_LABELS)
    return [
        VoucherLine(
            number=each.number,
            part=labels[each.part] + (f", Stelle {each.post_number}" if each.post_number else ""),
            dated_on=each.dated_on,
            payee=each.payee,
            purpose=each.purpose,
            amount=each.amount,
        )
        for each in proof.vouchers.all()
    ]


def _annexes(proof: ProofOfUse) -> tuple[str, ...]:
    files = proof.vouchers.filter(document__isnull=False).count()
    annexes = [str(proof.certificate)] if proof.certificate is not None else []
    return tuple(annexes + ([f"{files} Belege als Datei"] if files else []))

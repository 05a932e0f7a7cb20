"""The letters of a reclaim and of the end of a case: hearing, notice, waiver, closing letter."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding.courts import court_for
from drehscheibe.domain.funding.letter_parties import carrier_party, party_of
from drehscheibe.domain.funding.letters import TEMPLATES, WORDING
from drehscheibe.domain.funding.models import InterestWaiver, ProofOfUse, Reclaim
from drehscheibe.domain.funding.reclaim.interest import ZERO
from drehscheibe.domain.funding.reclaim.interest_rules import interest_rules
from drehscheibe.domain.funding.reclaim.statement import Statement, statement_of
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import Letter, Signature, letter_pdf
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.documents.wording import Filled, wordings
from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person

TITLES = {
    "hearing": "Anhörung zur Rückforderung",
    "reclaim": "Erstattungsbescheid",
    "waiver": "Verzicht auf Zinsen",
    "closing": "Abschlussmitteilung",
}


@dataclass(frozen=True, kw_only=True)
class InterestLine:
    """One row of the interest table as printed; `until` is the first day that does not count."""

    first_on: date
    until: date
    owed: Decimal
    percent: str
    days: str
    interest: Decimal
    confirmed: bool


def series_of(proof: ProofOfUse, kind: str) -> str:
    """Under which name the frozen letters of one kind are kept."""
    return f"funding.proof:{proof.pk}:{kind}"


def freeze(kind: str, claim: Reclaim, *, by: Person, at: datetime) -> Document:
    """Freeze the hearing or the reclaim notice as it is sent now; raises `NoWording`."""
    letter = hearing(claim, at=at) if kind == "hearing" else notice(claim, on=day_of(at))
    return _freeze(kind, claim.proof, letter, by=by, at=at)


def freeze_waiver(decision: InterestWaiver, *, by: Person, at: datetime) -> Document:
    """Freeze the letter of a waiver that was just signed; raises `NoWording`."""
    letter = waiver(decision, on=day_of(at), signed_by=str(by))
    return _freeze("waiver", decision.reclaim.proof, letter, by=by, at=at)


def freeze_closing(proof: ProofOfUse, *, by: Person, at: datetime) -> Document:
    """Freeze the closing letter of a proof that was just closed."""
    return _freeze("closing", proof, closing(proof, signed_by=by, on=day_of(at)), by=by, at=at)


def hearing(claim: Reclaim, *, at: datetime) -> Letter:
    """What the authority intends to claim, and until when the carrier may answer."""
    day = day_of(at)
    content = _sums(claim.proof) | {
        "principal": claim.heard,
        "reason": claim.reason,
        "texts": {
            "chance": _text("hearing.chance", day, day=german_day(claim.hearing_until)),
            "basis": _text("hearing.basis", day),
        },
    }
    name = str(claim.prepared_by)
    subject = f"Anhörung zur beabsichtigten Rückforderung {claim.proof.application.fiscal_year}"
    return _letter("hearing", claim.proof, subject, content, day, (name, name))


def notice(claim: Reclaim, *, on: date) -> Letter:
    """The reclaim notice on the day it is signed, with the interest up to then."""
    owed = statement_of(claim, on=on)
    rules = interest_rules()
    points = german_number(rules.points_above_base)
    content = _sums(claim.proof) | {
        "principal": claim.principal,
        "unclaimed": _unclaimed(claim) or None,
        "reason": claim.reason,
        "due_on": claim.due_on,
        "on": on,
        "interest": _lines(owed),
        "interest_sum": owed.interest,
        "owed": owed.owed,
        "confirmed": rules.day_count_confirmed and owed.is_confirmed,
        "answered": claim.answered_at is not None,
        "texts": {
            "basis": _text("reclaim.basis", on, day=_granted_on(claim.proof)),
            "interest": _text(
                "reclaim.interest", on, day=german_day(claim.arises_on), points=points
            ),
            "payment": _text(
                "reclaim.payment", on, day=german_day(claim.due_on) if claim.due_on else ""
            ),
            "remedy": _text(
                "notice.remedy", on, court=court_for(claim.proof.application.centre.key)
            ),
        },
    }
    subject = f"Erstattungsbescheid für das Haushaltsjahr {claim.proof.application.fiscal_year}"
    signed = str(claim.decided_by) if claim.decided_by is not None else ""
    names = (str(claim.prepared_by), signed)
    return _letter("reclaim", claim.proof, subject, content, on, names)


def closing(proof: ProofOfUse, *, signed_by: Person, on: date) -> Letter:
    """The proof is checked, nothing is owed any more, vouchers stay until …"""
    claim = Reclaim.objects.filter(proof=proof, decided_by__isnull=False).first()
    owed = statement_of(claim, on=on) if claim is not None else None
    content = _sums(proof) | {
        "principal": claim.principal if claim is not None else ZERO,
        "unclaimed": (_unclaimed(claim) or None) if claim is not None else None,
        "interest_sum": owed.interest if owed is not None else ZERO,
        "waived": owed.waived if owed is not None and owed.waived else None,
        "received": owed.received if owed is not None else ZERO,
        "claimed": claim is not None,
        "texts": {
            "result": _text("closing.result", on),
            "retention": _text(
                "closing.retention",
                on,
                day=german_day(proof.retain_until) if proof.retain_until else "",
            ),
            "audit": _text("closing.audit", on),
        },
    }
    subject = f"Abschluss der Prüfung für das Haushaltsjahr {proof.application.fiscal_year}"
    return _letter("closing", proof, subject, content, on, (str(signed_by), str(signed_by)))


def waiver(decision: InterestWaiver, *, on: date, signed_by: str = "") -> Letter:
    """The authority refrains from claiming interest: how much, why, and the rows it comes from."""
    claim = decision.reclaim
    owed = statement_of(claim, on=on)
    signed = decision.status == InterestWaiver.Is.SIGNED  # else as the signer reads it beforehand
    earlier = owed.waived - decision.amount if signed else owed.waived
    content = _sums(claim.proof) | {
        "amount": decision.amount,
        "reason": decision.reason,
        "on": on,
        "interest": _lines(owed),
        "interest_sum": owed.interest,
        "waived_before": earlier if earlier > 0 else None,
        "left": owed.open_interest if signed else owed.open_interest - decision.amount,
        "confirmed": interest_rules().day_count_confirmed and owed.is_confirmed,
        "texts": {
            "basis": _text(f"waiver.{decision.ground}", on),
            "scope": _text(
                "waiver.scope", on, day=german_day(claim.decided_on) if claim.decided_on else ""
            ),
        },
    }
    subject = f"Verzicht auf Zinsen für das Haushaltsjahr {claim.proof.application.fiscal_year}"
    names = (str(decision.prepared_by), signed_by)
    return _letter("waiver", claim.proof, subject, content, on, names)


def _letter(
    kind: str,
    proof: ProofOfUse,
    subject: str,
    content: dict[str, object],
    day: date,
    names: tuple[str, str],
) -> Letter:
    """`names`: who gives information, and who signed (empty while nobody has)."""
    clerk, signed = names
    case = proof.application
    known = latest(series_of(proof, kind))
    return Letter(
        template=TEMPLATES / f"{kind}.typ",
        subject=f"{subject}: {case.centre}",
        number=case.number,
        dated_on=day,
        version=known.version + 1 if known is not None else 1,
        sender=party_of(case.authority, day),
        recipient=carrier_party(case.centre, day),
        references=(
            ("Ihr Nachweis vom", german_day(proof.submitted_on) if proof.submitted_on else "–"),
        ),
        clerk=clerk,
        content=content,
        signature=Signature(
            greeting=("Mit freundlichen Grüßen", "Im Auftrag"),
            lines=(f"gezeichnet {signed}",) if signed else (),
            note=_text("notice.electronic", day) if kind in {"reclaim", "waiver"} else "",
        ),
    )


def _freeze(kind: str, proof: ProofOfUse, letter: Letter, *, by: Person, at: datetime) -> Document:
    return freeze_letter(
        content=letter_pdf(letter, issued_at=at),
        series=series_of(proof, kind),
        title=TITLES[kind],
        owner=proof.application.authority,
        by=by,
        at=at,
    )


def _sums(proof: ProofOfUse) -> dict[str, object]:
    return {
        "year": str(proof.application.fiscal_year),
        "centre": str(proof.application.centre),
        "paid": proof.paid or ZERO,
        "eligible": proof.eligible or ZERO,
        "accepted": proof.accepted if proof.accepted is not None else ZERO,
    }


def _unclaimed(claim: Reclaim) -> Decimal:
    """What was overpaid and is not claimed back, in euro."""
    return (claim.proof.paid or ZERO) - (claim.proof.accepted or ZERO) - claim.principal


def _lines(owed: Statement) -> list[InterestLine]:
    return [
        InterestLine(
            first_on=row.first_on,
            until=row.until,
            owed=row.owed,
            percent=german_number(row.percent),
            days=str(row.days),
            interest=row.interest,
            confirmed=row.confirmed,
        )
        for row in owed.rows
    ]


def _text(code: str, on: date, /, **blanks: str) -> Filled:
    return wordings(WORDING).on(code, on).filled(**blanks)


def _granted_on(proof: ProofOfUse) -> str:
    decision = getattr(proof.application, "decision", None)
    return german_day(decision.decided_on) if decision and decision.decided_on else ""

"""How long a third party's vouchers stay (F23): holds, deleting after the time, what may go."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.locking import locked_case
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import (
    ForwardingCase,
    ForwardingHold,
    ForwardingProof,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.third_party.vouchers import drop_voucher
from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, within_reach
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@transaction.atomic
def set_hold(
    *, case: ForwardingCase, held: bool, reason: str, by: Person, at: datetime
) -> ForwardingHold:
    """Set or lift the hold on a case's vouchers, which wins over the end of their time (F23)."""
    row = locked_case(case, may.CASE_DECIDE, by=by, at=at)
    proof = ForwardingProof.objects.filter(case=row, submitted_on__isnull=False).first()
    if proof is None:
        raise StepRefused("Es ist noch kein Nachweis eingereicht, der zu sperren wäre.")
    if not reason.strip():
        raise StepRefused("Bitte begründen Sie die Löschsperre.", field="reason")
    if proof.legal_hold == held:
        raise StepRefused(
            "Die Löschsperre ist schon gesetzt." if held else "Es gilt keine Löschsperre."
        )
    proof.legal_hold = held
    proof.save(update_fields=["legal_hold"])
    hold = ForwardingHold.objects.create(
        proof=proof, held=held, reason=reason.strip(), by=by, at=at
    )
    record(
        "forwarding.retention.hold", about=proof, by=by, at=at,
        detail={"case": row.pk, "held": held},
    )  # fmt: skip
    return hold


@transaction.atomic
def delete_voucher(*, voucher: ForwardingVoucher, reason: str, by: Person, at: datetime) -> None:
    """Delete a voucher with its file after its time; F23: never before. Raises `StepRefused`."""
    proof = voucher.proof
    row = locked_case(proof.case, may.CASE_DECIDE, by=by, at=at)
    proof.refresh_from_db(fields=["legal_hold", "kept_until"])
    if refusal := kept_because(proof, on=day_of(at)):
        raise StepRefused(refusal)
    if not reason.strip():
        raise StepRefused("Bitte schreiben Sie, warum der Beleg gelöscht wird.", field="reason")
    record(
        "forwarding.voucher.delete", about=voucher, by=by, at=at,
        detail={"case": row.pk, "n": voucher.number, "reason": reason.strip()[:500]},
    )  # fmt: skip
    drop_voucher(voucher)


def kept_because(proof: ForwardingProof, *, on: date) -> str:
    """Why a voucher of this proof may not be deleted on a day; empty when it may."""
    if proof.legal_hold:
        return (
            "Für diesen Nachweis gilt eine Löschsperre; sie geht der Frist vor. Heben Sie sie erst "
            "auf. (F23)"
        )
    if carrier_holds(proof):
        return (
            "Für den Nachweis des Zentrums aus demselben Jahr gilt eine Löschsperre der "
            "Bewilligungsbehörde; sie umfasst auch die Belege Dritter. (F23)"
        )
    if proof.kept_until is None or on <= proof.kept_until:
        until = f"bis zum {german_day(proof.kept_until)}" if proof.kept_until else "bis zur Prüfung"
        return (
            f"Belege sind {until} aufzubewahren und werden vorher nicht gelöscht: fünf Jahre nach "
            "der Einreichung des Nachweises. (F23)"
        )
    return ""


def carrier_holds(proof: ForwardingProof) -> bool:
    """Whether the authority holds the papers of the same centre and year."""
    case = proof.case
    with acting_as_system():  # the hold counts, whoever may read the carrier's proof
        return ProofOfUse.objects.filter(
            legal_hold=True,
            application__centre_id=case.centre_id,
            application__fiscal_year=case.call.fiscal_year,
        ).exists()


def handed_in(case: ForwardingCase) -> QuerySet[ForwardingProof]:
    """The case's proof once it was handed in."""
    rows = ForwardingProof.objects.filter(case=case, submitted_on__isnull=False)
    return rows.select_related("case__call")


def over_on(day: date) -> QuerySet[ForwardingProof]:
    """Proofs with vouchers whose time is over and that nothing holds."""
    held = ProofOfUse.objects.filter(
        legal_hold=True,
        application__centre=OuterRef("case__centre"),
        application__fiscal_year=OuterRef("case__call__fiscal_year"),
    )
    with_vouchers = ForwardingVoucher.objects.filter(proof=OuterRef("pk"))
    rows = ForwardingProof.objects.filter(kept_until__lt=day, legal_hold=False)
    return rows.filter(Exists(with_vouchers), ~Exists(held))


def to_delete(standing: Standing) -> QuerySet[ForwardingCase]:
    """Cases whose vouchers this person may delete now."""
    rows = ForwardingCase.objects.filter(proof__in=over_on(standing.on))
    return within_reach(rows, may.CASE_DECIDE, standing=standing)

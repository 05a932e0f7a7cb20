"""Claiming money back: hearing, the carrier's answer, reclaim notice, or giving the claim up.

Each is one transaction: claim, status, frozen letter and record stand or fall together.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse, Reclaim
from drehscheibe.domain.funding.proof import mails
from drehscheibe.domain.funding.proof.guards import claim_of
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import letters
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.terms import HearingTerms, NoticeTerms
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.wording import NoWording
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.actions import perform

RELATED = ("application__centre__carrier", "application__authority")


@transaction.atomic
def begin_hearing(*, proof: ProofOfUse, terms: HearingTerms, by: Person, at: datetime) -> Reclaim:
    """The carrier is heard (§ 28 VwVfG NRW) on what is to be claimed; the letter is frozen.

    At most paid − accepted may be claimed (F20). Raises `ReclaimRefused` with its field.
    """
    today = day_of(at)
    moved = _with_case(perform(PROOF, "hear", on=proof, by=by, at=at))
    _refuse_wrong_amount(terms.principal, claim_of(moved), "zu viel ausgezahlt")
    _refuse_no_reason(terms.reason)
    if moved.submitted_on is None or not moved.submitted_on <= terms.known_on <= today:
        raise ReclaimRefused(
            "Kenntnis kann die Behörde zwischen dem Eingang des Nachweises und heute erlangt "
            "haben.",
            field="known_on",
        )
    _refuse_wrong_start(moved, terms.arises_on, today)
    if terms.hearing_until <= today:
        raise ReclaimRefused("Die Frist der Anhörung muss nach heute enden.", field="hearing_until")
    claim = Reclaim.objects.create(
        proof=moved,
        principal=terms.principal,
        heard=terms.principal,
        reason=terms.reason.strip(),
        known_on=terms.known_on,
        arises_on=terms.arises_on,
        hearing_until=terms.hearing_until,
        prepared_by=by,
        prepared_at=at,
    )
    claim.hearing_letter = _frozen("hearing", claim, by=by, at=at)
    claim.save(update_fields=["hearing_letter"])
    mails.tell_carrier(moved, news=f"Anhörung bis {german_day(terms.hearing_until)}", at=at)
    return claim


@transaction.atomic
def answer_hearing(*, proof: ProofOfUse, text: str, by: Person, at: datetime) -> Reclaim:
    """The carrier says what it thinks of the intended claim; once, until the notice is signed."""
    claim = _claim_in_hearing(proof, may.ANSWER, by=by, at=at)
    if not text.strip():
        raise ReclaimRefused("Bitte schreiben Sie Ihre Stellungnahme in das Feld.", field="text")
    if claim.answer:
        raise ReclaimRefused("Ihre Stellungnahme liegt der Behörde schon vor.")
    claim.answer, claim.answered_by, claim.answered_at = text.strip(), by, at
    claim.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        "funding.reclaim.answer", about=claim, by=by, at=at,
        detail={"case": claim.proof.application.number, "late": day_of(at) > claim.hearing_until},
    )  # fmt: skip
    mails.tell_authority(claim.proof, news="Stellungnahme zur Anhörung", at=at)
    return claim


@transaction.atomic
def prepare_notice(*, proof: ProofOfUse, terms: NoticeTerms, by: Person, at: datetime) -> Reclaim:
    """An officer prepares the reclaim notice; the claim may be smaller than in the hearing."""
    claim = _claim_in_hearing(proof, may.PREPARE, by=by, at=at)
    today = day_of(at)
    _refuse_wrong_amount(terms.principal, claim.heard, "Gegenstand der Anhörung")
    _refuse_no_reason(terms.reason)
    _refuse_wrong_start(claim.proof, terms.arises_on, today)
    if terms.due_on <= today:
        raise ReclaimRefused("Der Zahlungstag muss nach heute liegen.", field="due_on")
    claim.principal, claim.reason = terms.principal, terms.reason.strip()
    claim.arises_on, claim.due_on = terms.arises_on, terms.due_on
    claim.prepared_by, claim.prepared_at = by, at
    claim.save(
        update_fields=["principal", "reason", "arises_on", "due_on", "prepared_by", "prepared_at"]
    )
    record(
        "funding.reclaim.prepare", about=claim, by=by, at=at,
        detail={"case": claim.proof.application.number, "principal": str(terms.principal)},
    )  # fmt: skip
    mails.tell_approvers(claim.proof, news="Erstattungsbescheid vorbereitet", at=at)
    return claim


@transaction.atomic
def sign_notice(
    *, proof: ProofOfUse, by: Person, at: datetime, prepared_at: datetime | None = None
) -> Reclaim:
    """A second person signs the reclaim notice (F24), within the year of VVG 8.3; it is frozen.

    `prepared_at` names the preparation the person looked at; a newer one is refused.
    """
    moved = _with_case(perform(PROOF, "reclaim", on=proof, by=by, at=at))
    claim = _locked(moved)
    if prepared_at is not None and claim.prepared_at != prepared_at:
        raise ReclaimRefused(
            "Der Erstattungsbescheid wurde inzwischen neu vorbereitet. Bitte prüfen Sie die neue "
            "Fassung und zeichnen Sie dann."
        )
    claim.decided_by, claim.decided_on = by, day_of(at)
    claim.notice = _frozen("reclaim", claim, by=by, at=at)
    claim.save(update_fields=["decided_by", "decided_on", "notice"])
    mails.tell_carrier(moved, news=f"Erstattungsbescheid über {euro(claim.principal)}", at=at)
    return claim


@transaction.atomic
def close_without_claim(*, proof: ProofOfUse, reason: str, by: Person, at: datetime) -> ProofOfUse:
    """After the hearing nothing is claimed; the closing letter says so."""
    moved = _with_case(perform(PROOF, "drop", on=proof, by=by, at=at, reason=reason))
    letters.freeze_closing(moved, by=by, at=at)
    mails.tell_carrier(moved, news="Abgeschlossen, nichts zu erstatten", at=at)
    return moved


def _claim_in_hearing(
    proof: ProofOfUse, permission: Permission, *, by: Person, at: datetime
) -> Reclaim:
    rows = ProofOfUse.objects.select_related(*RELATED)
    locked = locked_for(by, permission, proof, on=day_of(at), rows=rows)
    if locked.status != ProofIs.HEARING:
        raise ReclaimRefused(
            f"Das ist nicht mehr möglich: Der Stand ist inzwischen „{locked.get_status_display()}“."
        )
    return _locked(locked)


def _locked(proof: ProofOfUse) -> Reclaim:
    """The claim, locked; its proof is the one given, with everything read beside it."""
    claim = Reclaim.objects.select_for_update().get(proof=proof)
    claim.proof = proof
    return claim


def _with_case(proof: ProofOfUse) -> ProofOfUse:
    return ProofOfUse.objects.select_related(*RELATED).get(pk=proof.pk)


def _frozen(kind: str, claim: Reclaim, *, by: Person, at: datetime) -> Document:
    try:
        return letters.freeze(kind, claim, by=by, at=at)
    except NoWording as missing:
        raise ReclaimRefused(str(missing)) from None


def _refuse_wrong_amount(principal: Decimal, most: Decimal, what: str) -> None:
    if not 0 < principal <= most:
        raise ReclaimRefused(
            f"Gefordert werden kann ein Betrag von mehr als 0 € bis {euro(most)} ({what}).",
            field="principal",
        )


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise ReclaimRefused("Bitte begründen Sie die Forderung.", field="reason")


def _refuse_wrong_start(proof: ProofOfUse, arises_on: date, today: date) -> None:
    """Interest never runs from before the grant's year or from a day to come."""
    if not date(proof.application.fiscal_year, 1, 1) <= arises_on <= today:
        raise ReclaimRefused(
            f"Zinsen laufen frühestens ab dem 01.01.{proof.application.fiscal_year} und spätestens "
            "ab heute.",
            field="arises_on",
        )

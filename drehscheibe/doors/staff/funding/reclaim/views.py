"""Reading a reclaim: what is owed with its rows, letters, deadlines, next steps."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof.guards import claim_of as overpaid
from drehscheibe.domain.funding.proof.money import NO_MONEY, money_by_case
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.interest_rules import interest_rules
from drehscheibe.domain.funding.reclaim.rules import reclaim_rules
from drehscheibe.domain.funding.reclaim.selectors import holds_of, letters_of
from drehscheibe.domain.funding.reclaim.statement import notice_until, statement_of
from drehscheibe.doors.staff.funding.reclaim import case
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.deadlines import days_left
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.workflow.selectors import steps_of

WARN_DAYS = 60
"""From so many days before the end of the year of VVG 8.3 on, the page warns."""


@staff_page(*case.READING)
def reclaim(request: StaffRequest, number: str) -> HttpResponse:
    """Principal, interest table, receipts, what is left; retention; what can be done next."""
    proof = case.proof_or_404(request, number)
    context = (
        reclaim_context(request, proof)
        | _returned(proof)
        | {
            "steps": case.steps_for(request, proof),
            "letters": letters_of(proof),
            "holds": holds_of(proof),
            "history": [
                (step, PROOF.by_name[step.name].label)
                for step in steps_of(PROOF, proof).order_by("-id")
            ],
            "trail": case.reclaim_trail(proof),
        }
    )
    return render_page(request, "staff/funding/reclaim/reclaim.html", context)


def _returned(proof: ProofOfUse) -> dict[str, Any]:
    """What the bank sent back of what the proof counts as paid, and what follows from it."""
    proved = proof.paid or Decimal(0)
    paid = money_by_case([proof.application_id]).get(proof.application_id, NO_MONEY).paid
    back = max(Decimal(0), proved - paid)
    return {
        "returned": back,
        "returned_text": f"Der Nachweis rechnet mit {euro(proved)} ausgezahlt, zurzeit sind es "
        f"{euro(paid)}. Bis {euro(back)} neu gezahlt sind, wird nicht weiter entschieden.",
    }


@staff_page(*case.READING)
def reclaim_document(request: StaffRequest, number: str, document: Any) -> HttpResponse:
    """A letter of the reclaim, found through the case only (attack 1)."""
    proof = case.proof_or_404(request, number)
    for each in letters_of(proof):
        if each.pk == document:
            return download_response(each)
    raise Http404


def reclaim_context(request: StaffRequest, proof: ProofOfUse) -> dict[str, Any]:
    """Head and amounts; what is only prepared is the authority's own business."""
    claim = case.claim_of(proof)
    inside = case.at_authority(request, proof, may.PREPARE, may.SIGN)
    shown = claim is not None and (claim.decided_on is not None or inside)
    until = notice_until(claim.known_on) if claim is not None and inside else None
    return {
        "proof": proof,
        "application": proof.application,
        "status_kind": case.STATUS_KINDS.get(ProofIs(proof.status), "neutral"),
        "overpaid": overpaid(proof),
        "claim": claim,
        "inside": inside,
        "owed": statement_of(claim, on=request.today) if claim is not None and shown else None,
        "interest": interest_rules(),
        "rules": reclaim_rules(),
        "waivers": [
            each
            for each in (claim.waivers.all() if claim is not None and shown else ())
            if inside or each.decided_on is not None
        ],
        "unclaimed": max(Decimal(0), overpaid(proof) - claim.principal) if claim else None,
        "notice_until": until,
        "notice_is_near": until is not None and days_left(until, request.today) <= WARN_DAYS,
        "today": request.today,
    }

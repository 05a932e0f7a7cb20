"""What every page about a proof needs: the proof within reach, its head, its next steps."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof.facts import facts_of
from drehscheibe.domain.funding.proof.findings import findings
from drehscheibe.domain.funding.proof.guards import claim_of, has_come_back
from drehscheibe.domain.funding.proof.prefill import prefill_of
from drehscheibe.domain.funding.proof.selectors import proof_for
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.doors.staff.funding.case import trail
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.workflow.declarations import Transition
from drehscheibe.kernel.workflow.selectors import next_steps

STATUS_KINDS = {
    ProofIs.DRAFT: "neutral",
    ProofIs.SUBMITTED: "info",
    ProofIs.CLARIFICATION: "warning",
    ProofIs.CHECKED: "info",
    ProofIs.HEARING: "warning",
    ProofIs.RECLAIMED: "warning",
    ProofIs.REPAID: "info",
    ProofIs.CLOSED: "success",
    ProofIs.ARCHIVED: "neutral",
}
OWN_PAGES = {"ask": "proof_ask", "check": "proof_check"}
"""Steps that need more than a reason have a page of their own."""
ELSEWHERE = frozenset({"hear", "drop", "reclaim", "repay", "finish", "archive"})
"""Taken on the pages of the reclaim."""
CHECKED = frozenset(
    {
        ProofIs.CHECKED, ProofIs.HEARING, ProofIs.RECLAIMED, ProofIs.REPAID, ProofIs.CLOSED,
        ProofIs.ARCHIVED,
    }
)  # fmt: skip
"""From here on the page of the reclaim says how it goes on."""


def proof_or_404(request: StaffRequest, number: str, *, whole: bool = True) -> ProofOfUse:
    """The proof when the person may see it; else the same 404 as for one that does not exist."""
    try:
        return proof_for(request.standing, number, whole=whole)
    except ProofOfUse.DoesNotExist:
        raise Http404 from None


def proof_trail(proof: ProofOfUse, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to a proof and below."""
    page = reverse("staff:funding:proof_detail", args=[proof.application.number])
    return trail(proof.application, ("Verwendungsnachweis", page if more else ""), *more)


def steps_for(request: StaffRequest, proof: ProofOfUse) -> list[tuple[Transition, str]]:
    """The steps this person may take now, each with its address."""
    steps = next_steps(PROOF, proof, person=request.person, on=request.today)
    if proof.submitted_on is not None and claim_of(proof) > 0:
        steps = [step for step in steps if step.name != "close"]  # the claim comes first
    if proof.status == ProofIs.CLOSED and not has_come_back(proof):
        steps = [step for step in steps if step.name != "reopen"]  # nothing to take up again
    steps = sorted(
        steps, key=lambda step: step.name == "ask"
    )  # what brings the case on comes first
    return [(step, step_url(proof, step)) for step in steps if step.name not in ELSEWHERE]


def step_url(proof: ProofOfUse, step: Transition) -> str:
    """Where a step is taken: its own page or the common one that states what it binds."""
    number = proof.application.number
    if step.name in OWN_PAGES:
        return reverse(f"staff:funding:{OWN_PAGES[step.name]}", args=[number])
    return reverse("staff:funding:proof_step", args=[number, step.name])


def proof_context(request: StaffRequest, proof: ProofOfUse) -> dict[str, Any]:
    """Head, figures, open points and what was there already."""
    facts = facts_of(proof)
    return {
        "proof": proof,
        "application": proof.application,
        "status_kind": STATUS_KINDS[ProofIs(proof.status)],
        "guideline": facts.guideline,
        "facts": facts,
        "figures": facts.figures,
        "findings": findings(facts, on=request.today),
        "prefill": prefill_of(proof, facts),
        "today": request.today,
        "trail": proof_trail(proof),
        "edit_url": reverse("staff:funding:proof_edit", args=[proof.application.number]),
        "vouchers_url": reverse("staff:funding:proof_vouchers", args=[proof.application.number]),
    }

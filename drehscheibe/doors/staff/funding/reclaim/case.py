"""What every page about a reclaim needs: proof and claim within reach, its head, its steps."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.funding.models import InterestWaiver, ProofIs, ProofOfUse, Reclaim
from drehscheibe.domain.funding.proof.permissions import READING
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.selectors import reclaim_case
from drehscheibe.domain.funding.reclaim.statement import statement_of
from drehscheibe.domain.funding.reclaim.workflow import WAIVER
from drehscheibe.doors.staff.funding.case import trail
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.workflow.declarations import Transition
from drehscheibe.kernel.workflow.selectors import next_steps

__all__ = ["READING", "claim_of", "proof_or_404", "reclaim_trail", "steps_for"]

STATUS_KINDS = {
    ProofIs.CHECKED: "info",
    ProofIs.HEARING: "warning",
    ProofIs.RECLAIMED: "warning",
    ProofIs.REPAID: "info",
    ProofIs.CLOSED: "success",
}
PAGES = {
    "hear": ("hearing_begin", "Anhören"),
    "reclaim": ("reclaim_sign", "Erstattungsbescheid zeichnen"),
}
"""Steps that need more than a reason have a page of their own."""
STEPS = frozenset({"drop", "repay", "finish", "archive"})
"""Steps taken on the common page that states what they bind."""


def proof_or_404(request: StaffRequest, number: str) -> ProofOfUse:
    """The handed-in proof of a case within reach; else the same 404 as for none."""
    try:
        return reclaim_case(request.standing, number)
    except ProofOfUse.DoesNotExist:
        raise Http404 from None


def claim_of(proof: ProofOfUse) -> Reclaim | None:
    """The claim of the proof, read with it."""
    return getattr(proof, "reclaim", None)


def at_authority(request: StaffRequest, proof: ProofOfUse, *permissions: Permission) -> bool:
    """Whether the person holds one of them at the case's authority (no query)."""
    place = proof.application.authority_id
    return any(place in request.standing.organisations_with(each) for each in permissions)


def is_carrier(request: StaffRequest, proof: ProofOfUse) -> bool:
    """Whether the person answers for the carrier (no query)."""
    places = request.standing.organisations_with(may.ANSWER)
    return proof.application.centre.carrier_id in places


def reclaim_trail(proof: ProofOfUse, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to a reclaim and below."""
    page = reverse("staff:funding:reclaim", args=[proof.application.number])
    return trail(proof.application, ("Erstattung", page if more else ""), *more)


def steps_for(request: StaffRequest, proof: ProofOfUse) -> list[dict[str, Any]]:
    """What this person may do now: label, address, effect."""
    number, claim = proof.application.number, claim_of(proof)
    found = [
        _step(step, number)
        for step in next_steps(PROOF, proof, person=request.person, on=request.today)
        if step.name in PAGES or step.name in STEPS
        if step.name != "reclaim" or (claim is not None and claim.due_on is not None)
    ]
    if proof.status == ProofIs.HEARING and at_authority(request, proof, may.PREPARE):
        found.insert(0, _page("reclaim_prepare", "Erstattungsbescheid vorbereiten", number,
                              "Eine zweite Person zeichnet ihn danach."))  # fmt: skip
    is_open = claim is not None and proof.status == ProofIs.HEARING and not claim.answer
    if is_open and is_carrier(request, proof):
        found.insert(0, _page("hearing_answer", "Stellung nehmen", number,
                              "Die Behörde bezieht Ihre Antwort ein."))  # fmt: skip
    if proof.status == ProofIs.RECLAIMED and at_authority(request, proof, may.ENTER):
        found.insert(0, _page("repayment_enter", "Eingang eintragen", number,
                              "Ein eingetragener Betrag wird nicht mehr geändert."))  # fmt: skip
    found += _waiver_steps(request, proof, claim)
    if at_authority(request, proof, may.HOLD):
        label = "Löschsperre aufheben" if proof.legal_hold else "Löschsperre setzen"
        hold = _page("retention_hold", label, number,
                     "Eine Löschsperre hält die Belege über die Frist hinaus.")  # fmt: skip
        found.append(hold | {"aside": True})
    return found


def prepared_waiver(claim: Reclaim) -> InterestWaiver | None:
    """The waiver that waits for the second signature."""
    waiting = InterestWaiver.Is.PREPARED
    return next((each for each in claim.waivers.all() if each.status == waiting), None)


def _waiver_steps(
    request: StaffRequest, proof: ProofOfUse, claim: Reclaim | None
) -> list[dict[str, Any]]:
    """Prepare a waiver while interest is open; sign, turn down or discard a prepared one."""
    if claim is None or proof.status != ProofIs.RECLAIMED:
        return []
    number, waiver = proof.application.number, prepared_waiver(claim)
    if waiver is not None:
        return [
            {
                "label": step.label,
                "url": reverse("staff:funding:waiver_step", args=[number, waiver.pk, step.name]),
                "effect": step.effect,
            }
            for step in WAIVER.steps_from(waiver.status)
            if at_authority(request, proof, step.permission)
        ]
    is_open = statement_of(claim, on=request.today).open_interest > 0
    if is_open and at_authority(request, proof, may.WAIVE_PREPARE):
        return [_page("waiver_prepare", "Zinsverzicht vorbereiten", number,
                      "Von der Geltendmachung von Zinsen kann abgesehen werden; eine zweite Person "
                      "zeichnet.")]  # fmt: skip
    return []


def _step(step: Transition, number: str) -> dict[str, Any]:
    if step.name in PAGES:
        name, label = PAGES[step.name]
        return _page(name, label, number, step.effect)
    url = reverse("staff:funding:reclaim_step", args=[number, step.name])
    return {"label": step.label, "url": url, "effect": step.effect}


def _page(name: str, label: str, number: str, effect: str) -> dict[str, Any]:
    url = reverse(f"staff:funding:{name}", args=[number])
    return {"label": label, "url": url, "effect": effect}

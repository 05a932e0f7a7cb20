"""Refraining from interest: an officer prepares, a second person signs or turns it down."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from drehscheibe.domain.funding.models import InterestWaiver, ProofIs
from drehscheibe.domain.funding.reclaim import letters, waiver
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.statement import statement_of
from drehscheibe.domain.funding.reclaim.workflow import WAIVER
from drehscheibe.doors.staff.funding.reclaim import case, forms
from drehscheibe.doors.staff.funding.reclaim.acting_views import act_page
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.language.amounts import euro


@staff_page(may.WAIVE_PREPARE)
def waiver_prepare(request: StaffRequest, number: str) -> HttpResponse:
    """Zinsverzicht: the legal case is offered when the principal came in by its day."""
    proof = case.proof_or_404(request, number)
    claim = case.claim_of(proof)
    if not case.at_authority(request, proof, may.WAIVE_PREPARE):
        raise PermissionDenied("Das gehört zu einer anderen Bewilligungsbehörde.")
    if claim is None or claim.decided_on is None:
        raise Http404
    in_time, owed = waiver.repaid_in_time(claim), statement_of(claim, on=request.today)
    grounds = InterestWaiver.Ground
    form = forms.WaiverForm(
        request.POST if request.method == "POST" else None,
        initial={
            "ground": grounds.NOT_AT_FAULT if in_time else grounds.OTHER,
            "extent": forms.PART if owed.remaining_principal else forms.WHOLE,
        },
    )
    return act_page(
        request, proof, form, title="Zinsverzicht vorbereiten", button="Vorbereiten",
        lead=f"Offen sind heute {euro(owed.open_interest)} Zinsen. Eine zweite Person der Behörde "
        "zeichnet den Verzicht (Vier-Augen-Prinzip).",
        act=lambda: waiver.prepare_waiver(
            proof=proof, terms=form.terms(), by=request.person, at=request.now
        ),
    )  # fmt: skip


@staff_page(may.WAIVE_PREPARE, may.WAIVE_SIGN)
def waiver_step(request: StaffRequest, number: str, waiver: int, step: str) -> HttpResponse:
    """Sign, turn down or discard: what is waived and what is unsure is said before."""
    proof = case.proof_or_404(request, number)
    claim, transition = case.claim_of(proof), WAIVER.by_name.get(step)
    found = [each for each in (claim.waivers.all() if claim else ()) if each.pk == waiver]
    if transition is None or not found:
        raise Http404
    if not case.at_authority(request, proof, transition.permission):
        raise PermissionDenied(
            f"Dafür fehlt Ihnen die Berechtigung „{transition.permission.label}“."
        )
    row = found[0]
    posted = request.POST if request.method == "POST" else None
    form = forms.StepForm(posted, needed=transition.needs_reason)
    return act_page(
        request, proof, form, title=transition.label, button=transition.label,
        lead=f"{euro(row.amount)} Zinsen: {row.get_ground_display()}. {transition.effect}",
        hints=_hints(row, request) if step == "sign" else (),
        decision=row,
        act=_act(request, row, step, form),
    )  # fmt: skip


def _act(request: StaffRequest, row: InterestWaiver, step: str, form: Any) -> Callable[[], object]:
    who: dict[str, Any] = {"waiver": row, "by": request.person, "at": request.now}
    if step == "sign":
        return lambda: waiver.sign_waiver(**who)
    return lambda: waiver.end_waiver(step=step, reason=form.cleaned_data["reason"], **who)


def _hints(row: InterestWaiver, request: StaffRequest) -> tuple[str, ...]:
    """What the signer should know: wording that nobody has confirmed yet."""
    if row.status != InterestWaiver.Is.PREPARED or row.reclaim.proof.status != ProofIs.RECLAIMED:
        return ()
    return tuple(letters.waiver(row, on=request.today).hints)

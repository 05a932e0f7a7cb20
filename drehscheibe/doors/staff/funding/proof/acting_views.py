"""Acting on a proof: hand in, ask, answer, check, close."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import actions
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.doors.staff.funding.forms import ReasonForm, StepForm
from drehscheibe.doors.staff.funding.proof.case import (
    ELSEWHERE,
    OWN_PAGES,
    proof_context,
    proof_or_404,
    proof_trail,
)
from drehscheibe.doors.staff.funding.proof.forms import CheckForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.amounts import amount_input
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (TransitionRefused, ProofRefused)
ACTING = (may.SUBMIT, may.PROCESS, may.DECIDE)


def _to_proof(proof: ProofOfUse) -> HttpResponseRedirect:
    return redirect("staff:funding:proof_detail", proof.application.number)


def _page(
    request: StaffRequest, proof: ProofOfUse, template: str, title: str, **more: Any
) -> HttpResponse:
    context = proof_context(request, proof) | more
    context |= {"title": title, "trail": proof_trail(proof, (title, ""))}
    refused = bool(more["form"].errors)
    path = f"staff/funding/proof/{template}.html"
    return render_page(request, path, context, status=422 if refused else 200)


@staff_page(*ACTING)
def proof_step(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """One step: what it binds is said before it is taken."""
    proof = proof_or_404(request, number)
    transition = PROOF.by_name.get(step)
    if transition is None or step in OWN_PAGES or step in ELSEWHERE:
        raise Http404
    check(request.person, transition.permission, proof, on=request.today)
    form = StepForm(
        request.POST or None, needed=transition.needs_reason, initial={"version": proof.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _take(proof, step, form.cleaned_data, request)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{transition.label}: erledigt.")
            return _to_proof(proof)
    return _page(request, proof, "proof_step", transition.label, form=form, step=transition)


def _take(proof: ProofOfUse, step: str, given: dict[str, Any], request: StaffRequest) -> None:
    who: dict[str, Any] = {"proof": proof, "by": request.person, "at": request.now}
    if step in {"submit", "answer"}:
        hand_in = actions.submit if step == "submit" else actions.answer
        hand_in(**who, version=given["version"])
    elif step == "close":
        actions.close(**who)
    else:
        perform(PROOF, step, on=proof, by=request.person, at=request.now, reason=given["reason"])


@staff_page(may.PROCESS)
def proof_ask(request: StaffRequest, number: str) -> HttpResponse:
    """Rückfrage: the question goes to the carrier's side."""
    proof = proof_or_404(request, number)
    check(request.person, may.PROCESS, proof, on=request.today)
    form = ReasonForm(request.POST or None, needed=True, label="Ihre Frage")
    if form.is_valid():
        try:
            actions.ask(
                proof=proof, question=form.cleaned_data["reason"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Rückfrage ist gestellt.")
            return _to_proof(proof)
    return _page(
        request, proof, "proof_step", "Rückfrage stellen", form=form, step=PROOF.by_name["ask"]
    )


@staff_page(may.EDIT)
def proof_query_answer(request: StaffRequest, number: str, query: int) -> HttpResponse:
    """The carrier's side answers one question."""
    proof = proof_or_404(request, number)
    asked = get_object_or_404(proof.queries, pk=query)
    check(request.person, may.EDIT, proof, on=request.today)
    form = ReasonForm(
        request.POST or None, needed=True, label="Ihre Antwort", initial={"reason": asked.answer}
    )
    if form.is_valid():
        try:
            actions.answer_query(
                query=asked, text=form.cleaned_data["reason"], by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Antwort ist gespeichert.")
            return _to_proof(proof)
    return _page(request, proof, "proof_answer", "Rückfrage beantworten", form=form, query=asked)


@staff_page(may.PROCESS)
def proof_check(request: StaffRequest, number: str) -> HttpResponse:
    """The officer writes the check note and what is accepted."""
    proof = proof_or_404(request, number)
    check(request.person, may.PROCESS, proof, on=request.today)
    form = CheckForm(
        request.POST or None,
        initial={"accepted": amount_input(proof.eligible or Decimal(0)), "note": proof.check_note},
    )
    if form.is_valid():
        try:
            actions.check_proof(proof=proof, **form.cleaned_data, by=request.person, at=request.now)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Prüfung ist abgeschlossen und wartet auf Zeichnung.")
            return _to_proof(proof)
    return _page(
        request, proof, "proof_check", "Verwendungsnachweis prüfen", form=form,
        step=PROOF.by_name["check"],
    )  # fmt: skip

"""Acting on a reclaim: hear, answer, prepare, sign, enter what came in, close, hold."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof.guards import claim_of as overpaid
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import actions, letters, repayments, retention
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.selectors import last_paid_on
from drehscheibe.domain.funding.reclaim.statement import proposed_arises_on, statement_of
from drehscheibe.domain.funding.reclaim.terms import (
    HearingTerms,
    NoticeTerms,
    proposed_due_on,
    proposed_hearing_until,
)
from drehscheibe.doors.staff.funding.reclaim import case, forms
from drehscheibe.doors.staff.funding.reclaim.views import reclaim_context
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.amounts import amount_input
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (TransitionRefused, ReclaimRefused)


@staff_page(may.PREPARE)
def hearing_begin(request: StaffRequest, number: str) -> HttpResponse:
    """Anhörung: the amount is proposed from the check, the days by the rules."""
    proof = case.proof_or_404(request, number)
    check(request.person, may.PREPARE, proof, on=request.today)
    known_on = day_of(proof.checked_at) if proof.checked_at else request.today
    arises_on = proposed_arises_on(proof, known_on=known_on, last_paid_on=last_paid_on(proof))
    form = forms.HearingForm(
        request.POST or None,
        initial={
            "principal": amount_input(overpaid(proof)),
            "known_on": known_on,
            "arises_on": arises_on,
            "hearing_until": proposed_hearing_until(request.today),
        },
    )
    return act_page(
        request, proof, form, title="Anhören", button="Anhörung versenden",
        lead="Der Träger erfährt, was Sie zurückfordern wollen, und kann sich äußern "
        "(§ 28 VwVfG NRW). Das Schreiben wird eingefroren und bekannt gegeben.",
        act=lambda: actions.begin_hearing(
            proof=proof, terms=HearingTerms(**form.cleaned_data), by=request.person, at=request.now
        ),
    )  # fmt: skip


@staff_page(may.ANSWER)
def hearing_answer(request: StaffRequest, number: str) -> HttpResponse:
    """Stellungnahme of the carrier."""
    proof = case.proof_or_404(request, number)
    check(request.person, may.ANSWER, proof, on=request.today)
    form = forms.AnswerForm(request.POST or None)
    return act_page(
        request, proof, form, title="Stellung nehmen", button="Stellungnahme abgeben",
        lead="Ihre Stellungnahme geht an die Bewilligungsbehörde und bleibt beim Vorgang. "
        "Sie geben sie einmal ab.",
        act=lambda: actions.answer_hearing(
            proof=proof, text=form.cleaned_data["text"], by=request.person, at=request.now
        ),
    )  # fmt: skip


@staff_page(may.PREPARE)
def reclaim_prepare(request: StaffRequest, number: str) -> HttpResponse:
    """Erstattungsbescheid: prepared by one, signed by another."""
    proof = case.proof_or_404(request, number)
    check(request.person, may.PREPARE, proof, on=request.today)
    claim = case.claim_of(proof)
    if claim is None:
        raise Http404
    form = forms.NoticeForm(
        request.POST or None,
        initial={
            "principal": amount_input(claim.principal),
            "reason": claim.reason,
            "arises_on": claim.arises_on,
            "due_on": claim.due_on or proposed_due_on(request.today),
        },
    )
    return act_page(
        request, proof, form, title="Erstattungsbescheid vorbereiten", button="Vorbereiten",
        lead="Eine zweite Person der Behörde zeichnet den Bescheid (Vier-Augen-Prinzip).",
        act=lambda: actions.prepare_notice(
            proof=proof, terms=NoticeTerms(**form.cleaned_data), by=request.person, at=request.now
        ),
    )  # fmt: skip


@staff_page(may.SIGN)
def reclaim_sign(request: StaffRequest, number: str) -> HttpResponse:
    """The second person looks at what was prepared, with everything unconfirmed, and signs."""
    proof = case.proof_or_404(request, number)
    check(request.person, may.SIGN, proof, on=request.today)
    claim = case.claim_of(proof)
    if claim is None or claim.due_on is None:
        raise Http404
    form = forms.SignForm(request.POST or None, initial={"prepared_at": claim.prepared_at})
    return act_page(
        request, proof, form, title="Erstattungsbescheid zeichnen", button="Bescheid erlassen",
        lead="Der Bescheid wird erzeugt, eingefroren und dem Träger bekannt gegeben. Danach sind "
        "Betrag, Begründung und Zinsbeginn nicht mehr zu ändern.",
        hints=letters.notice(claim, on=request.today).hints,
        act=lambda: actions.sign_notice(
            proof=proof, by=request.person, at=request.now, **form.cleaned_data
        ),
    )  # fmt: skip


@staff_page(may.ENTER)
def repayment_enter(request: StaffRequest, number: str) -> HttpResponse:
    """Eingang: what is owed today is offered."""
    proof = case.proof_or_404(request, number)
    check(request.person, may.ENTER, proof, on=request.today)
    claim = case.claim_of(proof)
    if claim is None:
        raise Http404
    left = statement_of(claim, on=request.today).remaining
    form = forms.RepaymentForm(
        request.POST or None,
        initial={"received_on": request.today, "amount": amount_input(left)},
    )
    return act_page(
        request, proof, form, title="Eingang eintragen", button="Eingang eintragen",
        lead="Ein eingetragener Betrag bleibt stehen und wird nicht mehr geändert.",
        act=lambda: repayments.enter_repayment(
            proof=proof, by=request.person, at=request.now, **form.cleaned_data
        ),
    )  # fmt: skip


@staff_page(may.SIGN, may.ENTER, may.ARCHIVE)
def reclaim_step(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """Give the claim up, find it paid, close, archive: what it binds is said before."""
    proof = case.proof_or_404(request, number)
    transition = PROOF.by_name.get(step)
    if transition is None or step not in case.STEPS:
        raise Http404
    check(request.person, transition.permission, proof, on=request.today)
    posted = request.POST if request.method == "POST" else None
    form = forms.StepForm(posted, needed=transition.needs_reason)
    who: dict[str, Any] = {"proof": proof, "by": request.person, "at": request.now}
    acts: dict[str, Callable[[], object]] = {
        "drop": lambda: actions.close_without_claim(reason=form.cleaned_data["reason"], **who),
        "repay": lambda: repayments.settle(**who),
        "finish": lambda: repayments.finish(**who),
        "archive": lambda: retention.archive(**who),
    }
    return act_page(
        request, proof, form, title=transition.label, button=transition.label,
        lead=transition.effect, act=acts[step],
    )  # fmt: skip


@staff_page(may.HOLD)
def retention_hold(request: StaffRequest, number: str) -> HttpResponse:
    """Löschsperre: set or lifted with its reason."""
    proof = case.proof_or_404(request, number)
    check(request.person, may.HOLD, proof, on=request.today)
    form = forms.StepForm(request.POST or None, needed=True)
    title = "Löschsperre aufheben" if proof.legal_hold else "Löschsperre setzen"
    until = german_day(proof.retain_until) if proof.retain_until else ""
    return act_page(
        request, proof, form, title=title, button=title,
        lead=f"Belege sind bis zum {until} aufzubewahren. Solange eine Löschsperre gilt, bleiben "
        "sie auch danach.",
        act=lambda: retention.set_hold(
            proof=proof, held=not proof.legal_hold, reason=form.cleaned_data["reason"],
            by=request.person, at=request.now,
        ),
    )  # fmt: skip


def act_page(
    request: StaffRequest, proof: ProofOfUse, form: Any, *, act: Callable[[], object], **shown: Any
) -> HttpResponse:
    """Take the act when the form is sound; a refusal lands at its field, nothing typed is lost."""
    if form.is_valid():
        try:
            act()
        except REFUSALS as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, f"{shown['title']}: erledigt.")
            return _to_reclaim(proof)
    context = reclaim_context(request, proof) | shown
    context |= {"form": form, "trail": case.reclaim_trail(proof, (shown["title"], ""))}
    status = 422 if form.errors else 200
    return render_page(request, "staff/funding/reclaim/form.html", context, status=status)


def _to_reclaim(proof: ProofOfUse) -> HttpResponseRedirect:
    return redirect("staff:funding:reclaim", proof.application.number)

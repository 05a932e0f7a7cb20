"""Acting: steps, queries, advice, the decision and its signature."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from drehscheibe.domain.funding import actions, decisions
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.letter_texts import hints_before_signing
from drehscheibe.domain.funding.models import PARTS, Application, Is
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.doors.staff.funding import forms
from drehscheibe.doors.staff.funding.case import OWN_PAGES, case_context, case_or_404, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.amounts import amount_input
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (TransitionRefused, ApplicationRefused)
ACTING = (may.EDIT, may.SIGN_OFF, may.SUBMIT, may.PROCESS, may.DECIDE)


def _to_case(application: Application) -> HttpResponseRedirect:
    return redirect("staff:funding:application_detail", application.number)


def _page(
    request: StaffRequest, application: Application, template: str, title: str, **more: Any
) -> HttpResponse:
    context = case_context(request, application) | more
    context |= {"title": title, "trail": trail(application, (title, ""))}
    refused = bool(more["form"].errors)
    return render_page(request, template, context, status=422 if refused else 200)


@staff_page(*ACTING)
def application_step(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """One step: what it binds is said before it is taken."""
    application = case_or_404(request, number)
    transition = APPLICATION.by_name.get(step)
    if transition is None or step in OWN_PAGES:
        raise Http404
    check(request.person, transition.permission, application, on=request.today)
    form = forms.StepForm(
        request.POST or None,
        needed=transition.needs_reason,
        initial={"version": application.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _take(application, step, form.cleaned_data, request)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{transition.label}: {application} ist weitergegeben.")
            return _to_case(application)
    return _page(
        request, application, "staff/funding/application_step.html", transition.label,
        form=form, step=transition,
    )  # fmt: skip


def _take(
    application: Application, step: str, given: dict[str, Any], request: StaffRequest
) -> None:
    own = {
        "sign_off": decisions.sign_off,
        "submit": decisions.submit,
        "answer": decisions.answer,
    }
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    if step in own:
        own[step](application=application, version=given["version"], **who)
        return
    perform(APPLICATION, step, on=application, reason=given["reason"], **who)


@staff_page(may.PROCESS)
def application_ask(request: StaffRequest, number: str) -> HttpResponse:
    """Rückfrage: the question goes to the applicant's side."""
    application = case_or_404(request, number)
    form = forms.ReasonForm(request.POST or None, needed=True, label="Ihre Frage")
    if form.is_valid():
        try:
            decisions.ask(
                application=application,
                question=form.cleaned_data["reason"],
                by=request.person,
                at=request.now,
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Rückfrage ist gestellt.")
            return _to_case(application)
    return _page(
        request, application, "staff/funding/application_step.html", "Rückfrage stellen",
        form=form, step=APPLICATION.by_name["ask"],
    )  # fmt: skip


@staff_page(may.EDIT)
def query_answer(request: StaffRequest, number: str, query: int) -> HttpResponse:
    """The applicant's side answers one question."""
    application = case_or_404(request, number)
    asked = get_object_or_404(application.queries, pk=query)
    form = forms.ReasonForm(
        request.POST or None, needed=True, label="Ihre Antwort", initial={"reason": asked.answer}
    )
    if form.is_valid():
        try:
            actions.answer_query(
                query=asked, answer=form.cleaned_data["reason"], by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Antwort ist gespeichert.")
            return _to_case(application)
    return _page(
        request, application, "staff/funding/query_answer.html", "Rückfrage beantworten",
        form=form, query=asked,
    )  # fmt: skip


@staff_page(may.PROCESS)
def decision_prepare(request: StaffRequest, number: str) -> HttpResponse:
    """An officer prepares grant or rejection from the asked amounts."""
    application = case_or_404(request, number)
    context = case_context(request, application)
    asked = context["grant"]
    initial = {part: amount_input(getattr(asked, part)) for part in PARTS}
    form = forms.DecisionForm(
        request.POST or None,
        initial={"outcome": "grant", **initial},
        guideline=context["guideline"],
    )
    if form.is_valid():
        given = form.cleaned_data
        amounts: dict[str, Decimal] = {part: given.get(part, Decimal(0)) for part in PARTS}
        try:
            decisions.prepare(
                application=application, outcome=given["outcome"], amounts=amounts,
                reason=given["reason"], by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Entscheidung ist vorbereitet und wartet auf Zeichnung.")
            return _to_case(application)
    return _page(
        request, application, "staff/funding/decision_prepare.html", "Entscheidung vorbereiten",
        form=form,
    )  # fmt: skip


@staff_page(may.DECIDE)
def decision_sign(request: StaffRequest, number: str) -> HttpResponse:
    """The second person sees what is decided on which basis, and signs."""
    application = case_or_404(request, number)
    if application.status != Is.PREPARED:
        messages.warning(request, "Für diesen Antrag ist keine Entscheidung zu zeichnen.")
        return _to_case(application)
    decision = application.decision
    form = forms.SignForm(request.POST or None, initial={"prepared_at": decision.prepared_at})
    if request.method == "POST" and form.is_valid():
        try:
            decisions.decide(
                application=application, outcome=decision.outcome, by=request.person,
                at=request.now, **form.cleaned_data,
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{decision.get_outcome_display()}: Der Bescheid ist erzeugt."
            )
            return _to_case(application)
    return _page(
        request, application, "staff/funding/decision_sign.html", "Entscheidung zeichnen",
        form=form, decision=decision, step=APPLICATION.by_name[decision.outcome],
        hints=hints_before_signing(application, decision, on=request.today),
    )  # fmt: skip


@staff_page(may.SUBMIT)
def remedies_waive(request: StaffRequest, number: str) -> HttpResponse:
    """Rechtsbehelfsverzicht by the carrier."""
    application = case_or_404(request, number)
    form = forms.WaiverForm(request.POST or None)
    if form.is_valid():
        try:
            decisions.waive_remedies(
                application=application, by=request.person, at=request.now,
                on=form.cleaned_data["waived_on"],
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Der Rechtsbehelfsverzicht ist erklärt.")
            return _to_case(application)
    return _page(
        request, application, "staff/funding/remedies_waive.html", "Auf Rechtsbehelf verzichten",
        form=form,
    )  # fmt: skip


@staff_page(may.ADVISE)
def application_advise(request: StaffRequest, number: str) -> HttpResponse:
    """The coordinating office comments; it never decides."""
    application = case_or_404(request, number)
    form = forms.ReasonForm(request.POST or None, needed=True, label="Fachlicher Hinweis")
    if form.is_valid():
        try:
            actions.advise(
                application=application, text=form.cleaned_data["reason"],
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Ihr Hinweis steht beim Antrag.")
            return _to_case(application)
    return _page(
        request, application, "staff/funding/application_advise.html", "Fachlichen Hinweis geben",
        form=form,
    )  # fmt: skip

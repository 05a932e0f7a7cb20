"""A survey that runs: started, prolonged, ended, broken off; who owes is reminded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.surveys import asking, drafting, reminding
from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import Survey, SurveyIs
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.surveys.forms import (
    OpenForm,
    PostponeForm,
    ReasonForm,
    last_minute,
)
from drehscheibe.doors.staff.surveys.ways import UNFIT, kept_or_404, refuse, trail_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@dataclass(frozen=True)
class Act:
    """A binding step: what it is called, what it binds, and when it can be taken."""

    label: str
    effect: str
    states: tuple[str, ...]
    form: type[forms.Form]
    do: Callable[[Survey, forms.Form, Person, datetime], object]
    danger: bool = False


def _postpone(survey: Survey, form: forms.Form, by: Person, at: datetime) -> None:
    closes_at = last_minute(form.cleaned_data["closes_on"])
    drafting.postpone(survey=survey, closes_at=closes_at, by=by, at=at)


def _cancel(survey: Survey, form: forms.Form, by: Person, at: datetime) -> None:
    drafting.cancel(survey=survey, reason=form.cleaned_data["reason"], by=by, at=at)


ACTS = {
    "verlaengern": Act(
        "Frist verlängern", "Wer noch schuldet, erfährt es einmal.", (SurveyIs.OPEN,),
        PostponeForm, _postpone,
    ),
    "beenden": Act(
        "Jetzt beenden",
        "Danach antwortet niemand mehr; die Gefragten sehen, was vereinbart ist.",
        (SurveyIs.OPEN,), forms.Form,
        lambda survey, form, by, at: asking.close_survey(survey=survey, by=by, at=at), danger=True,
    ),
    "veroeffentlichen": Act(
        "Ergebnis veröffentlichen", "Die Auswertung steht fest.", (SurveyIs.CLOSED,), forms.Form,
        lambda survey, form, by, at: drafting.publish_results(survey=survey, by=by, at=at),
    ),
    "abbrechen": Act(
        "Abbrechen", "Niemand wird mehr gefragt oder erinnert; die Gefragten erfahren es einmal.",
        (SurveyIs.DRAFT, SurveyIs.OPEN), ReasonForm, _cancel, danger=True,
    ),
}  # fmt: skip


@staff_page(may.KEEP)
def survey_open(request: StaffRequest, pk: int) -> HttpResponse:
    """Whom it asks; then it starts."""
    survey = kept_or_404(request, pk)
    if survey.status != SurveyIs.DRAFT:
        return redirect("staff:surveys:survey_results", pk)
    form = OpenForm(request.POST or None, today=request.today)
    if form.is_valid():
        to = list(form.cleaned_data["to"])
        try:
            with transaction.atomic():
                asking.open_survey(survey=survey, to=to, by=request.person, at=request.now)
        except SurveyRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Die Abfrage läuft; {len(to)} Zentren sind gefragt.")
            return redirect("staff:surveys:survey_results", pk)
    context = {
        "survey": survey, "form": form, "trail": trail_of(survey, "Starten"),
        "questions": survey.questions.filter(removed_at=None).count(),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/surveys/survey_open.html", context, status=status)


@staff_page(may.KEEP)
def survey_act(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """What a step binds, then the step."""
    survey = kept_or_404(request, pk)
    act = ACTS.get(step)
    if act is None or survey.status not in act.states:
        raise Http404
    form = act.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                act.do(survey, form, request.person, request.now)
        except SurveyRefused as refusal:
            refuse(form, refusal)
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{act.label}: eingetragen.")
            return redirect("staff:surveys:survey_results", pk)
    context = {
        "form": form, "title": act.label, "lead": f"„{survey.title}“. {act.effect}",
        "button": act.label, "danger": act.danger, "survey": survey,
        "trail": trail_of(survey, act.label),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/surveys/act.html", context, status=status)


@staff_page(may.KEEP)
def survey_remind(request: StaffRequest, pk: int) -> HttpResponse:
    """Who would get which words; sent, it goes once a day to those who owe then."""
    survey = kept_or_404(request, pk)
    if request.method == "POST":
        sent = reminding.remind(survey=survey, by=request.person, at=request.now)
        if sent:
            mails = "1 Erinnerung ist" if sent == 1 else f"{sent} Erinnerungen sind"
            messages.success(request, f"{mails} unterwegs.")
        else:
            messages.info(
                request, "Heute ging schon eine Erinnerung hinaus, oder niemand schuldet."
            )
        return redirect("staff:surveys:survey_results", pk)
    context = {
        "survey": survey,
        "reminded": reminding.preview(survey, at=request.now),
        "subject": reminding.SUBJECT,
        "text": reminding.words(survey),
        "trail": trail_of(survey, "Erinnern"),
    }
    return render_page(request, "staff/surveys/survey_remind.html", context)

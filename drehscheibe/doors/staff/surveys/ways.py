"""What several pages of surveys share: finding one, saying no, the way back."""

from django import forms
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from drehscheibe.domain.surveys import results
from drehscheibe.domain.surveys.models import Survey, SurveyIs
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.workflow.declarations import Workflow
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.selectors import steps_of

UNFIT = 422
LIST = ("Abfragen", "staff:surveys:survey_list")
MOST_STEPS = 30
WRITABLE = (SurveyIs.DRAFT, SurveyIs.OPEN)
Stop = str | tuple[str, str]


def survey_or_404(request: StaffRequest, pk: int) -> Survey:
    """One the person may know of."""
    return get_object_or_404(results.surveys_for(request.standing), pk=pk)


def kept_or_404(request: StaffRequest, pk: int) -> Survey:
    """One of the person's own house."""
    survey = survey_or_404(request, pk)
    if not results.keeps(survey, request.standing):
        raise Http404
    return survey


def refuse(form: forms.Form, refusal: SurveyRefused) -> None:
    """At the field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def trail_of(survey: Survey | None, *more: Stop) -> list[tuple[str, str]]:
    """From the list to here."""
    trail = [(LIST[0], reverse(LIST[1]))]
    if survey is not None:
        address = reverse("staff:surveys:survey_results", args=[survey.pk])
        trail.append((survey.title, address if more else ""))
    return trail + [each if isinstance(each, tuple) else (each, "") for each in more]


def history(workflow: Workflow, case: Model, *names: str) -> list[tuple[str, Step]]:
    """What was done, newest first, in words; only these steps where they are named."""
    rows = steps_of(workflow, case).order_by("-entered_at", "-pk")
    if names:
        rows = rows.filter(name__in=names)
    return [(workflow.by_name[each.name].label, each) for each in rows[:MOST_STEPS]]

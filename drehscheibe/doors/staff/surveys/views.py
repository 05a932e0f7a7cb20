"""Abfragen: what is asked, the own answer, what came back."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys import reminding, responding, results
from drehscheibe.domain.surveys.models import ResponseIs, Survey, SurveyResponse
from drehscheibe.domain.surveys.provenance import chain_of
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.signing import hand_to_head, submit
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.surveys.answer_page import answer_context, typed_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.refusals import TransitionRefused

PER_PAGE = 25
UNFIT = 422
LIST = ("Abfragen", "staff:surveys:survey_list")


@staff_page(may.VIEW, may.KEEP)
def survey_list(request: StaffRequest) -> HttpResponse:
    """Own surveys and those the own houses are asked, with the own response."""
    page = Paginator(results.surveys_for(request.standing), PER_PAGE).get_page(
        request.GET.get("seite")
    )
    mine = request.standing.organisations_with(may.VIEW)
    own = {
        each.survey_id: each
        for each in SurveyResponse.objects.filter(survey__in=list(page), organisation__in=mine)
    }
    context = {
        "page": page,
        "rows": [(each, own.get(each.pk)) for each in page],
        "trail": [(LIST[0], "")],
    }
    return render_page(request, "staff/surveys/survey_list.html", context)


@staff_page(may.VIEW, may.KEEP)
def survey_results(request: StaffRequest, pk: int) -> HttpResponse:
    """What came back: for the asking house always, for the asked as agreed."""
    survey = _survey(request, pk)
    keeps = results.keeps(survey, request.standing)
    shown = results.may_see_results(survey, request.standing)
    context = {
        "survey": survey,
        "keeps": keeps,
        "shown": shown,
        "summaries": results.summaries(survey, whole=keeps) if shown else [],
        "responses": survey.responses.select_related("organisation") if keeps else [],
        "owing": reminding.owing(survey).count() if keeps else 0,
        "chain": chain_of(survey, request.standing),
        "trail": [(LIST[0], reverse(LIST[1])), (survey.title, "")],
    }
    return render_page(request, "staff/surveys/survey_results.html", context)


@staff_page(may.KEEP)
@require_POST
def survey_remind(request: StaffRequest, pk: int) -> HttpResponse:
    """One mail for each house that owes, once a day."""
    survey = _kept(request, pk)
    sent = reminding.remind(survey=survey, by=request.person, at=request.now)
    if sent:
        messages.success(request, f"{sent} Erinnerungen sind unterwegs.")
    else:
        messages.info(request, "Heute ging schon eine Erinnerung hinaus, oder niemand schuldet.")
    return redirect("staff:surveys:survey_results", pk)


@staff_page(may.KEEP)
def survey_export(request: StaffRequest, pk: int) -> HttpResponse:
    """The matrix as a table for spreadsheets; cells that look like formulas are defused."""
    survey = _kept(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="abfrage-{survey.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    for row in results.export_rows(survey, request.standing):
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in row])
    return response


@staff_page(may.EDIT)
def response_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The own answer: saved as one types, handed to the head, signed off by her."""
    places = request.standing.organisations_with(may.EDIT)
    rows = SurveyResponse.objects.select_related("survey", "organisation", "locked_by")
    response = get_object_or_404(rows, pk=pk, organisation__in=places)
    if request.method == "POST":
        if response.status == ResponseIs.INTERNAL_REVIEW and "step" in request.POST:
            return _stepped(request, response)
        return _saved(request, response)
    return _form(request, response)


def _saved(request: StaffRequest, response: SurveyResponse) -> HttpResponse:
    typed = typed_of(request.POST)
    seen = request.POST.get("seen", "0")
    try:
        saved = responding.save(
            response=response, typed=typed, seen=int(seen) if seen.isdigit() else 0,
            by=request.person, at=request.now, overwrite="overwrite" in request.POST,
        )  # fmt: skip
    except SurveyRefused as refused:
        return _form(request, response, refusal=str(refused), typed=typed)
    if saved.locked_by is not None:
        refusal = (
            f"Gesperrt durch {saved.locked_by}. Ihr Text ist beiseite gelegt und geht nicht "
            "verloren."
        )
        return _form(request, saved.response, refusal=refusal, typed=typed)
    if saved.kept is not None and (saved.kept.errors or saved.kept.conflicts):
        return _form(request, saved.response, typed=typed, errors=saved.kept.errors,
                     conflicts=saved.kept.conflicts)  # fmt: skip
    if saved.gone:
        messages.warning(request, "Eine Frage wurde herausgenommen; ihr Text zählt nicht mehr: "
                         + " · ".join(saved.gone.values()))  # fmt: skip
    return _stepped(request, response)


def _stepped(request: StaffRequest, response: SurveyResponse) -> HttpResponse:
    step = {"review": hand_to_head, "submit": submit}.get(request.POST.get("step", ""))
    if step is not None:
        try:
            with transaction.atomic():
                step(response=response, by=request.person, at=request.now)
        except (SurveyRefused, TransitionRefused) as refused:
            return _form(request, response, refusal=str(refused))
    messages.success(request, "Gespeichert." if step is None else "Das ist eingetragen.")
    return redirect("staff:surveys:response_edit", response.pk)


def _form(
    request: StaffRequest, response: SurveyResponse, *, refusal: str = "",
    typed: dict[str, str] | None = None, errors: dict[str, str] | None = None,
    conflicts: dict[str, tuple[str, str]] | None = None,
) -> HttpResponse:  # fmt: skip
    context = answer_context(
        response, request.person, at=request.now, typed=typed, errors=errors, conflicts=conflicts
    )
    signs = response.organisation_id in request.standing.organisations_with(may.SIGN)
    trail = [(LIST[0], reverse(LIST[1])), (response.survey.title, "")]
    context |= {"refusal": refusal, "signs": signs, "trail": trail}
    status = UNFIT if refusal or errors or conflicts else 200
    status = 200 if request.method == "GET" else status
    return render_page(request, "staff/surveys/response_edit.html", context, status=status)


def _survey(request: StaffRequest, pk: int) -> Survey:
    return get_object_or_404(results.surveys_for(request.standing), pk=pk)


def _kept(request: StaffRequest, pk: int) -> Survey:
    survey = _survey(request, pk)
    if not results.keeps(survey, request.standing):
        raise Http404
    return survey

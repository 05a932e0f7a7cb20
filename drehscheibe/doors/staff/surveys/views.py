"""Abfragen: what is asked, what came back, who has not answered."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys import reminding, results
from drehscheibe.domain.surveys.models import ResponseIs, Survey, SurveyIs, SurveyResponse
from drehscheibe.domain.surveys.provenance import chain_of
from drehscheibe.domain.surveys.workflow import SURVEY
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.surveys.results_page import shown_results
from drehscheibe.doors.staff.surveys.run_views import ACTS
from drehscheibe.doors.staff.surveys.ways import history, kept_or_404, survey_or_404, trail_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds

PER_PAGE = 25
READABLE = (ResponseIs.SUBMITTED, ResponseIs.RETURNED, ResponseIs.DECLINED)
BADGES: dict[str, str] = {
    SurveyIs.DRAFT: "neutral", SurveyIs.OPEN: "info", SurveyIs.CLOSED: "success",
    SurveyIs.PUBLISHED: "success", SurveyIs.CANCELLED: "neutral",
    ResponseIs.NOT_OPENED: "neutral", ResponseIs.INTERNAL_REVIEW: "info",
    ResponseIs.SUBMITTED: "success", ResponseIs.RETURNED: "warning",
    ResponseIs.DECLINED: "neutral",
}  # fmt: skip


@staff_page(may.VIEW, may.KEEP)
def survey_list(request: StaffRequest) -> HttpResponse:
    """Own surveys and those the own houses are asked, with the own response."""
    rows = results.surveys_for(request.standing)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    mine = request.standing.organisations_with(may.VIEW)
    own = {
        each.survey_id: each
        for each in SurveyResponse.objects.filter(survey__in=list(page), organisation__in=mine)
    }
    context = {
        "page": page,
        "rows": [(each, BADGES[each.status], own.get(each.pk)) for each in page],
        "may_keep": holds(request.standing, [may.KEEP]),
        "may_edit": holds(request.standing, [may.EDIT]),
        "asked": bool(mine),
        "today": request.today,
        "trail": [("Abfragen", "")],
    }
    return render_page(request, "staff/surveys/survey_list.html", context)


@staff_page(may.VIEW, may.KEEP)
def survey_results(request: StaffRequest, pk: int) -> HttpResponse:
    """What came back: for the asking house always, for the asked as agreed."""
    survey = survey_or_404(request, pk)
    keeps = results.keeps(survey, request.standing)
    shown = results.may_see_results(survey, request.standing) and survey.status != SurveyIs.DRAFT
    mine = request.standing.organisations_with(may.VIEW)
    found = results.summaries(survey, whole=keeps) if shown else []
    context = {
        "survey": survey,
        "badge": BADGES[survey.status],
        "keeps": keeps,
        "shown": shown,
        "results": shown_results(found),
        "has_masked": any(each.is_masked for each in found),
        "own": survey.responses.filter(organisation__in=mine).select_related("organisation"),
        "may_edit": holds(request.standing, [may.EDIT]),
        "chain": chain_of(survey, request.standing),
        "today": request.today,
        "trail": trail_of(survey),
    }
    if keeps:
        context |= _of_the_asking(survey)
    return render_page(request, "staff/surveys/survey_results.html", context)


def _of_the_asking(survey: Survey) -> dict[str, object]:
    responses = results.by_place(survey.responses.all())
    states = [each.status for each in responses]
    return {
        "responses": [
            (each, BADGES.get(each.status, "neutral"), each.status in READABLE)
            for each in responses
        ],
        "submitted": states.count(ResponseIs.SUBMITTED),
        "declined": states.count(ResponseIs.DECLINED),
        "owing": reminding.owing(survey).count(),
        "acts": [(step, act) for step, act in ACTS.items() if survey.status in act.states],
        "history": history(SURVEY, survey),
    }


@staff_page(may.KEEP)
def survey_matrix(request: StaffRequest, pk: int) -> HttpResponse:
    """Every answer of every house in one table."""
    survey = kept_or_404(request, pk)
    questions, lines = results.answer_matrix(survey, request.standing)
    context = {
        "survey": survey, "questions": questions, "lines": lines,
        "trail": trail_of(survey, "Alle Antworten"),
    }  # fmt: skip
    return render_page(request, "staff/surveys/survey_matrix.html", context)


@staff_page(may.KEEP)
def survey_export(request: StaffRequest, pk: int) -> HttpResponse:
    """The matrix as a table for spreadsheets; cells that look like formulas are defused."""
    survey = kept_or_404(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="abfrage-{survey.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    for row in results.export_rows(survey, request.standing):
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in row])
    return response

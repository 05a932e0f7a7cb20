"""Drafting a survey: its frame, its questions, and how it will look."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.surveys import asking, drafting
from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import Question, Survey, SurveyIs
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.surveys.answer_page import preview_rows
from drehscheibe.doors.staff.surveys.forms import OutlineForm, QuestionForm
from drehscheibe.doors.staff.surveys.ways import UNFIT, WRITABLE, kept_or_404, refuse, trail_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation

MOVES = {"hoch": False, "runter": True}


@staff_page(may.KEEP)
def survey_draft(request: StaffRequest) -> HttpResponse:
    """A new survey of one's own house."""
    form = OutlineForm(request.POST or None, today=request.today)
    if form.is_valid():
        owner = Organisation.objects.get(pk=request.standing.organisations_with(may.KEEP)[0])
        try:
            survey = asking.draft_survey(
                owner=owner, outline=form.outline(), by=request.person, at=request.now
            )
        except SurveyRefused as refusal:
            refuse(form, refusal)
        else:
            return redirect("staff:surveys:survey_questions", survey.pk)
    context = {"form": form, "title": "Abfrage entwerfen", "trail": trail_of(None, "Neu")}
    return _outline_page(request, context)


@staff_page(may.KEEP)
def survey_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The frame of a draft."""
    survey = _draft(request, pk)
    form = OutlineForm(request.POST or None, today=request.today, survey=survey)
    if form.is_valid():
        try:
            drafting.change_survey(
                survey=survey, outline=form.outline(), by=request.person, at=request.now
            )
        except SurveyRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Gespeichert.")
            return redirect("staff:surveys:survey_questions", pk)
    context = {"form": form, "survey": survey, "title": "Rahmen der Abfrage ändern",
               "trail": trail_of(survey, "Rahmen")}  # fmt: skip
    return _outline_page(request, context)


@staff_page(may.KEEP)
def survey_questions(request: StaffRequest, pk: int) -> HttpResponse:
    """All questions in their order; a new one begins with its kind."""
    survey = kept_or_404(request, pk)
    return _questions_page(request, survey)


@staff_page(may.KEEP)
def question_add(request: StaffRequest, pk: int) -> HttpResponse:
    """One more question of the chosen kind."""
    survey = kept_or_404(request, pk)
    kind = request.GET.get("art", "")
    if kind not in Question.Kind.values or survey.status not in WRITABLE:
        return redirect("staff:surveys:survey_questions", pk)
    form = QuestionForm(request.POST or None, kind=kind, survey=survey)
    if form.is_valid():
        try:
            asking.add_question(
                survey=survey, columns=form.columns(), by=request.person, at=request.now
            )
        except SurveyRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Frage steht am Ende der Abfrage.")
            return redirect("staff:surveys:survey_questions", pk)
    return _question_page(request, survey, form, "Frage hinzufügen")


@staff_page(may.KEEP)
def question_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another wording, or another kind, while the survey is a draft."""
    question = _question(request, pk)
    if question.survey.status != SurveyIs.DRAFT:
        return redirect("staff:surveys:survey_questions", question.survey_id)
    kind = request.GET.get("art", "")
    kind = kind if kind in Question.Kind.values else question.kind
    form = QuestionForm(request.POST or None, kind=kind, survey=question.survey, question=question)
    if form.is_valid():
        try:
            drafting.change_question(
                question=question, columns=form.columns(), by=request.person, at=request.now
            )
        except SurveyRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Gespeichert.")
            return redirect("staff:surveys:survey_questions", question.survey_id)
    return _question_page(request, question.survey, form, "Frage ändern", question)


@staff_page(may.KEEP)
@require_POST
def question_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Up, down, or out of the survey."""
    question = _question(request, pk)
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    try:
        with transaction.atomic():
            if step in MOVES:
                drafting.move_question(question=question, down=MOVES[step], **who)
            elif step == "heraus":
                asking.remove_question(question=question, **who)
                messages.success(request, "Die Frage ist herausgenommen.")
            else:
                raise Http404
    except SurveyRefused as refusal:
        return _questions_page(request, question.survey, str(refusal))
    return redirect("staff:surveys:survey_questions", question.survey_id)


@staff_page(may.KEEP)
def survey_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The form as a centre will see it; nothing typed here is kept."""
    survey = kept_or_404(request, pk)
    context = {
        "survey": survey,
        "rows": preview_rows(survey),
        "trail": trail_of(survey, "Vorschau"),
    }
    return render_page(request, "staff/surveys/survey_preview.html", context)


def _questions_page(request: StaffRequest, survey: Survey, refusal: str = "") -> HttpResponse:
    questions = survey.questions.select_related("asked_if")
    context = {
        "survey": survey,
        "questions": [each for each in questions if each.removed_at is None],
        "removed": [each for each in questions if each.removed_at is not None],
        "kinds": Question.Kind.choices,
        "is_draft": survey.status == SurveyIs.DRAFT,
        "writable": survey.status in WRITABLE,
        "refusal": refusal,
        "trail": trail_of(survey, "Fragen"),
    }
    status = UNFIT if refusal else 200
    return render_page(request, "staff/surveys/survey_questions.html", context, status=status)


def _question_page(
    request: StaffRequest, survey: Survey, form: QuestionForm, title: str,
    question: Question | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "survey": survey, "form": form, "title": title, "question": question,
        "kind": Question.Kind(form.kind), "kinds": Question.Kind.choices,
        "runs": survey.status == SurveyIs.OPEN,
        "trail": trail_of(
            survey, ("Fragen", reverse("staff:surveys:survey_questions", args=[survey.pk])), title
        ),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/surveys/question_edit.html", context, status=status)


def _outline_page(request: StaffRequest, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    status = UNFIT if isinstance(form, OutlineForm) and form.errors else 200
    return render_page(request, "staff/surveys/survey_edit.html", context, status=status)


def _draft(request: StaffRequest, pk: int) -> Survey:
    survey = kept_or_404(request, pk)
    if survey.status != SurveyIs.DRAFT:
        raise Http404
    return survey


def _question(request: StaffRequest, pk: int) -> Question:
    mine = request.standing.organisations_with(may.KEEP)
    rows = Question.objects.filter(removed_at=None, survey__owner__in=mine)
    return get_object_or_404(rows.select_related("survey"), pk=pk)

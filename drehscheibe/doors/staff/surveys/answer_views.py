"""The own answer: written by several, read, declined; what the asking house gives back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys import responding, results, signing
from drehscheibe.domain.surveys.models import (
    Answer,
    Question,
    ResponseIs,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.taking_over import take_over
from drehscheibe.domain.surveys.workflow import RESPONSE
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.surveys.answer_page import (
    FILE_PREFIX,
    Form,
    answer_context,
    typed_of,
)
from drehscheibe.doors.staff.surveys.forms import ReasonForm
from drehscheibe.doors.staff.surveys.ways import UNFIT, history, refuse, trail_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.actions import UploadRefused
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.workflow.refusals import TransitionRefused

TAKE_OVER = "take_over"
STEPS = {
    "review": signing.hand_to_head, "submit": signing.submit, "rework": signing.take_back,
    "let_go": responding.let_go,
}  # fmt: skip
DONE = {
    "review": "Die Antwort liegt bei Ihrer Leitung.",
    "submit": "Die Antwort ist abgegeben.",
    "rework": "Die Antwort ist wieder in Arbeit.",
    "let_go": "Gespeichert. Andere aus Ihrem Haus können jetzt weiterschreiben.",
    TAKE_OVER: "Sie schreiben jetzt weiter.",
}
OUTWARD = ("submit", "return", "decline")
"""The steps the asking house reads of."""
WHO_READS = "Alle, die in dem Zentrum antworten dürfen, lesen sie."
WITHOUT_SAVING = (ResponseIs.INTERNAL_REVIEW,)


@staff_page(may.EDIT)
def response_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The own answer: saves itself, is handed to the head, signed off by her."""
    places = request.standing.organisations_with(may.EDIT)
    rows = SurveyResponse.objects.select_related(
        "survey__owner", "organisation__centre", "locked_by"
    )
    response = get_object_or_404(rows, pk=pk, organisation__in=places)
    if request.method != "POST":
        return _form(request, response)
    if response.status in WITHOUT_SAVING and "step" in request.POST:
        return _stepped(request, response)
    return _saved(request, response)


def _saved(request: StaffRequest, response: SurveyResponse) -> HttpResponse:
    typed = typed_of(request.POST)
    seen = request.POST.get("seen", "0")
    try:
        if request.POST.get("step") == TAKE_OVER:
            _taken_over(request, response)
        saved = responding.save(
            response=response, typed=typed, by=request.person, at=request.now,
            seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            overwrite="overwrite" in request.POST,
        )  # fmt: skip
    except SurveyRefused as refused:
        return _form(request, response, Form(typed, refusal=str(refused)))
    if saved.locked_by is not None:
        why = saved.response.taken_over
        refusal = (
            f"Gesperrt durch {saved.locked_by}{f' (übernommen: {why})' if why else ''}. Ihr Text "
            "ist beiseite gelegt und geht nicht verloren."
        )
        return _form(request, saved.response, Form(typed, refusal=refusal))
    kept = saved.kept
    errors = (dict(kept.errors) if kept else {}) | _attached(request, response)
    conflicts = kept.conflicts if kept else {}
    gone = tuple(saved.gone.values())
    if request.htmx or errors or conflicts:  # type: ignore[attr-defined]  # by django-htmx
        return _form(request, saved.response, Form(typed, errors, conflicts, gone=gone))
    if gone:
        messages.warning(request, "Eine Frage wurde herausgenommen; ihr Text zählt nicht mehr: "
                         + " · ".join(gone))  # fmt: skip
    return _stepped(request, response)


def _taken_over(request: StaffRequest, response: SurveyResponse) -> None:
    """Before what the head has typed is saved, so that it counts."""
    seen = request.POST.get("holder", "")
    with transaction.atomic():
        take_over(
            response=response, seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0,
            reason=request.POST.get("takeover_reason", ""), by=request.person, at=request.now,
        )  # fmt: skip


def _attached(request: StaffRequest, response: SurveyResponse) -> dict[str, str]:
    """Files that came along, and those to take away; what is wrong with them by input."""
    who: dict[str, Any] = {"response": response, "by": request.person, "at": request.now}
    errors = {}
    questions = response.survey.questions.filter(kind=Question.Kind.FILE, removed_at=None)
    for question in questions:
        file = request.FILES.get(f"{FILE_PREFIX}{question.pk}")
        try:
            if request.POST.get("remove") == str(question.pk):
                responding.detach(question=question, **who)
            elif file is not None:
                with transaction.atomic():
                    responding.attach(question=question, file=file, **who)
        except (SurveyRefused, UploadRefused) as refused:
            errors[f"frage_{question.pk}"] = str(refused)
    return errors


def _stepped(request: StaffRequest, response: SurveyResponse) -> HttpResponse:
    name = request.POST.get("step", "")
    if name in STEPS:
        try:
            with transaction.atomic():
                STEPS[name](response=response, by=request.person, at=request.now)
        except (SurveyRefused, TransitionRefused) as refused:
            response.refresh_from_db()
            return _form(request, response, Form(refusal=str(refused)))
    messages.success(request, DONE.get(name, "Gespeichert."))
    return redirect("staff:surveys:response_edit", response.pk)


def _form(
    request: StaffRequest, response: SurveyResponse, form: Form | None = None
) -> HttpResponse:
    context = answer_context(response, request.person, at=request.now, form=form)
    signs = response.organisation_id in request.standing.organisations_with(may.SIGN)
    context |= {
        "signs": signs,
        "takeover_reason": request.POST.get("takeover_reason", ""),
        "history": history(RESPONSE, response),
        "trail": trail_of(response.survey, "Antwort"),
    }
    faulty = form is not None and (form.refusal or form.errors or form.conflicts)
    return render_page(
        request, "staff/surveys/response_edit.html", context, part="answer",
        status=UNFIT if faulty else 200,
    )  # fmt: skip


@staff_page(may.VIEW, may.RETURN)
def response_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """What was submitted, every version; the asking house may give it back with a reason."""
    return _detail(request, _readable(request, pk), ReasonForm(hint=WHO_READS))


@staff_page(may.RETURN)
@require_POST
def response_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it back: the centre answers once more."""
    mine = request.standing.organisations_with(may.RETURN)
    rows = SurveyResponse.objects.select_related("survey__owner", "organisation__centre")
    response = get_object_or_404(rows, pk=pk, survey__owner__in=mine)
    form = ReasonForm(request.POST, hint=WHO_READS)
    if form.is_valid():
        try:
            with transaction.atomic():
                signing.give_back(
                    response=response, reason=form.cleaned_data["reason"],
                    by=request.person, at=request.now,
                )  # fmt: skip
        except (SurveyRefused, TransitionRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Die Antwort ist zurückgegeben; das Zentrum weiß es.")
            return redirect("staff:surveys:response_detail", pk)
    return _detail(request, response, form)


def _detail(request: StaffRequest, response: SurveyResponse, form: ReasonForm) -> HttpResponse:
    survey = response.survey
    is_open = survey.status == SurveyIs.OPEN and request.now < survey.closes_at
    keeps = survey.owner_id in request.standing.organisations_with(may.RETURN)
    own = response.organisation_id in request.standing.organisations_with(may.EDIT)
    context = {
        "response": response,
        "survey": survey,
        "versions": response.versions.select_related("submitted_by").order_by("-version"),
        "files": response.answers.exclude(document=None).select_related("document", "question"),
        "history": history(RESPONSE, response, *(() if own else OUTWARD)),
        "can_return": keeps and is_open and response.status == ResponseIs.SUBMITTED,
        "own": own,
        "form": form,
        "trail": trail_of(survey, results.place_of(response.organisation)),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/surveys/response_detail.html", context, status=status)


@staff_page(may.SIGN)
def response_decline(request: StaffRequest, pk: int) -> HttpResponse:
    """Not answer, with a reason."""
    places = request.standing.organisations_with(may.SIGN)
    rows = SurveyResponse.objects.select_related("survey", "organisation")
    response = get_object_or_404(rows, pk=pk, organisation__in=places)
    form = ReasonForm(request.POST or None, hint="Sie geht an die fragende Stelle.")
    if form.is_valid():
        try:
            with transaction.atomic():
                signing.decline(
                    response=response, reason=form.cleaned_data["reason"],
                    by=request.person, at=request.now,
                )  # fmt: skip
        except SurveyRefused as refused:
            refuse(form, refused)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Die fragende Stelle weiß, dass Ihr Zentrum nicht antwortet.")
            return redirect("staff:surveys:survey_results", response.survey_id)
    context = {
        "form": form, "title": "Nicht antworten",
        "lead": f"„{response.survey.title}“: Ihr Zentrum antwortet nicht und wird nicht mehr "
        "erinnert. Das lässt sich nicht zurücknehmen.",
        "button": "Antwort ablehnen", "danger": True, "survey": response.survey,
        "trail": trail_of(response.survey, "Ablehnen"),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/surveys/act.html", context, status=status)


@staff_page(may.VIEW, may.RETURN)
def answer_file(request: StaffRequest, pk: int, question: int) -> HttpResponse:
    """The file that answers a question."""
    response = _readable(request, pk)
    answer = get_object_or_404(
        Answer.objects.exclude(document=None).select_related("document"),
        response=response, question=question,
    )  # fmt: skip
    if answer.document is None:
        raise Http404
    return download_response(answer.document)


def _readable(request: StaffRequest, pk: int) -> SurveyResponse:
    """One's own, or one that was submitted to one's own house."""
    mine = Q(organisation__in=request.standing.organisations_with(may.VIEW))
    came = Q(survey__owner__in=request.standing.organisations_with(may.RETURN))
    came &= (
        Q(status=ResponseIs.SUBMITTED) | Q(versions__isnull=False) | Q(status=ResponseIs.DECLINED)
    )
    rows = SurveyResponse.objects.select_related("survey__owner", "organisation__centre")
    return get_object_or_404(rows.filter(mine | came).distinct(), pk=pk)

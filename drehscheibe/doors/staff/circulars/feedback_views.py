"""Rückspiegelung: given by centres, bundled by the coordinating office, answered by ministries."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from drehscheibe.domain.circulars import feeding_back, receiving
from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import BundleIs, CircularIs, FeedbackBundle
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.doors.staff.circulars.forms import (
    AnswerForm,
    AskForm,
    BundleForm,
    FeedbackForm,
)
from drehscheibe.doors.staff.circulars.ways import PER_PAGE, UNFIT, feedback_trail, refuse
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.workflow.refusals import TransitionRefused

BADGES: dict[str, str] = {
    BundleIs.COLLECTING: "neutral", BundleIs.ASKED: "info", BundleIs.ANSWERED: "success",
}  # fmt: skip


@staff_page(may.GIVE, may.BUNDLE, may.ANSWER)
def feedback_list(request: StaffRequest) -> HttpResponse:
    """Topics with their answers; below them what was given."""
    rows = feeding_back.feedback_for(request.standing)
    bundles = feeding_back.bundles_for(request.standing)[:PER_PAGE]
    context = {
        "bundles": [(each, BADGES[each.status]) for each in bundles],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "may_give": holds(request.standing, [may.GIVE]),
        "may_bundle": holds(request.standing, [may.BUNDLE]),
        "may_answer": holds(request.standing, [may.ANSWER]),
        "trail": feedback_trail(),
    }
    return render_page(request, "staff/circulars/feedback_list.html", context)


@staff_page(may.GIVE)
def feedback_give(request: StaffRequest) -> HttpResponse:
    """Tell what practice shows, for one's own house."""
    letters = receiving.circulars_for(request.standing).exclude(status=CircularIs.DRAFT)
    begun = {"about": request.GET.get("zu", "")}
    form = FeedbackForm(request.POST or None, letters=letters, initial=begun)
    if form.is_valid():
        home = Organisation.objects.get(pk=request.standing.organisations_with(may.GIVE)[0])
        try:
            feeding_back.give_feedback(
                organisation=home, experience=form.experience(), by=request.person, at=request.now
            )
        except CircularRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, "Danke. Die Koordinierungsstelle bündelt es; die Antwort lesen Sie hier."
            )
            return redirect("staff:circulars:feedback_list")
    context = {"form": form, "trail": feedback_trail("Rückmeldung geben")}
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/circulars/feedback_give.html", context, status=status)


@staff_page(may.BUNDLE)
def bundle_make(request: StaffRequest) -> HttpResponse:
    """What belongs together, into a new bundle or one that is being collected."""
    free = feeding_back.feedback_for(request.standing).filter(bundle=None)
    mine = feeding_back.bundles_for(request.standing).filter(status=BundleIs.COLLECTING)
    form = BundleForm(request.POST or None, free=free, bundles=mine)
    if form.is_valid():
        try:
            with transaction.atomic():
                made = _bundled(request, form.cleaned_data)
        except CircularRefused as refusal:
            refuse(form, refusal)
        else:
            return redirect("staff:circulars:bundle_detail", made.pk)
    context = {"form": form, "free": free.exists(), "trail": feedback_trail("Bündeln")}
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/circulars/bundle_make.html", context, status=status)


def _bundled(request: StaffRequest, given: dict[str, Any]) -> FeedbackBundle:
    chosen = list(given["feedback"])
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    if given["into"] is not None:
        return feeding_back.add_to_bundle(bundle=given["into"], feedback=chosen, **who)
    keeper = Organisation.objects.get(pk=request.standing.organisations_with(may.BUNDLE)[0])
    return feeding_back.bundle(keeper=keeper, topic=given["topic"], feedback=chosen, **who)


@staff_page(may.GIVE, may.BUNDLE, may.ANSWER)
def bundle_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A topic: summed up and laid before a ministry, answered, read by those who gave it."""
    rows = feeding_back.bundles_for(request.standing).select_related("answered_by")
    bundle = get_object_or_404(rows, pk=pk)
    keeps = bundle.keeper_id in request.standing.organisations_with(may.BUNDLE)
    form = _form_of(request, bundle, keeps)
    if form is not None and form.is_valid():
        try:
            with transaction.atomic():
                done = _acted(request, bundle, form)
        except CircularRefused as refusal:
            refuse(form, refusal)
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("staff:circulars:bundle_detail", pk)
    context = {
        "bundle": bundle,
        "badge": BADGES[bundle.status],
        "keeps": keeps,
        "form": form,
        "asking": isinstance(form, AskForm),
        "feedback": feeding_back.feedback_for(request.standing).filter(bundle=bundle),
        "trail": feedback_trail(bundle.topic),
    }
    status = UNFIT if form is not None and form.errors else 200
    return render_page(request, "staff/circulars/bundle_detail.html", context, status=status)


def _form_of(request: StaffRequest, bundle: FeedbackBundle, keeps: bool) -> forms.Form | None:
    data = request.POST if request.method == "POST" else None
    if keeps and bundle.status == BundleIs.COLLECTING:
        return AskForm(data)
    answers = bundle.answerer_id in request.standing.organisations_with(may.ANSWER)
    if answers and bundle.status == BundleIs.ASKED:
        return AnswerForm(data)
    return None


def _acted(request: StaffRequest, bundle: FeedbackBundle, form: forms.Form) -> str:
    given = form.cleaned_data
    who: dict[str, Any] = {"bundle": bundle, "by": request.person, "at": request.now}
    if isinstance(form, AskForm):
        feeding_back.ask_ministry(ministry=given["ministry"], summary=given["summary"], **who)
        return "Das Ministerium ist um Antwort gebeten."
    feeding_back.answer(text=given["text"], **who)
    return "Beantwortet. Wer die Rückmeldung gegeben hat, erfährt es."

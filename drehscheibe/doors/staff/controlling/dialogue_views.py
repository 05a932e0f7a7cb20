"""Effectiveness dialogues: the list, the case page, writing, appointing, steps and what became."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling.dialogues import acting, selectors
from drehscheibe.domain.controlling.dialogues import permissions as may
from drehscheibe.domain.controlling.dialogues.calendars import appointment_file
from drehscheibe.domain.controlling.dialogues.workflow import DIALOGUE, HERE
from drehscheibe.domain.controlling.models import AgreedStep, Dialogue, DialogueIs
from drehscheibe.doors.staff.controlling import dialogue_forms as forms
from drehscheibe.doors.staff.controlling.goal_case import REFUSALS, UNFIT, refuse
from drehscheibe.doors.staff.controlling.list_forms import ListFilterForm
from drehscheibe.doors.staff.controlling.report_case import report_or_404, report_url
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.selectors import steps_of

PER_PAGE = 25
KINDS = {
    DialogueIs.PREPARING: "neutral",
    DialogueIs.APPOINTED: "info",
    DialogueIs.HELD: "success",
    DialogueIs.CANCELLED: "neutral",
}
STEPS = ("conclude", "cancel")
FOLDER = "staff/controlling/dialogues"


@staff_page(*may.READING)
def dialogue_list(request: StaffRequest) -> HttpResponse:
    """Dialogues within reach; htmx asks for the results alone."""
    form = ListFilterForm(
        request.GET, years=selectors.years_of(request.standing), states=DialogueIs
    )
    rows = selectors.dialogues_for(request.standing, form.filters())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [(each, KINDS[DialogueIs(each.status)]) for each in page],
        "trail": trail(),
    }
    return render_page(request, f"{FOLDER}/dialogue_list.html", context, part="results")


@require_POST
@staff_page(*may.WRITING)
def dialogue_prepare(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the dialogue on a signed report; pressed twice it is the same one."""
    report = report_or_404(request, pk)
    try:
        dialogue = acting.prepare_dialogue(report=report, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(report_url(report))
    return redirect("staff:controlling:dialogue_detail", dialogue.pk)


@staff_page(*may.READING)
def dialogue_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Topics, appointment, minutes, agreed steps with what became of them."""
    dialogue = dialogue_or_404(request, pk)
    history = [
        (DIALOGUE.by_name[step.name].label, step)
        for step in steps_of(DIALOGUE, dialogue).order_by("-id")
    ]
    context = _head(request, dialogue) | {"history": history, "trail": trail(_here(dialogue))}
    return render_page(request, f"{FOLDER}/dialogue_detail.html", context)


@staff_page(*may.READING)
def dialogue_calendar(request: StaffRequest, pk: int) -> HttpResponse:
    """The appointment as a file for one's own calendar."""
    dialogue = dialogue_or_404(request, pk)
    page = request.build_absolute_uri(_url(dialogue))
    text = appointment_file(dialogue, page=page, at=request.now)
    if text is None:
        raise Http404
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wirksamkeitsdialog.ics"'
    return response


@staff_page(*may.WRITING)
def dialogue_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Topics before, minutes after; a second writer sees both texts."""
    dialogue = _open_or_404(request, pk)
    initial = {name: getattr(dialogue, name) for name in acting.WORDS} | {"seen": dialogue.edits}
    form = forms.WordsForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            acting.write_dialogue(
                dialogue=dialogue, typed={name: given[name] for name in acting.WORDS},
                seen=given["seen"] or 0, by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
            dialogue.refresh_from_db()
            form.show_stored(request.POST, dialogue)
        else:
            messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
            return redirect("staff:controlling:dialogue_detail", dialogue.pk)
    return _form_page(
        request, dialogue, form, "Dialog vorbereiten und mitschreiben", button="Speichern",
        lead="Worüber gesprochen werden soll, wer teilnimmt, und was besprochen wurde.",
    )  # fmt: skip


@staff_page(*may.WRITING)
def dialogue_appoint(request: StaffRequest, pk: int) -> HttpResponse:
    """Day, time and place; both sides are told."""
    dialogue = _open_or_404(request, pk)
    form = forms.AppointForm(request.POST or None, initial=forms.appointment_of(dialogue))
    if form.is_valid():
        try:
            acting.appoint(
                dialogue=dialogue, starts_at=form.starts_at(), place=form.cleaned_data["place"],
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Termin steht; beide Seiten sind benachrichtigt.")
            return redirect("staff:controlling:dialogue_detail", dialogue.pk)
    step = DIALOGUE.by_name["appoint"]
    return _form_page(request, dialogue, form, step.label, button=step.label, lead=step.effect)


@staff_page(*may.WRITING)
def dialogue_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Conclude or cancel."""
    dialogue = dialogue_or_404(request, pk)
    if step not in STEPS or not _may_write(request, dialogue):
        raise Http404
    transition = DIALOGUE.by_name[step]
    data = request.POST if request.method == "POST" else None
    form = forms.ReasonForm(data, needed=transition.needs_reason)
    if form.is_valid():
        try:
            acting.take_step(
                dialogue=dialogue, step=step, reason=form.cleaned_data.get("reason", ""),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Erledigt: {transition.label}.")
            return redirect("staff:controlling:dialogue_detail", dialogue.pk)
    return _form_page(
        request, dialogue, form, transition.label, button=transition.label, lead=transition.effect
    )


@staff_page(*may.WRITING)
def step_agree(request: StaffRequest, pk: int) -> HttpResponse:
    """Another agreed step with its owner, a function there and its day."""
    dialogue = _open_or_404(request, pk)
    form = forms.StepForm(
        request.POST or None, owners=selectors.owners_of(dialogue, on=request.today)
    )
    if form.is_valid():
        try:
            acting.agree_step(
                dialogue=dialogue, agreement=form.agreement(), by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Schritt ist vereinbart.")
            return redirect(f"{_url(dialogue)}#steps")
    return _form_page(
        request, dialogue, form, "Schritt vereinbaren", button="Vereinbaren",
        lead="Was, wessen Sache, bis wann. Eine Stelle und eine Funktion dort, kein Name.",
    )  # fmt: skip


@staff_page(*may.WRITING)
def step_finish(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """What became of an agreed step; before the conversation: take it out again."""
    dialogue = dialogue_or_404(request, pk)
    step = next((each for each in dialogue.steps.all() if each.number == number), None)
    if step is None or not _may_write(request, dialogue):
        raise Http404
    if request.method == "POST" and "drop" in request.POST:
        return _dropped(request, dialogue, number)
    initial = {"done_on": step.done_on or request.today, "outcome": step.outcome}
    form = forms.OutcomeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            acting.finish_step(
                dialogue=dialogue, number=number, **form.cleaned_data, by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Festgehalten.")
            return redirect(f"{_url(dialogue)}#steps")
    return _form_page(
        request, dialogue, form, f"Schritt {number}: was daraus wurde", button="Festhalten",
        lead=f"Vereinbart: {step.text}",
    )  # fmt: skip


def _dropped(request: StaffRequest, dialogue: Dialogue, number: int) -> HttpResponse:
    try:
        acting.drop_step(dialogue=dialogue, number=number, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Schritt ist gestrichen.")
    return redirect(f"{_url(dialogue)}#steps")


def dialogue_or_404(request: StaffRequest, pk: int) -> Dialogue:
    """The dialogue when the person may see it."""
    try:
        return selectors.dialogue_for(request.standing, pk)
    except Dialogue.DoesNotExist:
        raise Http404 from None


def _open_or_404(request: StaffRequest, pk: int) -> Dialogue:
    dialogue = dialogue_or_404(request, pk)
    if not _may_write(request, dialogue):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.TAKE_PART.label}“.")
    return dialogue


def _may_write(request: StaffRequest, dialogue: Dialogue) -> bool:
    """Either side of the table (no query)."""
    here = request.standing.organisations_with(may.TAKE_PART)
    return bool(request.standing.organisations_with(may.HOLD)) or (
        dialogue.centre.organisation_id in here
    )


def _head(request: StaffRequest, dialogue: Dialogue) -> dict[str, Any]:
    steps: list[AgreedStep] = list(dialogue.steps.all())
    is_open = dialogue.status in {DialogueIs.PREPARING, DialogueIs.APPOINTED}
    next_steps = [
        (step, reverse("staff:controlling:dialogue_step", args=[dialogue.pk, step.name]))
        for step in DIALOGUE.steps_from(dialogue.status)
        if step.name in STEPS and not step.name.endswith(HERE)
    ]
    return {
        "dialogue": dialogue,
        "status_kind": KINDS[DialogueIs(dialogue.status)],
        "steps": steps,
        "is_open": is_open,
        "may_write": _may_write(request, dialogue),
        "next_steps": next_steps,
        "today": request.today,
    }


def _form_page(
    request: StaffRequest, dialogue: Dialogue, form: Any, title: str, **more: str
) -> HttpResponse:
    lead = f"Wirksamkeitsdialog {dialogue.report.year}, {dialogue.centre.area_name}. "
    context = {
        "form": form, "title": title, "button": more["button"], "lead": lead + more["lead"],
        "back": _url(dialogue), "trail": trail(_here(dialogue, link=True), (title, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/goals/act.html", context, status=status)


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to the list and below."""
    here = reverse("staff:controlling:dialogue_list") if more else ""
    reports = reverse("staff:controlling:report_list")
    return [
        ("Übersicht", reverse("staff:home")), ("Berichte", reports),
        ("Wirksamkeitsdialoge", here), *more,
    ]  # fmt: skip


def _here(dialogue: Dialogue, *, link: bool = False) -> tuple[str, str]:
    return f"{dialogue.report.year} {dialogue.centre.area_name}", _url(dialogue) if link else ""


def _url(dialogue: Dialogue) -> str:
    return reverse("staff:controlling:dialogue_detail", args=[dialogue.pk])

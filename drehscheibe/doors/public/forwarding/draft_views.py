"""Writing the application: the form that keeps everything, and choosing what to apply for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.applicant_checks import declarations
from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.item_amounts import total
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import drafting
from drehscheibe.domain.forwarding.third_party.choosing import offers, training_room
from drehscheibe.doors.public.forwarding.case_context import case_context
from drehscheibe.doors.public.forwarding.draft_page import draft_page
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_page
from drehscheibe.kernel.design.rendering import render_page


@case_page
def case_edit(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """The form; saving keeps everything, also what cannot be read yet.

    htmx saves after each change and gets amounts, findings and errors back; without JavaScript the
    button does the same for the whole page.
    """
    if request.method != "POST":
        if not case.is_editable:
            return redirect("public:case", request.secret)
        return _form_page(request, case)
    saved, refused = _save(request, case)
    if _autosaving(request) or refused or saved.errors or saved.conflicts:
        return _form_page(request, case, saved, refused)
    return _go_on(request, case)


@case_page
def case_items(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """What one may apply for; one press adds it, and the form opens at its inputs."""
    refused = ""
    if request.method == "POST":
        try:
            number = drafting.add_item(case=case, code=request.POST.get("code", ""), at=request.now)
        except ForwardingRefused as refusal:
            refused = str(refusal)
        else:
            return redirect(f"{reverse('public:case_edit', args=[request.secret])}#items-{number}")
    elif not case.is_editable:
        return redirect("public:case", request.secret)
    context = case_context(request, case, gettext("Wofür brauchen Sie Geld?"))
    context |= {
        "modules": offers(context["programme"]),
        "chosen": {row.code for row in case.items.all()},
        "refused": refused,
    }
    status = 422 if refused else 200
    return render_page(request, "public/forwarding/case_items.html", context, status=status)


def _go_on(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Everything is saved: where the pressed button leads."""
    act, _, number = request.POST.get("next", "").partition(":")
    here = reverse("public:case_edit", args=[request.secret])
    if act == "remove" and number.isdecimal() and len(number) < 6:
        drafting.remove_item(case=case, number=int(number), at=request.now)
        return redirect(f"{here}#items")
    if act == "add":
        return redirect("public:case_items", request.secret)
    if act == "submit":
        return redirect("public:case_submit", request.secret)
    return redirect(f"{here}?gespeichert=1")


def _autosaving(request: Any) -> bool:
    return bool(getattr(request, "htmx", None))


def _save(request: CaseRequest, case: ForwardingCase) -> tuple[drafting.Saved, str]:
    """One submission of the form, and why it was refused."""
    loaded = request.POST.get("version", "")
    version = int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0
    declared = request.POST.getlist("declarations") if "has_declarations" in request.POST else None
    try:
        saved = drafting.save_application(
            case=case, typed={name: str(text) for name, text in request.POST.items()},
            declared=declared, version=version, at=request.now,
            overwrite="overwrite" in request.POST,
        )  # fmt: skip
    except ForwardingRefused as refusal:
        return drafting.Saved(version=version), str(refusal)
    return saved, ""


def _form_page(
    request: CaseRequest,
    case: ForwardingCase,
    saved: drafting.Saved | None = None,
    refused: str = "",
) -> HttpResponse:
    """The form with what was typed, also when nothing of it could be saved."""
    fresh = ForwardingCase.objects.select_related("call", "centre__organisation").get(pk=case.pk)
    context = case_context(request, fresh, gettext("Antrag schreiben"))
    programme = programme_of(fresh)
    typed = {name: str(text) for name, text in request.POST.items()} if refused else {}
    form = draft_page(fresh, programme, saved=saved, typed=typed)
    own_ticks = refused or (saved and "declarations" in saved.conflicts)
    context |= {
        "form": form,
        "saved": saved,
        "version": saved.version if saved else fresh.version,
        "refused": refused,
        "total": total(form.amounts),
        "training": training_room(programme, fresh.allocation_id, form.amounts),
        "declarations": declarations(),
        "declared": request.POST.getlist("declarations") if own_ticks else fresh.declarations,
        "just_saved": "gespeichert" in request.GET,
    }
    status = 409 if form.conflicts else 422 if refused or (saved and saved.errors) else 200
    if _autosaving(request):
        status = 200  # htmx swaps nothing on errors; the answer itself says what is wrong
    return render_page(
        request, "public/forwarding/case_edit.html", context, part="answer", status=status
    )

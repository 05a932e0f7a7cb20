"""Writing an application: begin, the form that keeps everything, rows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import actions, drafting
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.doors.staff.funding.case import case_context, case_or_404, require_own, trail
from drehscheibe.doors.staff.funding.draft_page import draft_page
from drehscheibe.doors.staff.funding.forms import StartForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.actions import UploadRefused, store_upload
from drehscheibe.kernel.documents.models import Document

UNKNOWN = -1
"""No concept's key: what was sent is none."""


@staff_page(may.EDIT)
def application_start(request: StaffRequest) -> HttpResponse:
    """Begin the application of a fiscal year."""
    places = request.standing.organisations_with(may.EDIT)
    centres = Centre.objects.filter(organisation__in=places) | Centre.objects.filter(
        carrier__in=places
    )
    form = StartForm(
        request.POST or None, centres=centres, initial={"fiscal_year": request.today.year + 1}
    )
    if form.is_valid():
        try:
            application = actions.start_application(
                **form.cleaned_data, by=request.person, at=request.now
            )
        except ApplicationRefused as refusal:
            form.add_error("fiscal_year", str(refusal))
        else:
            return redirect("staff:funding:application_edit", application.number)
    context = {"form": form, "trail": trail(None, ("Antrag beginnen", ""))}
    return render_page(
        request, "staff/funding/application_start.html", context, status=422 if form.errors else 200
    )


@staff_page(may.EDIT)
def application_edit(request: StaffRequest, number: str) -> HttpResponse:
    """The form; saving keeps everything, also what cannot be read yet.

    htmx saves after each change and gets sums, open points and errors back; without JavaScript the
    button does the same for the whole page.
    """
    application = case_or_404(request, number, whole=request.method != "POST")
    require_own(request, application, may.EDIT)
    if request.method != "POST":
        if not application.is_editable:
            return redirect("staff:funding:application_detail", number)
        return _form_page(request, application)
    saved, refused = _save(request, application)
    if not refused and not saved.errors and not saved.conflicts and not _autosaving(request):
        messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
        return redirect(request.path)
    if not (refused or saved.conflicts or _autosaving(request)) and _all_kept(saved):
        messages.warning(request, "Gespeichert. Nicht Lesbares ist rot markiert und aufbewahrt.")
        return redirect(request.path)  # so that the back button never asks to send again
    # what was just saved stands in memory; only the whole page shows more of the case than that
    known = _autosaving(request) and not refused
    application = saved.application if known else case_or_404(request, number)
    return _form_page(request, application, saved, refused)


@staff_page(may.EDIT)
def application_row(request: StaffRequest, number: str) -> HttpResponse:
    """Add or remove a row of posts or material costs; what was typed elsewhere is saved first."""
    application = case_or_404(request, number, whole=False)
    require_own(request, application, may.EDIT)
    if request.method != "POST":
        return redirect("staff:funding:application_edit", number)
    act, _, target = request.POST.get("row", "").partition(":")
    table, _, row = target.partition(":")
    if act not in {"add", "remove"} or table not in {"posts", "material"}:
        raise Http404
    saved, refused = _save(request, application)
    if refused or saved.conflicts:
        return _form_page(request, case_or_404(request, number), saved, refused)
    anchor = table
    try:
        if act == "add":
            added = drafting.add_row(
                application=application, table=table, by=request.person, at=request.now
            )
            anchor = f"{table}-{added}"
        elif row.isdecimal():
            drafting.remove_row(
                application=application, table=table, number=int(row),
                by=request.person, at=request.now,
            )  # fmt: skip
    except ApplicationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('staff:funding:application_edit', args=[number])}#{anchor}")


def _autosaving(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def _all_kept(saved: drafting.Saved) -> bool:
    """Whether the stored case itself brings back every text that could not be read."""
    kept: dict[str, str] = saved.application.kept_input
    return saved.errors.keys() <= kept.keys()


def _save(request: StaffRequest, application: Application) -> tuple[drafting.Saved, str]:
    """One submission of the form: typed fields, choices, then the file; and why it was refused.

    A refused file costs nothing of what stands beside it.
    """
    loaded = request.POST.get("version", "")
    version = int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0
    overwrite = "overwrite" in request.POST
    who: dict[str, Any] = {"application": application, "by": request.person, "at": request.now}
    saved = drafting.Saved(version=version, application=application)
    try:
        saved = drafting.save_draft(
            **who,
            typed={name: str(text) for name, text in request.POST.items()},
            version=version,
            overwrite=overwrite,
        )
        if choices := _choices(request, application):
            chosen = drafting.set_choices(
                **who, choices=choices, version=None if overwrite else version
            )
            saved.conflicts |= chosen.conflicts
            saved.errors |= chosen.errors
            saved.version = version if saved.conflicts else chosen.version
            saved.application = chosen.application
        if upload := request.FILES.get("lay_interpreter_concept"):
            stored = _stored(request, application, upload)
            chosen = drafting.set_choices(**who, choices={"lay_interpreter_concept": stored})
            saved.version = version if saved.conflicts else chosen.version
            saved.application = chosen.application
    except (ApplicationRefused, UploadRefused) as refusal:
        return saved, str(refusal)
    return saved, ""


def _choices(request: StaffRequest, application: Application) -> dict[str, Any]:
    """Only what differs from the stored choice."""
    choices: dict[str, Any] = {}
    if "has_declarations" in request.POST:
        declared = sorted(request.POST.getlist("declarations"))
        if declared != application.declarations:
            choices["declarations"] = declared
    concept = request.POST.get("concept")
    if concept is not None and concept != str(application.concept_id or ""):
        known = concept.isdecimal() and len(concept) < 10
        choices["concept"] = None if not concept else int(concept) if known else UNKNOWN
    return choices


def _stored(request: StaffRequest, application: Application, upload: Any) -> Document:
    return store_upload(
        file=upload,
        owner=application.centre.carrier,
        title="Konzept Laiensprachmittlung",
        by=request.person,
        at=request.now,
        series=f"funding.application:{application.pk}:lay_interpreters",
    )


def _form_page(
    request: StaffRequest,
    application: Application,
    saved: drafting.Saved | None = None,
    refused: str = "",
) -> HttpResponse:
    """The form with what was typed, also when nothing of it could be saved."""
    context = _form_context(request, application, saved, refused)
    status = 409 if saved and saved.conflicts else 422 if refused else 200
    if _autosaving(request):
        status = 200  # htmx swaps nothing on errors; the answer itself says what is wrong
    return render_page(
        request, "staff/funding/application_edit.html", context, part="answer", status=status
    )


def _form_context(
    request: StaffRequest, application: Application, saved: drafting.Saved | None, refused: str
) -> dict[str, Any]:
    context = case_context(request, application)
    form = draft_page(
        application,
        findings=context["findings"],
        grant=context["grant"],
        saved=saved,
        typed=request.POST if refused else {},
    )
    own_ticks = refused or (saved and "declarations" in saved.conflicts)
    own_concept = refused or (saved and {"concept"} & {*saved.conflicts, *saved.errors})
    chosen = request.POST.get("concept") if own_concept else None
    return context | {
        "form": form,
        "saved": saved,
        "refused": refused,
        "saved_at": request.now,
        "declared": request.POST.getlist("declarations") if own_ticks else application.declarations,
        "chosen_concept": str(application.concept_id or "") if chosen is None else chosen,
        "edit_url": reverse("staff:funding:application_edit", args=[application.number]),
        "concepts": application.centre.concepts.in_force(),
        "trail": trail(application, ("Bearbeiten", "")),
    }

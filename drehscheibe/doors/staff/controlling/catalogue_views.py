"""Katalog: every indicator of the network with its versions; the coordinating office keeps it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.controlling.catalogue import keeping, selectors
from drehscheibe.domain.controlling.catalogue import permissions as may
from drehscheibe.domain.controlling.models import CatalogueEntry
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.catalogue_forms import (
    CatalogueFilter,
    EndForm,
    EntryForm,
    VersionForm,
    words_of,
)
from drehscheibe.doors.staff.controlling.goal_case import below_home
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds

LIST = ("Katalog", "staff:controlling:catalogue_list")
PER_PAGE = 25
UNFIT = 422


@staff_page(may.VIEW, may.KEEP)
def catalogue_list(request: StaffRequest) -> HttpResponse:
    """Every entry as it stands today; htmx asks for the results alone."""
    form = CatalogueFilter(request.GET)
    words = form.cleaned_data["wort"] if form.is_valid() else ""
    entries = selectors.entries_for(request.standing, words)
    context = {
        "filters": form,
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("seite")),
        "share": selectors.linked_share(request.standing),
        "may_keep": holds(request.standing, [may.KEEP]),
        "trail": below_home((LIST[0], "")),
    }
    template = "staff/controlling/catalogue/catalogue_list.html"
    return render_page(request, template, context, part="results")


@staff_page(may.VIEW, may.KEEP)
def entry_detail(request: StaffRequest, code: str) -> HttpResponse:
    """One entry with all its versions and the spans that can be compared."""
    entry = _or_404(request, code)
    versions = sorted(entry.row.versions.all(), key=lambda each: -each.number)
    context = {
        "entry": entry,
        "versions": versions,
        "may_keep": holds(request.standing, [may.KEEP]) and entry.row.ended_on is None,
        "trail": below_home((LIST[0], reverse(LIST[1])), (entry.version.name, "")),
    }
    return render_page(request, "staff/controlling/catalogue/entry_detail.html", context)


@staff_page(may.KEEP)
def entry_begin(request: StaffRequest) -> HttpResponse:
    """A new entry."""
    form = EntryForm(request.POST or None)
    if _done(form, lambda: _begin(request, form)):
        messages.success(request, "Der Indikator steht im Katalog.")
        return redirect("staff:controlling:entry_detail", form.cleaned_data["code"])
    return _form(request, form, "Neuer Indikator", "Anlegen", reverse(LIST[1]))


@staff_page(may.KEEP)
def entry_revise(request: StaffRequest, code: str) -> HttpResponse:
    """The next version of an entry."""
    entry = _or_404(request, code)
    last = max(entry.row.versions.all(), key=lambda each: each.number)
    form = VersionForm(request.POST or None, initial=words_of(last))
    act = lambda: keeping.next_version(  # noqa: E731 (the one act of this page)
        entry=entry.row, wording=form.wording(), revision=form.revision(),
        by=request.person, at=request.now,
    )  # fmt: skip
    if _done(form, act):
        messages.success(request, "Die neue Fassung ist angelegt; die alte bleibt lesbar.")
        return redirect("staff:controlling:entry_detail", code)
    back = reverse("staff:controlling:entry_detail", args=[code])
    return _form(request, form, f"Neue Fassung: {last.name}", "Fassung anlegen", back)


@staff_page(may.KEEP)
def entry_end(request: StaffRequest, code: str) -> HttpResponse:
    """An entry is not used any more from a day on."""
    entry = _or_404(request, code)
    form = EndForm(request.POST or None)
    act = lambda: keeping.end_entry(  # noqa: E731 (the one act of this page)
        entry=entry.row, on=form.cleaned_data["ended_on"], by=request.person, at=request.now
    )
    if _done(form, act):
        messages.success(request, "Der Indikator ist beendet; seine Zahlen bleiben.")
        return redirect("staff:controlling:entry_detail", code)
    back = reverse("staff:controlling:entry_detail", args=[code])
    return _form(request, form, f"Beenden: {entry.version.name}", "Indikator beenden", back)


def _begin(request: StaffRequest, form: EntryForm) -> None:
    keeping.begin_entry(
        counting=form.counting(), wording=form.wording(), by=request.person, at=request.now
    )


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is whole and the act was not refused."""
    if not form.is_valid():
        return False
    try:
        act()
    except ControllingRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _form(
    request: StaffRequest, form: forms.Form, title: str, button: str, back: str
) -> HttpResponse:
    trail = below_home((LIST[0], reverse(LIST[1])), (title, ""))
    context = {"form": form, "title": title, "button": button, "back": back, "trail": trail}
    status = UNFIT if form.errors else 200
    template = "staff/controlling/catalogue/entry_form.html"
    return render_page(request, template, context, status=status)


def _or_404(request: StaffRequest, code: str) -> selectors.Entry:
    try:
        return selectors.entry_for(request.standing, code)
    except CatalogueEntry.DoesNotExist:
        raise Http404 from None

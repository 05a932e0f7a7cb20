"""Papers of a group: brought, read, in versions, released, into the trash and back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.exchange.papers import (
    add_paper,
    add_version,
    describe,
    earlier_titles,
    release,
    remove,
    restore,
)
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group, Tier
from drehscheibe.domain.surveys.provenance import chain_of
from drehscheibe.doors.staff.groups.forms import others_of
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    Act,
    act_page,
    full_or_404,
    group_or_404,
    group_url,
    led_or_404,
    named_people,
    refuse,
    trail,
)
from drehscheibe.doors.staff.groups.work_forms import (
    DescribeForm,
    PaperForm,
    ReleaseForm,
    VersionForm,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.documents.selectors import versions

PER_PAGE = 25


@staff_page(may.TAKE_PART)
def paper_list(request: StaffRequest, pk: int) -> HttpResponse:
    """All papers of a group, and for its members the trash, by the same rule."""
    group = group_or_404(request, pk)
    rows = work.papers_for(request.standing).filter(group=group)
    full = _is_full(request, group)
    context = {
        "group": group, "full": full,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "trash": work.trash_for(request.standing).filter(group=group) if full else (),
        "trail": trail(group, ("Papiere", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/paper_list.html", context)


@staff_page(may.TAKE_PART)
def paper_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring a paper with its first file."""
    group = group_or_404(request, pk)
    full_or_404(request, group)
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            paper = add_paper(
                group=group, title=given["title"], file=given["file"],
                internal=given["internal"], by=request.person, at=request.now,
            )  # fmt: skip
            if given["summary"].strip():
                describe(
                    paper=paper, title=given["title"], summary=given["summary"],
                    by=request.person, at=request.now,
                )  # fmt: skip
        except REFUSALS as refusal:
            _refuse_file(form, refusal)
        else:
            messages.success(request, "Das Papier liegt vor.")
            return redirect("staff:groups:paper_detail", paper.pk)
    act = Act(
        "Papier hochladen", "Hochladen", f"Für {group.name}.", group_url(group, "papiere"),
        "Zuerst sehen es die Mitglieder. Für andere gibt es die Leitung frei.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def paper_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """What it is about, its versions, where it comes from and what became of it."""
    paper = _or_404(request, pk)
    group, full = paper.group, _is_full(request, paper.group)
    form = VersionForm(request.POST or None, request.FILES or None) if full else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                file = form.cleaned_data["file"]
                add_version(paper=paper, file=file, by=request.person, at=request.now)
            except REFUSALS as refusal:
                _refuse_file(form, refusal)
            else:
                messages.success(request, "Die neue Fassung liegt vor.")
                return redirect("staff:groups:paper_detail", pk)
    context = {
        "paper": paper, "named": named_people(paper), "full": full, "form": form,
        "leading": group is not None and leads(request.person, group, on=request.today),
        "versions": versions(paper.series).select_related("created_by"),
        "renamed": earlier_titles(paper) if full else (),
        "chain": [each for each in chain_of(paper, request.standing) if each.step or each.title],
        "trail": trail(group, _list(paper), (paper.title, "")),
    }  # fmt: skip
    status = UNFIT if form is not None and form.errors else 200
    return render_page(request, f"{FOLDER}/paper_detail.html", context, status=status)


@staff_page(may.TAKE_PART)
def paper_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another title or summary; the title before stays in the history."""
    paper = _or_404(request, pk)
    full_or_404(request, paper.group)
    back = reverse("staff:groups:paper_detail", args=[pk])
    known = {"title": paper.title, "summary": paper.summary}
    form = DescribeForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            describe(paper=paper, **form.cleaned_data, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Angaben zum Papier sind geändert.")
            return redirect(back)
    act = Act(
        "Titel und Inhalt ändern", "Speichern", paper.title, back,
        "Der bisherige Titel bleibt für die Mitglieder nachlesbar. Die Fassungen bleiben, wie "
        "sie sind.",
    )  # fmt: skip
    return act_page(request, form, act, group=paper.group)


@staff_page(may.TAKE_PART)
def paper_file(request: StaffRequest, pk: int, document: UUID) -> HttpResponse:
    """One version of a paper, for whoever may know of the paper."""
    paper = _or_404(request, pk)
    return download_response(get_object_or_404(versions(paper.series), pk=document))


@staff_page(may.TAKE_PART)
def paper_release(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the network or everybody know of it."""
    paper = _or_404(request, pk)
    group = led_or_404(request, paper.group)
    back = reverse("staff:groups:paper_detail", args=[pk])
    form = ReleaseForm(
        request.POST or None, initial={"tier": paper.tier, "named": paper.named},
        people=others_of(group, request.person, request.today),
    )  # fmt: skip
    if form.is_valid():
        try:
            release(paper=paper, **form.cleaned_data, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            chosen = Tier(form.cleaned_data["tier"])
            messages.success(request, f"Das Papier ist jetzt sichtbar: {chosen.label}.")
            return redirect(back)
    act = Act(
        "Sichtbarkeit ändern", "Speichern", paper.title, back,
        "Alle Fassungen sind so sichtbar wie das Papier. Öffentliche stehen auch im Feed der "
        "Gruppe.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
@require_POST
def paper_trash(request: StaffRequest, pk: int) -> HttpResponse:
    """Into the trash, or out of it."""
    rows = work.papers_for(request.standing) | work.trash_for(request.standing)
    paper: Paper = get_object_or_404(rows, pk=pk)
    full_or_404(request, paper.group)
    back = request.POST.get("act") == "restore"
    try:
        (restore if back else remove)(paper=paper, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        told = "Das Papier ist wieder da." if back else "Das Papier liegt im Papierkorb."
        messages.success(request, told)
    return redirect("staff:groups:paper_list", paper.group_id)


def _or_404(request: StaffRequest, pk: int) -> Paper:
    found: Paper = get_object_or_404(work.papers_for(request.standing), pk=pk)
    return found


def _is_full(request: StaffRequest, group: Group | None) -> bool:
    member = membership_of(request.person, group, on=request.today) if group else None
    return member is not None and member.function != Function.GUEST


def _list(paper: Paper) -> tuple[str, str]:
    return "Papiere", reverse("staff:groups:paper_list", args=[paper.group_id])


def _refuse_file(form: Any, refusal: Exception) -> None:
    """What is wrong with a file is said at the file."""
    if getattr(refusal, "field", "") in form.fields:
        refuse(form, refusal)
    else:
        form.add_error("file", str(refusal))

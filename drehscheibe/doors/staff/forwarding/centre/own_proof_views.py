"""The centre's own proof of an allocation: write, hand in, ask, close."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import own_proof
from drehscheibe.domain.forwarding.centre.figures import figures_of
from drehscheibe.domain.forwarding.centre.proof_package import build_package
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.centre.selectors import open_cases, provable
from drehscheibe.domain.forwarding.models import Allocation, AllocationIs, AllocationProof
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.forwarding.workflow import ALLOCATION
from drehscheibe.doors.staff.forwarding.centre import forms
from drehscheibe.doors.staff.forwarding.centre.case import REFUSALS, UNFIT, refuse
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import POLICY, download_response
from drehscheibe.kernel.workflow.selectors import steps_of

READING = (may.ALLOCATION_VIEW, may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT)
STEPS = {"submit_proof", "answer", "ask", "close"}


@staff_page(*READING)
def own_proof_detail(request: StaffRequest, number: str) -> HttpResponse:
    """The figures of all cases, the report, what the authority asked, what is next."""
    allocation = _allocation(request, number)
    proof = _proof(allocation)
    writes, checks = _writes(request, allocation), _checks(request, allocation)
    mine = _own(request, allocation)
    figures = proof.figures if proof and proof.figures and not writes else None
    if figures is None and mine:
        figures = figures_of(allocation)
    context = {
        "allocation": allocation,
        "programme": programme_by_key(allocation.version),
        "proof": proof if proof and (mine or proof.submitted_on) else None,
        "figures": _as_amounts(figures),
        "open_cases": open_cases(allocation) if mine else 0,
        "writes": writes,
        "checks": checks,
        "history": [
            (step, ALLOCATION.by_name[step.name].label)
            for step in steps_of(ALLOCATION, allocation).order_by("-id")
            if step.name in STEPS
        ],
        "trail": _trail(allocation),
    }
    return render_page(request, "staff/forwarding/centre/own_proof.html", context)


@staff_page(*READING)
def own_proof_file(request: StaffRequest, number: str) -> HttpResponse:
    """The frozen proof as PDF."""
    proof = _proof(_allocation(request, number))
    if proof is None or proof.document is None:
        raise Http404
    return download_response(proof.document)


@staff_page(*READING)
def own_proof_package(request: StaffRequest, number: str) -> HttpResponse:
    """The frozen proof with every third party's proof in it, as one ZIP file.

    Handing it out is recorded, so it is asked for by POST.
    """
    allocation = _allocation(request, number)
    if request.method != "POST":
        return redirect("staff:forwarding:own_proof_detail", number)
    try:
        package = build_package(allocation=allocation, by=request.person, at=request.now)
    except StepRefused as refusal:
        raise Http404(str(refusal)) from None
    name = f"nachweispaket-{slugify(allocation.number)}.zip"
    response = FileResponse(package, as_attachment=True, filename=name)
    response["Content-Type"] = "application/zip"
    response["Content-Security-Policy"] = POLICY
    return cast(HttpResponse, response)


@staff_page(may.ALLOCATION_PROVE)
def own_proof_write(request: StaffRequest, number: str) -> HttpResponse:
    """The report; kept, or handed in with the figures."""
    allocation = _allocation(request, number)
    if not _own(request, allocation, may.ALLOCATION_PROVE):
        raise PermissionDenied("Den Nachweis führt die Empfängerin der Zuteilung.")
    proof = _proof(allocation)
    asked = allocation.status == AllocationIs.CLARIFICATION
    form = forms.ReportForm(
        request.POST if request.method == "POST" else None,
        initial={"text": proof.text if proof else ""}, asked=asked,
    )  # fmt: skip
    who: dict[str, Any] = {"allocation": allocation, "by": request.person, "at": request.now}

    def doing(typed: dict[str, Any]) -> str:
        own_proof.write_report(text=typed["text"], **who)
        if "einreichen" not in request.POST:
            return "Der Sachbericht ist gespeichert."
        own_proof.submit_own_proof(answer=typed.get("answer", ""), **who)
        return "Der Nachweis ist eingereicht."

    return _act(request, allocation, form, doing, "Sachbericht schreiben", hand_in=True)


@staff_page(may.ALLOCATION_PREPARE)
def own_proof_ask(request: StaffRequest, number: str) -> HttpResponse:
    """The authority asks."""
    allocation = _checked(request, number)
    form = forms.QuestionForm(request.POST if request.method == "POST" else None)
    form.fields["question"].help_text = "Das Zentrum liest sie beim Nachweis und antwortet dort."

    def doing(typed: dict[str, Any]) -> str:
        own_proof.ask_centre(
            allocation=allocation, question=typed["question"], by=request.person, at=request.now
        )
        return "Die Frage ist gestellt."

    return _act(request, allocation, form, doing, "Klärung verlangen")


@staff_page(may.ALLOCATION_PREPARE)
def own_proof_close(request: StaffRequest, number: str) -> HttpResponse:
    """The authority closes the allocation."""
    allocation = _checked(request, number)
    form = Form(request.POST if request.method == "POST" else None)

    def doing(typed: dict[str, Any]) -> str:
        own_proof.close_allocation(allocation=allocation, by=request.person, at=request.now)
        return "Die Zuteilung ist abgeschlossen."

    return _act(request, allocation, form, doing, "Nachweis abschließen")


def _act(
    request: StaffRequest, allocation: Allocation, form: Any,
    doing: Callable[[dict[str, Any]], str], title: str, hand_in: bool = False,
) -> HttpResponse:  # fmt: skip
    back = reverse("staff:forwarding:own_proof_detail", args=[allocation.number])
    if form.is_valid():
        try:
            done = doing(form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form,
        "title": title,
        "lead": f"Zuteilung {allocation.number}, {allocation.centre}.",
        "button": "Nachweis einreichen" if hand_in else title,
        "hand_in": hand_in,
        "back": back,
        "trail": _trail(allocation, (title, "")),
    }
    template = "staff/forwarding/centre/own_proof_act.html"
    return render_page(request, template, context, status=UNFIT if form.errors else 200)


def _allocation(request: StaffRequest, number: str) -> Allocation:
    try:
        return provable(request.standing, number)
    except Allocation.DoesNotExist:
        raise Http404 from None


def _checked(request: StaffRequest, number: str) -> Allocation:
    allocation = _allocation(request, number)
    if not _checks(request, allocation):
        raise PermissionDenied("Den Nachweis prüft die Bewilligungsbehörde.")
    return allocation


def _proof(allocation: Allocation) -> AllocationProof | None:
    return getattr(allocation, "own_proof", None)


def _own(request: StaffRequest, allocation: Allocation, permission: Any = None) -> bool:
    places = request.standing.organisations_with(permission or may.ALLOCATION_VIEW)
    centre = allocation.centre
    return centre.organisation_id in places or centre.carrier_id in places


def _writes(request: StaffRequest, allocation: Allocation) -> bool:
    return allocation.status in own_proof.WRITING and _own(
        request, allocation, may.ALLOCATION_PROVE
    )


def _checks(request: StaffRequest, allocation: Allocation) -> bool:
    return allocation.authority_id in request.standing.organisations_with(may.ALLOCATION_PREPARE)


def _as_amounts(figures: dict[str, Any] | None) -> dict[str, Any] | None:
    """Amounts were kept as text; the page shows them as money."""
    if figures is None:
        return None
    money = ("contracted", "accepted")
    return {
        "sums": [(row["label"], Decimal(row["amount"])) for row in figures["sums"]],
        "items": [row | {name: Decimal(row[name]) for name in money} for row in figures["items"]],
        "warnings": figures["warnings"],
        "proofs": [
            row | {name: Decimal(row[name]) for name in ("claimed", "accepted")}
            for row in figures.get("proofs", [])
        ],
        **{name: Decimal(figures[name]) for name in money},
    }


def _trail(allocation: Allocation, *more: tuple[str, str]) -> list[tuple[str, str]]:
    page = reverse("staff:forwarding:own_proof_detail", args=[allocation.number]) if more else ""
    return [
        ("Übersicht", reverse("staff:home")),
        ("Zuteilungen", reverse("staff:allocations:allocation_list")),
        (f"Nachweis {allocation.number}", page),
        *more,
    ]

"""The proof of use on a telephone: numbers, photos of vouchers, hand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import CaseIs, ForwardingCase, ForwardingProof
from drehscheibe.domain.forwarding.proof_checks import VOUCHER_ANCHORS, proof_gaps
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import proving, vouchers
from drehscheibe.domain.forwarding.third_party.drafting import Saved
from drehscheibe.domain.forwarding.third_party.overview import PROVING
from drehscheibe.domain.funding.application_facts import Finding
from drehscheibe.doors.public.forwarding.case_context import case_context
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_page
from drehscheibe.doors.public.forwarding.proof_page import proof_page
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@dataclass(frozen=True)
class Said:
    """What a page answers: what was saved, why not, files not kept, whether gaps are asked for."""

    saved: Saved | None = None
    refused: str = ""
    not_kept: Sequence[str] = ()
    asked: bool = False


@case_page
def proof_edit(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """What happened and the numbers of each item; saves itself while one types."""
    if request.method != "POST":
        if case.status not in PROVING:
            return redirect("public:case", request.secret)
        return _page(request, case, "proof_edit")
    saved, refused = _save(request, case)
    if _autosaving(request) or refused or saved.errors or saved.conflicts:
        return _page(request, case, "proof_edit", Said(saved, refused))
    there = "proof_submit" if case.status == CaseIs.PAID else "case"
    return redirect(f"public:{'proof_vouchers' if 'vouchers' in request.POST else there}",
                    request.secret)  # fmt: skip


@case_page
def proof_vouchers(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Photograph vouchers, then say what each is for; or take one out; or go on to hand in."""
    if request.method != "POST":
        if case.status not in PROVING:
            return redirect("public:case", request.secret)
        return _page(request, case, "proof_vouchers")
    saved, refused = _save(request, case)
    added = vouchers.Added()
    if not refused or "remove" in request.POST:  # a voucher that stays says why
        try:
            added = _change_vouchers(request, case)
        except ForwardingRefused as refusal:
            refused = str(refusal)
    if _autosaving(request) or refused or added.refused or saved.errors or saved.conflicts:
        return _page(request, case, "proof_vouchers", Said(saved, refused, added.refused))
    if "finish" in request.POST:
        return _go_on(request, case, saved)
    anchor = f"#vouchers-{added.numbers[0]}" if added.numbers else ""
    return redirect(f"{reverse('public:proof_vouchers', args=[request.secret])}{anchor}")


@case_page
def proof_submit(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Confirm and hand in; what is missing is what the guard asks for."""
    saved, refused = None, ""
    if request.method == "POST":
        try:
            saved = proving.save_proof(
                case=case, typed={}, confirmed="confirmed" in request.POST,
                version=_version(request), at=request.now,
            )  # fmt: skip
            proving.submit_proof(case=case, at=request.now)
        except (TransitionRefused, ForwardingRefused) as refusal:
            refused = str(refusal)
        else:
            return redirect("public:case", request.secret)
    elif case.status != CaseIs.PAID:
        return redirect("public:case", request.secret)
    return _page(request, case, "proof_submit", Said(saved, refused))


def _go_on(request: CaseRequest, case: ForwardingCase, saved: Saved) -> HttpResponse:
    """From the vouchers to handing in, or back to the questions; gaps are said at their fields."""
    if any(each.anchor.startswith(VOUCHER_ANCHORS) for each in _gaps(request, case)):
        return _page(request, case, "proof_vouchers", Said(saved, asked=True))
    there = "proof_submit" if case.status == CaseIs.PAID else "case_answer"
    return redirect(f"public:{there}", request.secret)


def _gaps(request: CaseRequest, case: ForwardingCase) -> tuple[Finding, ...]:
    proof = ForwardingProof.objects.filter(case_id=case.pk).first()
    return proof_gaps(case, proof, on=day_of(request.now))


def _change_vouchers(request: CaseRequest, case: ForwardingCase) -> vouchers.Added:
    """Add the photos, take out the voucher whose button was pressed."""
    taken = request.POST.get("remove", "")
    if taken.isdecimal() and len(taken) < 6:
        vouchers.remove_voucher(case=case, number=int(taken), at=request.now)
        return vouchers.Added()
    photos = request.FILES.getlist("photo")
    if not photos:
        missing = ["Wählen Sie zuerst ein Foto oder eine PDF-Datei aus."]
        return vouchers.Added(refused=missing if "upload" in request.POST else [])
    wanted = request.POST.get("photo_item", "")
    return vouchers.add_vouchers(
        case=case, files=photos, at=request.now,
        item_number=int(wanted) if wanted.isdecimal() and len(wanted) < 6 else None,
    )  # fmt: skip


def _save(request: CaseRequest, case: ForwardingCase) -> tuple[Saved, str]:
    version = _version(request)
    try:
        saved = proving.save_proof(
            case=case, typed={name: str(text) for name, text in request.POST.items()},
            confirmed=None, version=version, at=request.now, overwrite="overwrite" in request.POST,
        )  # fmt: skip
    except ForwardingRefused as refusal:
        return Saved(version=version), str(refusal)
    return saved, ""


def _version(request: Any) -> int:
    loaded = request.POST.get("version", "")
    return int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0


def _autosaving(request: Any) -> bool:
    return bool(getattr(request, "htmx", None))


def _page(
    request: CaseRequest, case: ForwardingCase, name: str, said: Said = Said()
) -> HttpResponse:
    names = {
        "proof_edit": gettext("Nachweis schreiben"),
        "proof_vouchers": gettext("Belege"),
        "proof_submit": gettext("Nachweis einreichen"),
    }
    programme = programme_of(case)
    saved, refused = said.saved, said.refused
    typed = {key: str(text) for key, text in request.POST.items()} if refused else {}
    asked = said.asked or "fehlt" in request.GET
    gaps = _gaps(request, case) if asked or name == "proof_submit" else ()
    form = proof_page(case, programme, saved=saved, typed=typed, gaps=gaps if asked else ())
    proof = getattr(ForwardingCase.objects.select_related("proof").get(pk=case.pk), "proof", None)
    context = case_context(request, case, names[name]) | {
        "form": form,
        "saved": saved,
        "version": saved.version if saved else proof.version if proof else 1,
        "proof": proof,
        "refused": refused,
        "not_kept": said.not_kept,
        "photo_item": request.POST.get("photo_item", ""),
        "gaps": [(each, _place(each.anchor)) for each in gaps if each.anchor != "confirmed"],
    }
    unfit = refused or said.not_kept or (saved and saved.errors) or (asked and gaps)
    status = 409 if form.conflicts else 422 if unfit and request.method == "POST" else 200
    if _autosaving(request):
        status = 200
    template = f"public/forwarding/{name}.html"
    part = "answer" if name == "proof_edit" else None
    return render_page(request, template, context, part=part, status=status)


def _place(anchor: str) -> str:
    """On which page of the proof an anchor is."""
    return "proof_vouchers" if anchor.startswith(VOUCHER_ANCHORS) else "proof_edit"

"""The proof of use on a telephone: numbers, photos of vouchers, hand in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import CaseIs, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import proving, vouchers
from drehscheibe.domain.forwarding.third_party.drafting import Saved
from drehscheibe.domain.forwarding.third_party.overview import PROVING
from drehscheibe.doors.public.forwarding.case_context import case_context
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_page
from drehscheibe.doors.public.forwarding.proof_page import proof_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@case_page
def proof_edit(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """What happened and the numbers of each item; saves itself while one types."""
    if request.method != "POST":
        if case.status not in PROVING:
            return redirect("public:case", request.secret)
        return _page(request, case, "proof_edit")
    saved, refused = _save(request, case)
    if _autosaving(request) or refused or saved.errors or saved.conflicts:
        return _page(request, case, "proof_edit", saved, refused)
    there = "proof_submit" if case.status == CaseIs.PAID else "case"
    return redirect(f"public:{'proof_vouchers' if 'vouchers' in request.POST else there}",
                    request.secret)  # fmt: skip


@case_page
def proof_vouchers(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Photograph a voucher, then say what it is for; or take one out."""
    if request.method != "POST":
        if case.status not in PROVING:
            return redirect("public:case", request.secret)
        return _page(request, case, "proof_vouchers")
    saved, refused = _save(request, case)
    anchor = ""
    if not refused:
        try:
            anchor = _change_vouchers(request, case)
        except (UploadRefused, ForwardingRefused) as refusal:
            refused = str(refusal)
    if _autosaving(request) or refused or saved.errors or saved.conflicts:
        return _page(request, case, "proof_vouchers", saved, refused)
    return redirect(f"{reverse('public:proof_vouchers', args=[request.secret])}{anchor}")


@case_page
def proof_submit(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Confirm and hand in."""
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
    return _page(request, case, "proof_submit", saved, refused)


def _change_vouchers(request: CaseRequest, case: ForwardingCase) -> str:
    """Add the photo, take out the voucher whose button was pressed; where to look afterwards."""
    taken = request.POST.get("remove", "")
    if taken.isdecimal() and len(taken) < 6:
        vouchers.remove_voucher(case=case, number=int(taken), at=request.now)
        return ""
    photo = request.FILES.get("photo")
    if photo is None:
        if "upload" in request.POST:
            raise ForwardingRefused("Wählen Sie zuerst ein Foto oder eine PDF-Datei aus.")
        return ""
    wanted = request.POST.get("photo_item", "")
    number = vouchers.add_voucher(
        case=case, file=photo, at=request.now,
        item_number=int(wanted) if wanted.isdecimal() and len(wanted) < 6 else None,
    )  # fmt: skip
    return f"#vouchers-{number}"


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
    request: CaseRequest, case: ForwardingCase, name: str,
    saved: Saved | None = None, refused: str = "",
) -> HttpResponse:  # fmt: skip
    names = {
        "proof_edit": gettext("Nachweis schreiben"),
        "proof_vouchers": gettext("Belege"),
        "proof_submit": gettext("Nachweis einreichen"),
    }
    programme = programme_of(case)
    typed = {key: str(text) for key, text in request.POST.items()} if refused else {}
    form = proof_page(case, programme, saved=saved, typed=typed)
    proof = getattr(ForwardingCase.objects.select_related("proof").get(pk=case.pk), "proof", None)
    context = case_context(request, case, names[name]) | {
        "form": form,
        "saved": saved,
        "version": saved.version if saved else proof.version if proof else 1,
        "proof": proof,
        "refused": refused,
    }
    status = 409 if form.conflicts else 422 if refused or (saved and saved.errors) else 200
    if _autosaving(request):
        status = 200
    template = f"public/forwarding/{name}.html"
    part = "answer" if name == "proof_edit" else None
    return render_page(request, template, context, part=part, status=status)

"""Writing a proof: the form that keeps everything, its rows, the voucher list."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import drafting
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.drafting import ProofSaved
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.doors.staff.funding.case import require_own
from drehscheibe.doors.staff.funding.proof.case import proof_context, proof_or_404, proof_trail
from drehscheibe.doors.staff.funding.proof.page import PageMaker
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.actions import UploadRefused, store_upload

VOUCHERS_ON_A_PAGE = 20


@staff_page(may.EDIT)
def proof_edit(request: StaffRequest, number: str) -> HttpResponse:
    """The form; saving keeps everything, also what cannot be read yet.

    htmx saves after each change and gets sums, open points and errors back; without JavaScript the
    button does the same for the whole page.
    """
    proof = proof_or_404(request, number)
    require_own(request, proof.application, may.EDIT)
    if request.method != "POST":
        if not proof.is_editable:
            return redirect("staff:funding:proof_detail", number)
        return _form_page(request, proof)
    saved, refused = _save(request, proof)
    if not refused and not saved.errors and not saved.conflicts and not _autosaving(request):
        messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
        return redirect(request.path)
    return _form_page(request, proof_or_404(request, number), saved, refused)


@staff_page(may.EDIT)
def proof_row(request: StaffRequest, number: str) -> HttpResponse:
    """Add or remove an item or a voucher; what was typed elsewhere is saved first."""
    proof = proof_or_404(request, number)
    require_own(request, proof.application, may.EDIT)
    if request.method != "POST":
        return redirect("staff:funding:proof_edit", number)
    act, _, target = request.POST.get("row", "").partition(":")
    table, _, row = target.partition(":")
    if act not in {"add", "remove"} or table not in drafting.ADDABLE:
        raise Http404
    saved, refused = _save(request, proof)
    page = _voucher_page if table == "vouchers" else _form_page
    if refused or saved.conflicts:
        return page(request, proof_or_404(request, number), saved, refused)
    back = reverse(f"staff:funding:{PAGES[table]}", args=[number])
    try:
        if act == "add":
            added = drafting.add_row(proof=proof, table=table, by=request.person, at=request.now)
            last = proof.vouchers.count() // VOUCHERS_ON_A_PAGE + 1
            there = f"?seite={last}" if table == "vouchers" else ""
            return redirect(f"{back}{there}#{table}-{added}")
        if row.isdecimal() and len(row) < 8:
            drafting.remove_row(
                proof=proof, table=table, number=int(row), by=request.person, at=request.now
            )
    except ProofRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{back}#{table}")


PAGES = {"items": "proof_edit", "vouchers": "proof_vouchers"}


@staff_page(may.EDIT)
def proof_vouchers(request: StaffRequest, number: str) -> HttpResponse:
    """The voucher list, twenty to a page, each with its file."""
    proof = proof_or_404(request, number)
    require_own(request, proof.application, may.EDIT)
    if request.method != "POST":
        if not proof.is_editable:
            return redirect("staff:funding:proof_detail", number)
        return _voucher_page(request, proof)
    saved, refused = _save(request, proof)
    if not refused and not saved.errors and not saved.conflicts and not _autosaving(request):
        messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
        return redirect(request.get_full_path())
    return _voucher_page(request, proof_or_404(request, number), saved, refused)


def _autosaving(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def _save(request: StaffRequest, proof: ProofOfUse) -> tuple[ProofSaved, str]:
    """One submission of a form: typed fields, choices, then files; and why it was refused."""
    loaded = request.POST.get("version", "")
    version = int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0
    overwrite = "overwrite" in request.POST
    who: dict[str, Any] = {"proof": proof, "by": request.person, "at": request.now}
    saved = ProofSaved(version=version)
    try:
        saved = drafting.save_proof(
            **who,
            typed={name: str(text) for name, text in request.POST.items()},
            version=version,
            overwrite=overwrite,
        )
        if choices := _choices(request, proof):
            chosen = drafting.set_choices(
                **who, choices=choices, version=None if overwrite else version
            )
            saved.conflicts |= chosen.conflicts
            saved.version = version if saved.conflicts else chosen.version
        if newest := _store_files(request, proof, who):
            saved.version = version if saved.conflicts else newest
    except (ProofRefused, UploadRefused) as refusal:
        return saved, str(refusal)
    return saved, ""


def _choices(request: StaffRequest, proof: ProofOfUse) -> dict[str, Any]:
    """Only what differs from the stored choice; absent boxes say no when the form had them."""
    if "has_flags" not in request.POST:
        return {}
    wanted = {name: name in request.POST for name in sorted(drafting.FLAGS)}
    return {name: value for name, value in wanted.items() if value != getattr(proof, name)}


def _store_files(request: StaffRequest, proof: ProofOfUse, who: dict[str, Any]) -> int:
    """The certificate and files of vouchers; the newest version, 0 when there was none."""
    version = 0
    uploads: Any = request.FILES
    for name, upload in uploads.items():
        table, _, rest = name.partition("-")
        row = rest.partition("-")[0]
        is_voucher = table == "vouchers" and row.isdecimal() and len(row) < 6
        if name != "certificate" and not is_voucher:
            continue
        what = f"voucher:{row}" if is_voucher else "certificate"
        document = store_upload(
            file=upload,
            owner=proof.application.centre.carrier,
            title=f"Beleg {row}" if is_voucher else "Vermerk der Rechnungsprüfung",
            by=request.person,
            at=request.now,
            series=f"funding.proof:{proof.pk}:{what}",
        )
        if is_voucher:
            drafting.attach_voucher(**who, number=int(row), document=document)
        else:
            drafting.set_choices(**who, choices={"certificate": document})
        version = ProofOfUse.objects.values_list("version", flat=True).get(pk=proof.pk)
    return version


def _form_page(
    request: StaffRequest, proof: ProofOfUse, saved: ProofSaved | None = None, refused: str = ""
) -> HttpResponse:
    """The form with what was typed, also when nothing of it could be saved."""
    context = proof_context(request, proof)
    maker = PageMaker(proof, context["findings"], saved, request.POST if refused else {})
    own = refused or (saved and drafting.FLAGS & {*saved.conflicts})
    context |= {
        "form": maker.draft(context["figures"]),
        "flags": {
            name: name in request.POST if own else getattr(proof, name) for name in drafting.FLAGS
        },
        "trail": proof_trail(proof, ("Bearbeiten", "")),
    }
    return _answer(request, "staff/funding/proof/proof_edit.html", context, saved, refused)


def _voucher_page(
    request: StaffRequest, proof: ProofOfUse, saved: ProofSaved | None = None, refused: str = ""
) -> HttpResponse:
    """One page of the voucher list."""
    context = proof_context(request, proof)
    rows = proof.vouchers.select_related("document")
    page = Paginator(rows, VOUCHERS_ON_A_PAGE).get_page(request.GET.get("seite"))
    maker = PageMaker(
        proof, context["findings"], saved, request.POST if refused else {}, list(page)
    )
    context |= {
        "form": maker.voucher_list(),
        "page": page,
        "vouchers": context["facts"].vouchers,
        "voucher_findings": [each for each in context["findings"] if each.anchor == "vouchers"],
        "own_url": request.get_full_path(),
        "trail": proof_trail(proof, ("Belegliste", "")),
    }
    return _answer(request, "staff/funding/proof/proof_vouchers.html", context, saved, refused)


def _answer(
    request: StaffRequest,
    template: str,
    context: dict[str, Any],
    saved: ProofSaved | None,
    refused: str,
) -> HttpResponse:
    context |= {"saved": saved, "refused": refused, "saved_at": request.now}
    status = 409 if saved and saved.conflicts else 422 if refused else 200
    if _autosaving(request):
        status = 200  # htmx swaps nothing on errors; the answer itself says what is wrong
    return render_page(request, template, context, part="answer", status=status)

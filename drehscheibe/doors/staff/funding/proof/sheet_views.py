"""The emergency road: the proof as a workbook, and a filled one taken in after a dry run."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.sheet_import import (
    import_workbook,
    kept_workbook,
    workbook_series,
)
from drehscheibe.domain.funding.proof.sheet_reading import SheetPlan, plan_import
from drehscheibe.domain.funding.proof.sheets import proof_workbook
from drehscheibe.doors.staff.funding.case import require_own
from drehscheibe.doors.staff.funding.proof.case import proof_or_404, proof_trail
from drehscheibe.doors.staff.funding.proof.page import field_label, in_words
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.actions import UploadRefused, store_upload
from drehscheibe.kernel.tables.reading import TableRefused
from drehscheibe.kernel.tables.response import TYPES

MOST_DIFFERENCES = 200


@staff_page(*may.READING)
def proof_export(request: StaffRequest, number: str) -> HttpResponse:
    """The proof as an Excel workbook that explains itself."""
    proof = proof_or_404(request, number)
    response = HttpResponse(proof_workbook(proof), content_type=TYPES["xlsx"])
    name = f"verwendungsnachweis-{number.lower()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_page(may.EDIT)
def proof_import(request: StaffRequest, number: str) -> HttpResponse:
    """Upload, look at what would change, take it in; the file is kept with the proof."""
    proof = proof_or_404(request, number)
    require_own(request, proof.application, may.EDIT)
    if not proof.is_editable:
        messages.warning(request, "Der Nachweis ist nicht mehr bearbeitbar.")
        return redirect("staff:funding:proof_detail", number)
    if request.method != "POST":
        return _page(request, proof)
    if chosen := request.POST.get("document", ""):
        return _take_in(request, proof, chosen)
    uploads: Any = request.FILES
    if "file" not in uploads:
        return _page(request, proof, refused="Bitte wählen Sie die ausgefüllte Datei.")
    try:
        document = store_upload(
            file=uploads["file"], owner=proof.application.centre.carrier,
            title="Ausgefüllte Tabelle", by=request.person, at=request.now,
            series=workbook_series(proof),
        )  # fmt: skip
        plan = plan_import(proof, kept_workbook(proof, str(document.pk)))
    except (UploadRefused, TableRefused) as refusal:
        return _page(request, proof, refused=str(refusal))
    return _page(request, proof, plan=plan, document=str(document.pk))


def _take_in(request: StaffRequest, proof: ProofOfUse, chosen: str) -> HttpResponse:
    try:
        content = kept_workbook(proof, chosen)
    except ProofRefused as refusal:
        return _page(request, proof, refused=str(refusal))
    try:
        plan = import_workbook(
            proof=proof, content=content, by=request.person, at=request.now,
            overwrite="overwrite" in request.POST,
        )  # fmt: skip
    except (ProofRefused, TableRefused) as refusal:
        plan = plan_import(proof, content)
        return _page(request, proof, plan=plan, document=chosen, refused=str(refusal))
    count = len(plan.differences)
    said = f"{count} Angaben übernommen." if count else "Die Datei enthielt nichts Neues."
    messages.success(request, said)
    return redirect(reverse("staff:funding:proof_edit", args=[proof.application.number]))


def _page(
    request: StaffRequest,
    proof: ProofOfUse,
    *,
    plan: SheetPlan | None = None,
    document: str = "",
    refused: str = "",
) -> HttpResponse:
    differences = plan.differences[:MOST_DIFFERENCES] if plan else []
    context = {
        "proof": proof,
        "application": proof.application,
        "plan": plan,
        "document": document,
        "refused": refused,
        "differences": [
            (
                field_label(each.field), in_words(each.field, each.before),
                in_words(each.field, each.after), each.meanwhile,
            )
            for each in differences
        ],
        "trail": proof_trail(proof, ("Tabelle einlesen", "")),
    }  # fmt: skip
    status = 422 if refused or (plan and plan.errors) else 200
    return render_page(request, "staff/funding/proof/proof_import.html", context, status=status)

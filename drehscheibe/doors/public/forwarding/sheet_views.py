"""The emergency road of a third party: the application or the proof as a table, out and in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.sheets import APPLICATION, PROOF, case_workbook
from drehscheibe.domain.forwarding.sheets_in import CasePlan, read_case_workbook
from drehscheibe.domain.forwarding.third_party.overview import PROVING
from drehscheibe.doors.public.forwarding.case_context import case_context
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.reading import LARGEST, TableRefused
from drehscheibe.kernel.tables.response import TYPES


@case_page
def case_sheet(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """What may be written now, as an Excel workbook."""
    stage = _stage(case)
    if not stage:
        return redirect("public:case", request.secret)
    response = HttpResponse(case_workbook(case, stage), content_type=TYPES["xlsx"])
    name = f"{stage.lower()}-{case.number.lower()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@case_page
def case_import(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """A trial shows every change and mistake; the second button takes all of it or nothing."""
    stage, files = _stage(case), request.FILES
    if not stage:
        return redirect("public:case", request.secret)
    if request.method != "POST":
        return _page(request, case)
    upload: Any = files.get("file")
    if upload is None:
        return _page(request, case, refused="Bitte wählen Sie die ausgefüllte Datei.")
    try:
        plan = read_case_workbook(
            case=case, stage=stage, content=upload.read(LARGEST + 1), at=request.now,
            overwrite="overwrite" in request.POST, dry="take" not in request.POST,
        )  # fmt: skip
    except (ForwardingRefused, TableRefused) as refusal:
        return _page(request, case, refused=str(refusal))
    if plan.done:
        there = "case_edit" if stage == APPLICATION else "proof_edit"
        return redirect(f"public:{there}", request.secret)
    return _page(request, case, plan=plan)


def _stage(case: ForwardingCase) -> str:
    """What the third party may write now; empty for nothing."""
    if case.is_editable:
        return APPLICATION
    return PROOF if case.status in PROVING else ""


def _page(
    request: CaseRequest, case: ForwardingCase, *, plan: CasePlan | None = None, refused: str = ""
) -> HttpResponse:
    if plan and "take" in request.POST:
        refused = "Nichts übernommen. Bitte sehen Sie sich die Hinweise an."
    found, conflicts = (plan.differences, plan.conflicts) if plan else ({}, {})
    labels = plan.labels if plan else {}
    context = case_context(request, case, gettext("Als Tabelle ausfüllen")) | {
        "plan": plan,
        "refused": refused,
        "differences": [(labels.get(name, name), *texts) for name, texts in found.items()],
        "conflicts": [(labels.get(name, name), *texts) for name, texts in conflicts.items()],
    }
    status = 422 if refused or (plan and (plan.errors or plan.conflicts)) else 200
    return render_page(request, "public/forwarding/case_import.html", context, status=status)

"""The report to the own council: choose, write, take along; every saved wording is a version."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from drehscheibe.domain.controlling.models import AnnualReport, CouncilReport, ReportVersion
from drehscheibe.domain.controlling.papers.council_paper import PARTS, council_paper
from drehscheibe.domain.controlling.papers.pdf import paper_pdf
from drehscheibe.domain.controlling.papers.word import paper_docx
from drehscheibe.domain.controlling.reports import council
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.selectors import is_own, version_of
from drehscheibe.doors.staff.controlling.goal_case import REFUSALS, UNFIT, refuse
from drehscheibe.doors.staff.controlling.report_case import report_or_404, report_trail
from drehscheibe.doors.staff.controlling.report_views import NO_SUCH, download
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.file_names import DOCX, PDF

WRITERS = {"pdf": (paper_pdf, PDF), "docx": (paper_docx, DOCX)}
LINES = {"rows": 6}


class CouncilForm(forms.Form):
    """Own words, and which goals and parts the council reads."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    title = forms.CharField(label="Titel", max_length=200)
    body = forms.CharField(
        label="Gremium", max_length=150, required=False,
        help_text="Zum Beispiel Kreistag oder Ausschuss für Soziales.",
    )  # fmt: skip
    introduction = forms.CharField(
        label="Einleitung", required=False, max_length=8000, widget=forms.Textarea(attrs=LINES)
    )
    goals = forms.TypedMultipleChoiceField(
        label="Welche Ziele?", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    parts = forms.MultipleChoiceField(
        label="Was soll darin stehen?", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(key, label) for key, (label, _) in PARTS.items()],
    )  # fmt: skip
    closing = forms.CharField(
        label="Schluss", required=False, max_length=8000, widget=forms.Textarea(attrs=LINES)
    )

    def __init__(self, *args: Any, version: ReportVersion, **options: Any) -> None:
        """The goals of the signed version."""
        super().__init__(*args, **options)
        goals = version.snapshot["goals"]
        choices = [(each["number"], f"{each['number']}. {each['title']}") for each in goals]
        self.fields["goals"].choices = choices  # type: ignore[attr-defined]

    def wording(self) -> council.Wording:
        """For the action."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("title", "body", "introduction", "closing")}
        parts = tuple(key for key in PARTS if key in given["parts"])
        return council.Wording(**words, goals=tuple(given["goals"]), parts=parts)


@staff_page(may.VIEW)
def council_report(request: StaffRequest, pk: int) -> HttpResponse:
    """The form with the last wording, and what it looks like; saving makes the next version."""
    report, version = _signed_or_404(request, pk)
    may_write = is_own(request.standing, report, may.EDIT)
    sending = request.method == "POST"
    if sending and not may_write:
        return HttpResponseNotAllowed(["GET"])  # whoever only reads is offered no form
    form = CouncilForm(
        request.POST if sending else None, version=version, initial=_initial(report, version)
    )
    if form.is_valid():
        try:
            made = council.save_council_report(
                report=report, wording=form.wording(), seen=form.cleaned_data["seen"] or 0,
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
            last = council.newest(report)
            data = request.POST.copy()
            data["seen"] = str(last.number if last else 0)
            form.data = data
        else:
            messages.success(request, f"Fassung {made.number} ist gespeichert.")
            return redirect(request.path)
    versions = list(_rows(report).select_related("made_by", "version"))
    context = {
        "report": report,
        "form": form,
        "versions": versions,
        "blocks": council_paper(versions[0]).blocks if versions else (),
        "is_behind": bool(versions) and versions[0].version_id != version.pk,
        "may_write": may_write,
        "trail": report_trail(report, ("Bericht an Rat oder Kreistag", "")),
    }
    status = UNFIT if form.errors else 200
    template = "staff/controlling/reports/council_report.html"
    return render_page(request, template, context, status=status)


@staff_page(may.VIEW)
def council_file(request: StaffRequest, pk: int, number: int, ending: str) -> HttpResponse:
    """A version as PDF or Word."""
    report, _ = _signed_or_404(request, pk)
    if ending not in WRITERS or number >= NO_SUCH:
        raise Http404
    made = get_object_or_404(_rows(report).select_related("version"), number=number)
    write, content_type = WRITERS[ending]
    name = f"Ratsbericht-{report.year}-Fassung-{number}.{ending}"
    return download(write(council_paper(made), issued_at=made.made_at), name, content_type)


def _signed_or_404(request: StaffRequest, pk: int) -> tuple[AnnualReport, ReportVersion]:
    """The own report with its newest signed version; nobody else has a council report of it."""
    report = report_or_404(request, pk)
    version = version_of(report)
    if version is None or not is_own(request.standing, report, may.VIEW):
        raise Http404
    return report, version


def _rows(report: AnnualReport) -> QuerySet[CouncilReport]:
    return CouncilReport.objects.filter(report=report)


def _initial(report: AnnualReport, version: ReportVersion) -> dict[str, Any]:
    last = council.newest(report)
    numbers = [goal["number"] for goal in version.snapshot["goals"]]
    wording = council.wording_of(last) if last else council.first_wording(report, numbers)
    words = {name: getattr(wording, name) for name in council.Wording.__dataclass_fields__}
    return words | {"seen": last.number if last else 0, "goals": list(wording.goals)}

"""A report as it stands now: content and open points, read once for page and guard."""

from dataclasses import dataclass
from datetime import datetime

from drehscheibe.domain.controlling.checks.looking import all_findings
from drehscheibe.domain.controlling.models import AnnualReport, ReportDraft
from drehscheibe.domain.controlling.reports.content import Content, content_of, fingerprint
from drehscheibe.domain.controlling.reports.findings import Finding, report_findings
from drehscheibe.domain.controlling.reports.known import Known, known_of
from drehscheibe.domain.controlling.values.forming import sheet_form


@dataclass(frozen=True)
class Standing:
    """What the report says if it were signed now, what is missing, and what it rests on."""

    draft: ReportDraft
    known: Known
    content: Content
    findings: tuple[Finding, ...]

    @property
    def seen(self) -> str:
        """What a signature must name: it holds for exactly this content."""
        return fingerprint(self.content)


def standing_of(report: AnnualReport, *, at: datetime) -> Standing:
    """Read everything in fourteen queries at most, however many goals there are."""
    drafts = ReportDraft.objects.select_related("changed_by").prefetch_related("judgements")
    report.period.centre = report.centre
    draft, known = drafts.get(report=report), known_of(report)
    form = sheet_form(report.period, report.year, at=at, lines=[*known.lines])
    content = content_of(report, draft, known)
    found = report_findings(content, all_findings(form), draft.kept_input)
    return Standing(draft, known, content, found)


def open_points(report: AnnualReport, *, at: datetime) -> tuple[Finding, ...]:
    """„Was fehlt noch?“, what blocks first."""
    return standing_of(report, at=at).findings

"""A report as it stands now: content and open points, read once for page and guard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from drehscheibe.domain.controlling.checks.engine import Finding as ValueFinding
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
    told = all_findings(form)
    content = content_of(report, draft, known, _unexplained(known, told))
    found = report_findings(content, told, draft.kept_input)
    return Standing(draft, known, content, found)


def _unexplained(known: Known, told: Iterable[ValueFinding]) -> Mapping[int, list[str]]:
    """By indicator, what asks for a comment that nobody has given yet."""
    about = {line.anchor(split): line for line in known.lines for split in line.splits}
    found: dict[int, list[str]] = {}
    for each in told:
        if each.asks_for_comment and each.anchor in about:
            line = about[each.anchor]
            found.setdefault(line.indicator.pk, []).append(each.told)
    return found


def open_points(report: AnnualReport, *, at: datetime) -> tuple[Finding, ...]:
    """„Was fehlt noch?“, what blocks first."""
    return standing_of(report, at=at).findings

"""What must hold before a report is signed: the very checks that „Was fehlt noch?“ shows."""

from typing import cast

from drehscheibe.domain.controlling.models import AnnualReport
from drehscheibe.domain.controlling.reports.facts import Standing, standing_of
from drehscheibe.domain.controlling.reports.findings import blocking
from drehscheibe.domain.controlling.returns.locks import locked
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def report_is_complete(attempt: Attempt) -> None:
    """Every goal is judged with its reason, nothing unreadable; an outlier hinders nothing."""
    now = attempt.read if isinstance(attempt.read, Standing) else None
    left = blocking((now or standing_of(_report(attempt), at=attempt.at)).findings)
    if left:
        raise TransitionRefused(
            f"Es fehlt noch etwas ({len(left)}): {left[0].message} "
            "Alle offenen Punkte stehen unter „Was fehlt noch?“."
        )


def year_is_not_locked(attempt: Attempt) -> None:
    """The year can still be returned and corrected, or the centre has an exception."""
    report = _report(attempt)
    refusal = locked(report.centre, "report", report.year, day_of(attempt.at))
    if refusal is not None:
        raise TransitionRefused(refusal)


def new_version_says_why(attempt: Attempt) -> None:
    """A version after the first carries its reason."""
    if not _report(attempt).draft.reason.strip():
        raise TransitionRefused(
            "Bitte schreiben Sie in „Grund der neuen Fassung“, was sich geändert hat."
        )


def _report(attempt: Attempt) -> AnnualReport:
    return cast(AnnualReport, attempt.on)

"""How many findings a year's values have, noted for the first screen."""

from collections.abc import Iterable
from datetime import datetime

from drehscheibe.domain.controlling.checks.engine import Finding, Severity
from drehscheibe.domain.controlling.models import GoalPeriod, ValueCheck


def note_findings(
    period: GoalPeriod, year: int, found: Iterable[Finding], *, at: datetime
) -> ValueCheck:
    """Store the counts; „offen seit“ keeps the day on which the first of them came up."""
    found = list(found)
    counts = {
        "blocking": sum(each.blocks for each in found),
        "warnings": sum(each.severity == Severity.WARN for each in found),
        "unexplained": sum(each.asks_for_comment for each in found),
    }
    is_open = bool(counts["blocking"] or counts["unexplained"])
    known = ValueCheck.objects.filter(period=period, year=year).first()
    since = (known.found_since if known else None) or at if is_open else None
    defaults = {**counts, "centre_id": period.centre_id, "found_since": since, "looked_at": at}
    return ValueCheck.objects.update_or_create(period=period, year=year, defaults=defaults)[0]

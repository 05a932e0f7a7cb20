"""The rules over the values of a centre and year: for the report and for the night."""

from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.checks.engine import Finding, Severity
from drehscheibe.domain.controlling.models import GoalPeriod
from drehscheibe.domain.controlling.values.forming import SheetForm, sheet_form


def value_findings(
    centre: Centre, year: int, *, at: datetime, period: GoalPeriod | None = None
) -> list[Finding]:
    """Everything the rules say about a centre's values of a year, what blocks first.

    `finding.blocks` forbids signing the report (half a share, text in a number: what is typed but
    no value yet counts, too); `finding.asks_for_comment` is an outlier or the like whose value has
    no comment yet; `anchor` is the input on the page of values. Some rules wait until the year is
    over at `at`. With `period` only its own goals.
    """
    periods = [period] if period else GoalPeriod.objects.covering(year).filter(centre=centre)
    found = [each for one in periods for each in all_findings(sheet_form(one, year, at=at))]
    return sorted(found, key=lambda each: not each.blocks)


def all_findings(form: SheetForm) -> list[Finding]:
    """What the rules say, and what was typed but cannot be taken, once for each place."""
    told = {each.anchor for each in form.findings if each.blocks}
    kept = [
        Finding("not_taken", Severity.BLOCK, message, "", name, form.label(name))
        for name, message in form.errors.items()
        if name.rpartition("-")[0] not in told
    ]
    return [*kept, *form.findings]

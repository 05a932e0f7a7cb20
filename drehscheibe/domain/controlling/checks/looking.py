"""The rules over the stored values of a centre and year: for the report and for the night."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.checks.engine import Finding, findings
from drehscheibe.domain.controlling.checks.facts import Typed, stored, value_subjects
from drehscheibe.domain.controlling.checks.reading import known_rules
from drehscheibe.domain.controlling.figures.rows import Asked
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.values.lines import IndicatorLine
from drehscheibe.domain.controlling.values.selectors import lines_of


def value_findings(centre: Centre, year: int, *, on: date) -> list[Finding]:
    """Everything the rules say about a centre's stored values of a year, what blocks first.

    `finding.blocks` forbids signing the report, `finding.asks_for_comment` is an outlier or the
    like whose value has no comment yet; `anchor` is the input on the page of values. Some rules
    wait until the year is over: `on` is today.
    """
    return findings_of(lines_of(centre, year), on=on)


def findings_of(
    lines: Iterable[IndicatorLine],
    *,
    on: date,
    typed: Mapping[int, Mapping[str, Typed]] | None = None,
) -> list[Finding]:
    """The same for lines already read; `typed` replaces the stored values by indicator id.

    The rules are those valid at the end of the line's year.
    """
    found: list[Finding] = []
    for line in lines:
        values = (typed or {}).get(line.indicator.pk)
        values = stored(line) if values is None else values
        subjects = value_subjects(line, values, on=on, fed=counted_by_hand(line))
        found += findings(known_rules(), subjects, on=line.span.last)
    return sorted(found, key=lambda each: not each.blocks)


def counted_by_hand(line: IndicatorLine) -> Decimal | None:
    """What the platform counts where somebody put another number by hand, else None."""
    whole = line.whole
    if not line.source or whole is None or whole.source:
        return None
    return figure_of(line)


def figure_of(line: IndicatorLine) -> Decimal | None:
    """What the line's figure source counts now; None without one."""
    source = known_sources().get(line.source)
    return source.amount(asked(line)) if source else None


def asked(line: IndicatorLine) -> Asked:
    """What a figure source is asked for: the days, narrowed to the goal where it can be."""
    source = known_sources().get(line.source)
    of_goal = line.goal if source is not None and source.of_goal else None
    return Asked(line.goal.centre, line.span, of_goal)

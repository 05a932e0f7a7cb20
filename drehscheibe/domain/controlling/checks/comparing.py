"""The rules over lines that were read, with what is stored or what is just being typed."""

from collections.abc import Iterable, Mapping
from datetime import date

from drehscheibe.domain.controlling.checks.engine import Finding, findings
from drehscheibe.domain.controlling.checks.facts import Typed, stored, value_subjects
from drehscheibe.domain.controlling.checks.reading import known_rules
from drehscheibe.domain.controlling.values.counting import counted_by_hand
from drehscheibe.domain.controlling.values.lines import IndicatorLine


def findings_of(
    lines: Iterable[IndicatorLine],
    *,
    on: date,
    typed: Mapping[int, Mapping[str, Typed]] | None = None,
) -> list[Finding]:
    """What the rules valid at the end of each line's year say, what blocks first.

    `typed` replaces the stored values by indicator id; `on` is today: some rules wait until the
    year is over.
    """
    found: list[Finding] = []
    for line in lines:
        values = (typed or {}).get(line.indicator.pk)
        values = stored(line) if values is None else values
        subjects = value_subjects(line, values, on=on, fed=counted_by_hand(line))
        found += findings(known_rules(), subjects, on=line.span.last)
    return sorted(found, key=lambda each: not each.blocks)

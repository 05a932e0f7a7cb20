"""The inputs of a goal's form: which column each writes to, and how it is read and shown.

Ids are those of the page: `title`, `measures-2-partners`, `indicators-1-baseline`,
`indicators-1-target_2027`, `indicators-1-target_of_2027`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.models import (
    Direction,
    GoalVersion,
    IndicatorTerms,
    Kind,
    Measure,
    Strand,
    Target,
)
from drehscheibe.kernel.drafts.keeping import Input, InputRefused, Slot
from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.days import german_day, parse_day
from drehscheibe.kernel.language.quantities import parse_quantity

LONGEST_TEXT = 4000


def line(most: int) -> Any:
    """A reader of one line of at most `most` characters."""

    def read(text: str) -> str:
        if len(text) > most:
            raise InputRefused(f"Bitte höchstens {most} Zeichen; es sind {len(text)}.")
        return " ".join(text.split())

    return read


def paragraph(text: str) -> str:
    """Some lines of text."""
    if len(text) > LONGEST_TEXT:
        raise InputRefused(f"Bitte höchstens {LONGEST_TEXT} Zeichen; es sind {len(text)}.")
    return text


def one_of(values: dict[str, str]) -> Any:
    """A reader of a code from a list."""

    def read(text: str) -> str:
        if text not in values:
            raise InputRefused("Das steht nicht in der Liste. Bitte einen der Einträge wählen.")
        return text

    return read


def _splits(text: str) -> list[str]:
    words = [" ".join(word.split()) for word in text.split(";") if word.strip()]
    if len(words) > 8 or any(len(word) > 40 for word in words) or len(set(words)) < len(words):
        raise InputRefused(
            "Bitte höchstens acht verschiedene Aufteilungen, mit Semikolon getrennt, "
            "z. B. Frauen; Männer; divers."
        )
    return words


def _source(text: str) -> str:
    if text not in known_sources():
        raise InputRefused("Diese Herkunft gibt es nicht. Bitte einen der Einträge wählen.")
    return text


def _whole(text: str) -> Decimal:
    whole = parse_quantity(text)
    if whole == 0:
        raise InputRefused("Das Ganze eines Anteils ist nie 0. Bitte prüfen Sie die Zahl.")
    return whole


GOAL_INPUTS = {
    "strand": Input("strand", one_of(dict(Strand.choices)), empty=Strand.EDUCATION),
    "title": Input("title", line(150), empty=""),
    "starting_point": Input("starting_point", paragraph, empty=""),
    "text": Input("text", paragraph, empty=""),
    "target_group": Input("target_group", line(300), empty=""),
    "source_in_concept": Input("source_in_concept", line(300), empty=""),
}
MEASURE_INPUTS = {
    "title": Input("title", line(200), empty=""),
    "partners": Input("partners", line(300), empty=""),
    "starts_on": Input("starts_on", parse_day, german_day),
    "ends_on": Input("ends_on", parse_day, german_day),
}
TERMS_INPUTS = {
    "name": Input("name", line(200), empty=""),
    "definition": Input("definition", paragraph, empty=""),
    "unit": Input("unit", line(40), empty=""),
    "direction": Input("direction", one_of(dict(Direction.choices)), empty=Direction.MORE),
    "source": Input("source", _source, empty=""),
    "splits": Input("splits", _splits, "; ".join, empty=[]),
    "baseline": Input("baseline", parse_quantity, german_number),
    "baseline_of": Input("baseline_of", _whole, german_number),
}
TARGET_INPUTS = {
    "target": Input("amount", parse_quantity, german_number),
    "target_of": Input("of", _whole, german_number),
}
OF_SHARES = {"baseline_of", "target_of"}
"""A plain number has no whole."""


def slots_of(version: GoalVersion) -> dict[str, Slot]:
    """Every input of the form with the row it writes to; targets that do not exist yet are new."""
    slots = {name: Slot(version, one) for name, one in GOAL_INPUTS.items()}
    for measure in version.measures.all():
        for name, one in MEASURE_INPUTS.items():
            slots[f"measures-{measure.number}-{name}"] = Slot(measure, _in_order(measure, one))
    for terms in version.indicators.all():
        slots |= dict(_slots_of_terms(terms, version))
    return slots


def _slots_of_terms(terms: IndicatorTerms, version: GoalVersion) -> Iterator[tuple[str, Slot]]:
    prefix = f"indicators-{terms.indicator.number}"
    left_out = set() if terms.indicator.kind == Kind.SHARE else OF_SHARES
    for name, one in TERMS_INPUTS.items():
        if name in left_out:
            continue
        yield f"{prefix}-{name}", Slot(terms, one)
    known = {target.year: target for target in terms.targets.all()}
    for year in version.goal.period.each_year:
        target = known.get(year) or Target(terms=terms, year=year)
        for name, one in TARGET_INPUTS.items():
            if name not in left_out:
                yield f"{prefix}-{name}_{year}", Slot(target, _with_its_part(target, one))


def _in_order(measure: Measure, one: Input) -> Input:
    """A measure's day is read beside the other one: no measure ends before it begins."""
    if one.column not in {"starts_on", "ends_on"}:
        return one

    def read(text: str) -> date:
        day = parse_day(text)
        starts, ends = measure.starts_on, measure.ends_on
        if one.column == "ends_on" and starts is not None and day < starts:
            raise InputRefused(f"Das Ende liegt vor dem Beginn ({german_day(starts)}).")
        if one.column == "starts_on" and ends is not None and day > ends:
            raise InputRefused(f"Der Beginn liegt nach dem Ende ({german_day(ends)}).")
        return day

    return replace(one, read=read)


def _with_its_part(target: Target, one: Input) -> Input:
    """The whole of a target waits until its part is there: a target begins with its amount."""
    if one.column != "of":
        return one

    def read(text: str) -> Decimal:
        whole = _whole(text)
        if target.amount is None:
            raise InputRefused("Ein Anteil braucht beide Teile, z. B. 12 von 40.")
        return whole

    return replace(one, read=read)

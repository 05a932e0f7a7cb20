"""The inputs of a goal's form: their shapes, labels and choices."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.goals.changes import TEXTS
from drehscheibe.domain.controlling.models import (
    Direction,
    GoalAdvice,
    IndicatorTerms,
    Strand,
)

Choices = tuple[tuple[str, str], ...]
BY_HAND = "von Hand gezählt"


@dataclass(frozen=True)
class Advised:
    """A hint of the coordinating office with the present and the proposed text in runs."""

    advice: GoalAdvice
    present: list[tuple[str, bool]]
    proposed: list[tuple[str, bool]]


@dataclass(frozen=True)
class Input:
    """One input: `id` is also its name and the anchor of what is said about it."""

    id: str
    label: str
    text: str
    kind: str = "line"
    hint: str = ""
    error: str = ""
    note: str = ""
    other_text: str | None = None
    choices: Choices = ()
    advice: list[Advised] = field(default_factory=list)


@dataclass(frozen=True)
class Conflict:
    """An input that two people changed: what is stored, what this person typed."""

    id: str
    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its inputs."""

    number: int
    title: str
    inputs: list[Input]


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator: wording, where the figure comes from, baseline, targets, catalogue."""

    number: int
    title: str
    counting: str
    source_says: str
    wording: list[Input]
    figures: list[list[Input]]
    more: list[Input]


@dataclass(frozen=True)
class GoalPage:
    """Everything the form shows but the fields of action."""

    texts: list[Input]
    measures: list[MeasureRow]
    indicators: list[IndicatorRow]
    conflicts: list[Conflict]
    notes: dict[str, str]
    """What is said about a whole part: fields, measures, indicators."""
    general: list[Advised]
    """Advice that names no input."""

    @property
    def inputs(self) -> list[Input]:
        """All of them, for what an autosave answers."""
        found = [*self.texts, *(each for row in self.measures for each in row.inputs)]
        for row in self.indicators:
            found += [*row.wording, *(each for pair in row.figures for each in pair), *row.more]
        return found


TEXT_INPUTS = (
    ("strand", "Strang", "choice", "Bildung und Querschnitt gehören in jede Periode."),
    ("title", "Kurztitel", "line", ""),
    ("starting_point", "Ausgangslage", "long", "Was ist heute, und woran sehen Sie das?"),
    ("text", "Ziel", "long", "Was ist am Ende der Periode anders? So, dass man es prüfen kann."),
    ("target_group", "Zielgruppe", "line", "Für wen oder mit wem?"),
    ("source_in_concept", "Fundstelle im Integrationskonzept", "line", "Kapitel oder Seite."),
)
MEASURE_INPUTS = (
    ("title", "Was wird getan?", "line", ""),
    ("partners", "Partner", "line", ""),
    ("starts_on", "von", "day", ""),
    ("ends_on", "bis", "day", ""),
)
WORDING_INPUTS = (
    ("name", "Woran messen Sie es?", "line", "Zum Beispiel: teilnehmende Vereine."),
    ("definition", "Was genau wird gezählt?", "long", "Wer zählt mit, wer nicht, wann?"),
    ("unit", "Einheit", "line", "Zum Beispiel Personen, Vereine, Stunden."),
    ("direction", "Was ist besser?", "choice", ""),
    ("source", "Woher kommt die Zahl?", "choice", ""),
)
PARTS = {"fields": "Handlungsfelder", "measures": "Maßnahmen", "indicators": "Indikatoren"}
_ROW = re.compile(r"(measures|indicators)-(\d+)-(.+)")
_YEARLY = re.compile(r"(target_of|target)_(\d+)")


def field_label(name: str) -> str:
    """How people call an input.

    >>> field_label("measures-2-partners"), field_label("indicators-1-target_2027")
    ('Maßnahme 2: Partner', 'Indikator 1: Zielwert 2027')
    """
    match = _ROW.fullmatch(name)
    if match is None:
        return TEXTS.get(name) or PARTS.get(name) or dict(_labels(TEXT_INPUTS)).get(name, name)
    table, number, column = match.groups()
    if table == "measures":
        return f"Maßnahme {number}: {dict(_labels(MEASURE_INPUTS)).get(column, column)}"
    if yearly := _YEARLY.fullmatch(column):
        whole = ", von" if yearly[1] == "target_of" else ""
        return f"Indikator {number}: Zielwert {yearly[2]}{whole}"
    known = dict(_labels(WORDING_INPUTS)) | {
        "splits": "Aufteilungen", "baseline": "Ausgangswert", "baseline_of": "Ausgangswert, von",
        "entry": "Indikator des Katalogs",
    }  # fmt: skip
    return f"Indikator {number}: {known.get(column, column)}"


def in_words(name: str, text: str) -> str:
    """An input's text as people read it: choices by their labels.

    >>> in_words("strand", "iq"), in_words("indicators-1-source", "")
    ('Integration als Querschnittsaufgabe', 'von Hand gezählt')
    """
    return dict(choices_of(name)).get(text, text)


def counting_words(terms: IndicatorTerms) -> str:
    """How an indicator counts, in one sentence."""
    one = terms.indicator
    return (
        f"{one.get_kind_display()} · mehrere Zeiträume: {one.get_over_time_display()} · mehrere "
        f"Zentren: {one.get_over_places_display()}"
    )


def _labels(inputs: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, str]]:
    return [(name, label) for name, label, _, _ in inputs]


def choices_of(name: str) -> Choices:
    """What may be chosen in an input; nothing when it is typed."""
    column = name.rpartition("-")[2]
    if column == "strand":
        return tuple((str(value), str(label)) for value, label in Strand.choices)
    if column == "direction":
        return tuple((str(value), str(label)) for value, label in Direction.choices)
    if column == "source":
        fed = ((key, f"{each.label} ({each.unit})") for key, each in known_sources().items())
        return (("", BY_HAND), *fed)
    return ()

"""The form of a goal: every input with its text, its error, its findings, both texts of a clash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.goals.findings import Finding
from drehscheibe.domain.controlling.goals.inputs import slots_of
from drehscheibe.domain.controlling.models import GoalVersion, IndicatorTerms, Kind
from drehscheibe.doors.staff.centres.two_versions import runs
from drehscheibe.doors.staff.controlling.goal_inputs import (
    MEASURE_INPUTS,
    PARTS,
    TEXT_INPUTS,
    WORDING_INPUTS,
    Advised,
    Choices,
    Conflict,
    GoalPage,
    IndicatorRow,
    Input,
    MeasureRow,
    choices_of,
    counting_words,
    field_label,
    in_words,
)
from drehscheibe.kernel.drafts.keeping import refusal, shown_texts


@dataclass
class Given:
    """What the page is laid out from: findings, errors, clashes, texts typed but not stored."""

    findings: Iterable[Finding] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[int, Choices] = field(default_factory=dict)
    """Catalogue entries an indicator may be linked to, by its number."""


def goal_page(version: GoalVersion, given: Given) -> GoalPage:
    """Lay out the form of a version (with its parts, advice and catalogue entries read)."""
    make = _Maker(version, given)
    texts = [make.input(*each) for each in TEXT_INPUTS]
    measures = [
        MeasureRow(
            row.number, f"Maßnahme {row.number}",
            [make.input(f"measures-{row.number}-{name}", *more) for name, *more in MEASURE_INPUTS],
        )
        for row in version.measures.all()
    ]  # fmt: skip
    indicators = [make.indicator(terms) for terms in version.indicators.all()]
    notes = {part: make.notes[part] for part in PARTS if part in make.notes}
    return GoalPage(texts, measures, indicators, make.conflicts(), notes, make.advised(""))


class _Maker:
    """Knows the texts, errors, notes and clashes while the page is laid out."""

    def __init__(self, version: GoalVersion, given: Given) -> None:
        slots = slots_of(version)
        self.given = given
        self.texts = shown_texts(version, slots)
        self.texts |= {name: text for name, text in given.typed.items() if name in slots}
        self.errors = dict(given.errors)
        for name, text in version.kept_input.items():
            if name in slots:
                self.errors.setdefault(name, refusal(slots[name].input, text))
        self.notes: dict[str, str] = {}
        self.years = list(version.goal.period.each_year)
        self.advice = list(version.advice.all())
        self._take_findings(f"goal-{version.goal.number}-")

    def _take_findings(self, prefix: str) -> None:
        """What is merely empty stands under „Was fehlt noch?“; red is for what was typed."""
        for found in self.given.findings:
            name, message = found.anchor.removeprefix(prefix), _bare(found.message)
            if name in PARTS:
                self.notes.setdefault(name, message)
            elif self.texts.get(name) and found.blocks:
                self.errors.setdefault(name, message)
            elif self.texts.get(name):
                self.notes.setdefault(name, message)

    def input(self, name: str, label: str, kind: str = "line", hint: str = "") -> Input:
        clash = self.given.conflicts.get(name)
        text = clash[1] if clash else self.texts.get(name, "")
        known = choices_of(name)
        if known and text not in dict(known):
            known = (*known, (text, f"„{text}“ (nicht in der Liste)"))
        return Input(
            id=name, label=label, text=text, kind=kind, hint=hint, choices=known,
            other_text=in_words(name, clash[0]) if clash else None,
            error=self.errors.get(name, ""), note=self.notes.get(name, ""),
            advice=self.advised(name),
        )  # fmt: skip

    def indicator(self, terms: IndicatorTerms) -> IndicatorRow:
        number = terms.indicator.number
        prefix = f"indicators-{number}"
        source = known_sources().get(self.texts.get(f"{prefix}-source", ""))
        share = terms.indicator.kind == Kind.SHARE
        figures = [self._parts(f"{prefix}-baseline{{}}", "Ausgangswert", share)]
        figures += [
            self._parts(f"{prefix}-target{{}}_{year}", f"Zielwert {year}", share)
            for year in self.years
        ]
        if not share:  # plain numbers stand beside each other
            figures = [[each for pair in figures for each in pair]]
        hint = "Mit Semikolon getrennt, zum Beispiel Frauen; Männer; divers."
        return IndicatorRow(
            number, f"Indikator {number}", counting_words(terms), _said_of(source),
            [self.input(f"{prefix}-{name}", *more) for name, *more in WORDING_INPUTS],
            figures,
            [self.input(f"{prefix}-splits", "Aufteilungen", "line", hint), self._entry(terms)],
        )  # fmt: skip

    def _parts(self, pattern: str, label: str, share: bool) -> list[Input]:
        part = self.input(pattern.format(""), f"{label}: Teil" if share else label, "number")
        if not share:
            return [part]
        return [part, self.input(pattern.format("_of"), f"{label}: von (Ganzes)", "number")]

    def _entry(self, terms: IndicatorTerms) -> Input:
        name = f"indicators-{terms.indicator.number}-entry"
        linked = str(terms.indicator.entry_id or "")
        clash = self.given.conflicts.get(name)
        return Input(
            id=name, label="Indikator des Katalogs", kind="choice",
            text=str(self.given.typed.get(name, linked)), error=self.errors.get(name, ""),
            hint="Nur verknüpfte Indikatoren gehen in die landesweite Auswertung ein. Angeboten "
            "wird, was genauso zählt.",
            choices=(("", "keiner"), *self.given.entries.get(terms.indicator.number, ())),
            other_text=clash[0] if clash else None,
        )  # fmt: skip

    def advised(self, name: str) -> list[Advised]:
        present = self.texts.get(name, "")
        return [
            Advised(
                one,
                list(runs(present, one.proposed_text)),
                list(runs(one.proposed_text, present)),
            )
            for one in self.advice
            if one.field == name
        ]

    def conflicts(self) -> list[Conflict]:
        return [
            Conflict(name, field_label(name), in_words(name, stored), in_words(name, typed))
            for name, (stored, typed) in self.given.conflicts.items()
        ]


def _bare(message: str) -> str:
    """Without „Ziel 3: Indikator „Abende“: “, which the page itself says.

    >>> _bare("Ziel 3: Indikator „Abende“: Der Zielwert fehlt."), _bare("Ziel 1: Es fehlt etwas.")
    ('Der Zielwert fehlt.', 'Es fehlt etwas.')
    """
    text = message.partition(": ")[2] if message.startswith("Ziel ") else message
    return text.partition("“: ")[2] if text.startswith("Indikator „") else text


def _said_of(source: Any) -> str:
    if source is None:
        return "Sie tragen die Zahl selbst ein."
    reach = "für dieses Ziel" if source.of_goal else "für das ganze Zentrum"
    return f"{source.definition} Gezählt {reach}."

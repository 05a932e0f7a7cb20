"""The registry of figure sources: what each room counts, row by row.

A figure is nothing but the sum of its rows, so every number can be opened. A room that wants to
feed controlling adds its source here; an indicator is bound to one by its key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from drehscheibe.domain.controlling.figures import (
    from_activities,
    from_forwarding,
    from_funding,
    from_qualification,
)
from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow, total


@dataclass(frozen=True)
class FigureSource:
    """A named figure: label and definition for people, unit, and the rows it is the sum of.

    `of_goal` says whether it can be narrowed to one goal; others count for the whole centre.
    """

    key: str
    label: str
    unit: str
    definition: str
    rows: Callable[[Asked], list[FigureRow]]
    of_goal: bool = False

    def amount(self, asked: Asked) -> Decimal:
        """The sum of the rows, in the unit."""
        return total(self.rows(asked))


SOURCES = (
    FigureSource(
        "activities.count", "Aktivitäten", "Aktivitäten",
        "Erfasste Aktivitäten, die in der Zeit begonnen haben; zurückgenommene zählen nicht.",
        from_activities.counted, of_goal=True,
    ),
    FigureSource(
        "activities.participants", "Erreichte Personen", "Teilnahmen",
        "Summe der Teilnehmenden aller Aktivitäten; wer mehrmals kommt, zählt mehrmals.",
        from_activities.participants,
        of_goal=True,
    ),
    FigureSource(
        "activities.hours", "Geleistete Stunden", "Stunden",
        "Summe der Stunden aller Aktivitäten, bei denen sie eingetragen sind.",
        from_activities.hours, of_goal=True,
    ),
    FigureSource(
        "funding.posts_filled", "Besetzte geförderte Stellen", "Stellen",
        "Stellenanteil mal besetztem Teil des Jahres, nach Bewilligung und angezeigten Änderungen.",
        from_funding.posts_filled,
    ),
    FigureSource(
        "funding.granted", "Bewilligte Förderung", "Euro",
        "Summe der geltenden Bewilligungen des Haushaltsjahres.",
        from_funding.granted,
    ),
    FigureSource(
        "forwarding.measures", "Weitergeleitete Maßnahmen Dritter", "Maßnahmen",
        "Fälle mit geschlossenem Weiterleitungsvertrag im Haushaltsjahr.",
        from_forwarding.measures,
    ),
    FigureSource(
        "events.count", "Durchgeführte Veranstaltungen", "Veranstaltungen",
        "Eigene Veranstaltungen, die in der Zeit zu Ende gingen; abgesagte zählen nicht.",
        from_qualification.events,
    ),
    FigureSource(
        "events.participants", "Teilnehmende an Veranstaltungen", "Personen",
        "Wer bei einer Veranstaltung an mindestens einem Termin da war, zählt dort einmal.",
        from_qualification.participants,
    ),
    FigureSource(
        "events.hours", "Stunden in Veranstaltungen", "Stunden",
        "Unterrichtseinheiten zu 45 Minuten aller Termine, die stattfanden, in Stunden.",
        from_qualification.hours,
    ),
)  # fmt: skip


@cache
def known_sources() -> dict[str, FigureSource]:
    """All sources by key."""
    return {source.key: source for source in SOURCES}

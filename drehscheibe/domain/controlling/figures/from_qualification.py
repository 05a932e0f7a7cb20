"""Figures from events that were held."""

from collections.abc import Iterator
from decimal import Decimal

from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow
from drehscheibe.domain.qualification.held import HeldEvent, held_events


def events(asked: Asked) -> list[FigureRow]:
    """Each event as one."""
    return [_row(each, Decimal(1)) for each in _held(asked)]


def participants(asked: Asked) -> list[FigureRow]:
    """Each event with the people who were there."""
    return [_row(each, Decimal(each.participants)) for each in _held(asked)]


def hours(asked: Asked) -> list[FigureRow]:
    """Each event with its hours."""
    return [_row(each, each.hours) for each in _held(asked)]


def _held(asked: Asked) -> Iterator[HeldEvent]:
    return held_events(asked.centre.organisation, asked.span.first, asked.span.last)


def _row(event: HeldEvent, amount: Decimal) -> FigureRow:
    return FigureRow(event.title, event.on, amount, "event", event.number)

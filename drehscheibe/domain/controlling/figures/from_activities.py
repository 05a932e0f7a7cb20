"""Figures from what people of the centre entered."""

from decimal import Decimal

from django.db.models import QuerySet

from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow
from drehscheibe.domain.controlling.models import Activity


def counted(asked: Asked) -> list[FigureRow]:
    """Each activity as one."""
    return [_row(each, Decimal(1)) for each in _within(asked)]


def participants(asked: Asked) -> list[FigureRow]:
    """Each activity with the people it reached."""
    return [_row(each, Decimal(each.participants)) for each in _within(asked)]


def hours(asked: Asked) -> list[FigureRow]:
    """Each activity with its hours; those without are left out."""
    rows = _within(asked).filter(hours__isnull=False)
    return [_row(each, each.hours or Decimal(0)) for each in rows]


def _within(asked: Asked) -> QuerySet[Activity]:
    rows = Activity.objects.counted().filter(
        centre=asked.centre, happened_on__gte=asked.span.first, happened_on__lte=asked.span.last
    )
    return rows.filter(goal=asked.goal) if asked.goal is not None else rows


def _row(activity: Activity, amount: Decimal) -> FigureRow:
    return FigureRow(activity.title, activity.happened_on, amount, "activity", str(activity.key))

"""What the platform itself counts for an indicator, and the rows behind it."""

from decimal import Decimal

from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.values.lines import IndicatorLine


def figure_of(line: IndicatorLine) -> Decimal | None:
    """What the line's figure source counts now; None without one."""
    source = known_sources().get(line.source)
    return source.amount(_asked(line)) if source else None


def figure_rows(line: IndicatorLine) -> list[FigureRow]:
    """The rows it is the sum of."""
    source = known_sources().get(line.source)
    return source.rows(_asked(line)) if source else []


def counted_by_hand(line: IndicatorLine) -> Decimal | None:
    """What the platform counts where somebody put another number by hand, else None."""
    whole = line.whole
    is_own = line.source and whole is not None and not whole.source
    return figure_of(line) if is_own else None


def _asked(line: IndicatorLine) -> Asked:
    """The days of the year, narrowed to the goal where the source can be."""
    source = known_sources().get(line.source)
    of_goal = line.goal if source is not None and source.of_goal else None
    return Asked(line.goal.centre, line.span, of_goal)

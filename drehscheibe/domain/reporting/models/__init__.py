"""Released figures as analysis reads them, sums of them, and analyses frozen for ministries."""

from drehscheibe.domain.reporting.models.cells import FieldCell, GoalCell, ValueCell, ValueYear
from drehscheibe.domain.reporting.models.facts import GoalFact, InStratum, ReportFact, ValueFact
from drehscheibe.domain.reporting.models.frozen import FrozenReport

__all__ = [
    "FieldCell",
    "FrozenReport",
    "GoalCell",
    "GoalFact",
    "InStratum",
    "ReportFact",
    "ValueCell",
    "ValueFact",
    "ValueYear",
]

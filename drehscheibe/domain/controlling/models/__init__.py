"""The rows of the room: goal periods, goals and decisions, indicators and values, activities."""

from drehscheibe.domain.controlling.models.activity import MOST_PEOPLE, Activity
from drehscheibe.domain.controlling.models.goal import (
    GOAL_EDITABLE,
    MANDATORY_STRANDS,
    Goal,
    GoalAdvice,
    GoalDecision,
    GoalIs,
    GoalVersion,
    Measure,
    Ministry,
    Strand,
)
from drehscheibe.domain.controlling.models.indicator import (
    CatalogueEntry,
    CatalogueVersion,
    Direction,
    Indicator,
    IndicatorTerms,
    Kind,
    OverPlaces,
    OverTime,
    Target,
    Value,
    ValueIs,
)
from drehscheibe.domain.controlling.models.period import (
    BEFORE_SUBMISSION,
    GoalPeriod,
    LocalField,
    PeriodIs,
)

__all__ = [
    "BEFORE_SUBMISSION",
    "GOAL_EDITABLE",
    "MANDATORY_STRANDS",
    "MOST_PEOPLE",
    "Activity",
    "CatalogueEntry",
    "CatalogueVersion",
    "Direction",
    "Goal",
    "GoalAdvice",
    "GoalDecision",
    "GoalIs",
    "GoalPeriod",
    "GoalVersion",
    "Indicator",
    "IndicatorTerms",
    "Kind",
    "LocalField",
    "Measure",
    "Ministry",
    "OverPlaces",
    "OverTime",
    "PeriodIs",
    "Strand",
    "Target",
    "Value",
    "ValueIs",
]

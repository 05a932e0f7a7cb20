"""The rows of the room: goal periods, goals and decisions, indicators and values, activities."""

from drehscheibe.domain.controlling.models.activity import MOST_PEOPLE, Activity
from drehscheibe.domain.controlling.models.council import CouncilReport
from drehscheibe.domain.controlling.models.dialogue import AgreedStep, Dialogue, DialogueIs
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
from drehscheibe.domain.controlling.models.look import PlanningUpload, ValueCheck
from drehscheibe.domain.controlling.models.period import (
    BEFORE_SUBMISSION,
    GoalPeriod,
    LocalField,
    PeriodIs,
)
from drehscheibe.domain.controlling.models.project import (
    Participation,
    ProjectIs,
    StatewideProject,
)
from drehscheibe.domain.controlling.models.report import (
    REPORT_WRITABLE,
    AnnualReport,
    Degree,
    Judgement,
    ReportDraft,
    ReportIs,
    ReportVersion,
    SignedJudgement,
)
from drehscheibe.domain.controlling.models.returns import LockException, ReturnReminder
from drehscheibe.domain.controlling.models.sheet import PlanningMapping, ValueSheet

__all__ = [
    "BEFORE_SUBMISSION",
    "GOAL_EDITABLE",
    "MANDATORY_STRANDS",
    "MOST_PEOPLE",
    "REPORT_WRITABLE",
    "Activity",
    "AgreedStep",
    "AnnualReport",
    "CatalogueEntry",
    "CatalogueVersion",
    "CouncilReport",
    "Degree",
    "Dialogue",
    "DialogueIs",
    "Direction",
    "Goal",
    "GoalAdvice",
    "GoalDecision",
    "GoalIs",
    "GoalPeriod",
    "GoalVersion",
    "Indicator",
    "IndicatorTerms",
    "Judgement",
    "Kind",
    "LocalField",
    "LockException",
    "Measure",
    "Ministry",
    "OverPlaces",
    "OverTime",
    "Participation",
    "PeriodIs",
    "PlanningMapping",
    "PlanningUpload",
    "ProjectIs",
    "ReportDraft",
    "ReportIs",
    "ReportVersion",
    "ReturnReminder",
    "SignedJudgement",
    "StatewideProject",
    "Strand",
    "Target",
    "Value",
    "ValueCheck",
    "ValueIs",
    "ValueSheet",
]

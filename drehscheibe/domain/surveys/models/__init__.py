"""Rows of the room: surveys with their responses, and what became of them."""

from drehscheibe.domain.surveys.models.asking import (
    OWING,
    Answer,
    Question,
    ResponseIs,
    ResponseVersion,
    SetAside,
    Survey,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.domain.surveys.models.chain import ProvenanceLink, Use

__all__ = [
    "OWING",
    "Answer",
    "ProvenanceLink",
    "Question",
    "ResponseIs",
    "ResponseVersion",
    "SetAside",
    "Survey",
    "SurveyIs",
    "SurveyResponse",
    "Use",
]

"""Rows of the room: meetings and minutes, decisions and actions, papers, talks, polls."""

from drehscheibe.domain.exchange.models.decisions import (
    ActionIs,
    ActionItem,
    Choice,
    Decision,
    DecisionIs,
    Vote,
    Way,
)
from drehscheibe.domain.exchange.models.meetings import (
    AgendaItem,
    InternalMinutes,
    Meeting,
    MeetingIs,
    Minutes,
    MinutesComment,
)
from drehscheibe.domain.exchange.models.papers import Paper
from drehscheibe.domain.exchange.models.polls import DatePoll, PollAnswer, PollOption
from drehscheibe.domain.exchange.models.talks import Mute, Post, Thread

__all__ = [
    "ActionIs",
    "ActionItem",
    "AgendaItem",
    "Choice",
    "DatePoll",
    "Decision",
    "DecisionIs",
    "InternalMinutes",
    "Meeting",
    "MeetingIs",
    "Minutes",
    "MinutesComment",
    "Mute",
    "Paper",
    "PollAnswer",
    "PollOption",
    "Post",
    "Thread",
    "Vote",
    "Way",
]

"""Everything the room keeps."""

from drehscheibe.domain.qualification.models.course import (
    CourseTemplate,
    EventSeries,
    QualificationKind,
)
from drehscheibe.domain.qualification.models.demand import Demand
from drehscheibe.domain.qualification.models.event import (
    HELD,
    SHOWN,
    UPCOMING,
    Event,
    EventIs,
    EventNumber,
    EventPool,
    OnlineAccess,
    Session,
)
from drehscheibe.domain.qualification.models.feed import CalendarFeed
from drehscheibe.domain.qualification.models.proof import Attendance, Certificate, Qualification
from drehscheibe.domain.qualification.models.taking_part import (
    Answer,
    AnswerCount,
    GuestRequest,
    Participation,
    Question,
)

__all__ = [
    "HELD", "SHOWN", "UPCOMING", "Answer", "AnswerCount", "Attendance", "CalendarFeed",
    "Certificate", "CourseTemplate", "Demand", "Event", "EventIs", "EventNumber", "EventPool",
    "EventSeries", "GuestRequest", "OnlineAccess", "Participation", "Qualification",
    "QualificationKind", "Question", "Session",
]  # fmt: skip

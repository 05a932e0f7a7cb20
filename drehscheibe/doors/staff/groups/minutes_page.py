"""What the page of a meeting says about its minutes."""

from typing import Any

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import Meeting, MeetingIs
from drehscheibe.domain.exchange.recording import APPROVED
from drehscheibe.domain.groups.leading import membership_of
from drehscheibe.domain.groups.models import Function
from drehscheibe.doors.staff.groups.meeting_forms import CommentForm
from drehscheibe.doors.staff.pages import StaffRequest


def minutes_context(request: StaffRequest, meeting: Meeting, *, leading: bool) -> dict[str, Any]:
    """The version that counts, its internal part, the others, comments and the form for one."""
    versions = list(work.minutes_for(request.standing).filter(meeting=meeting))
    if not versions:
        return {"minutes": None}
    latest = versions[0]
    comments = work.comments_for(request.standing).filter(minutes__meeting=meeting)
    return {
        "minutes": latest,
        "versions": versions,
        "internal": work.internal_minutes_for(request.standing, latest),
        "comments": comments,
        "comment_form": CommentForm() if _may_comment(request, meeting) else None,
        "may_correct": leading and meeting.status in APPROVED,
    }


def _may_comment(request: StaffRequest, meeting: Meeting) -> bool:
    """Full members, while asked."""
    if meeting.status != MeetingIs.COMMENT_PERIOD or meeting.group is None:
        return False
    if meeting.comments_until is not None and request.today > meeting.comments_until:
        return False
    member = membership_of(request.person, meeting.group, on=request.today)
    return member is not None and member.function != Function.GUEST

"""What concepts put on the first screen: corrections that wait for a second look."""

from datetime import datetime

from django.urls import reverse

from drehscheibe.domain.centres.concept.correction import corrections_to_settle_by
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing

MOST = 20


def corrections_to_settle(standing: Standing, now: datetime) -> list[Task]:
    """Proposals of others at one's own centre."""
    return [
        Task(
            what=f"Berichtigung prüfen: {each.concept.title}",
            who=str(each.proposed_by),
            url=reverse("staff:centres:concept_settle", args=[each.concept_id]),
            button="Öffnen",
            since=each.proposed_at,
        )
        for each in corrections_to_settle_by(standing)[:MOST]
    ]

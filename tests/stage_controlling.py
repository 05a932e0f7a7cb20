"""An activity of the demonstration's centre, for the addresses that lead to one."""

from datetime import datetime
from uuid import UUID

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

KEY = UUID("6f9b2a0e-5d0a-4d53-9a53-3a0f6a1c2b11")


def samples_of_controlling(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """One activity, entered today."""
    entry = Entry("Dialog Sport", at.date(), "Kreishaus", "Vereine", 14)
    activity, _ = enter_activity(
        centre=Centre.objects.get(key=WARENDORF), key=KEY, entry=entry,
        by=cast["fachkraft@warendorf.example"], at=at,
    )  # fmt: skip
    return {"staff:controlling:key": [Sample({"key": activity.key}, activity)]}

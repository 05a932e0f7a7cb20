"""What an event needs before people can register."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.qualification.guards import lacks
from drehscheibe.domain.qualification.hosting import cancel_event, publish
from drehscheibe.domain.qualification.models import Event
from drehscheibe.domain.qualification.preparing import SeatFacts
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.qualification.stories import hall

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
ONLINE = SeatFacts(capacity=2)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"units": (), "seats": 5}, "mindestens einen Termin"),
        ({"starts": NOW - timedelta(hours=1)}, "in der Vergangenheit"),
        ({"seats": {}}, "wie viele Plätze es gibt: vor Ort"),
        ({"format": "hybrid", "seats": {"onsite": ONLINE}}, "wie viele Plätze es gibt: online"),
        ({"seats": 4, "min_participants": 5}, "Mindestzahl 5 ist bei 4 Plätzen nie zu erreichen"),
        ({"min_participants": 2, "decide_by": date(2026, 5, 1)}, "erst nach dem Beginn"),
    ],
)
def test_an_event_that_cannot_be_attended_is_not_published(
    given: dict[str, Any], words: str
) -> None:
    own = hall(NOW, draft=True, **given)
    own.event.refresh_from_db()
    assert [line for line in lacks(own.event, at=NOW) if words in line]
    with pytest.raises(TransitionRefused, match=words):
        publish(event=own.event, by=own.host, at=NOW)


def test_the_minimum_may_be_all_seats_and_none_are_counted_without_a_limit() -> None:
    both = {"onsite": SeatFacts(capacity=3), "online": ONLINE}
    all_seats = hall(
        NOW, format="hybrid", seats=both, min_participants=5, decide_by=date(2026, 4, 30)
    )
    endless = hall(NOW, seats=None, min_participants=500)
    assert [all_seats.event.status, endless.event.status] == ["published", "published"]


def test_pages_that_tell_of_an_event_are_made_anew_with_it() -> None:
    """A cancelled event does not stand at the edge (ADR 10) as if it took place."""
    own = hall(NOW, draft=True)
    with CaptureQueriesContext(connection) as asked:
        publish(event=own.event, by=own.host, at=NOW)
    assert any("pg_notify" in each["sql"] for each in asked)
    with CaptureQueriesContext(connection) as asked:
        cancel_event(event=own.event, reason="Referentin krank", by=own.host, at=NOW)
    assert any("pg_notify" in each["sql"] for each in asked)
    assert not Event.objects.filter(status="published").exists()

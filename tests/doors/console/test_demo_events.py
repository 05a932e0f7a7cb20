"""Events of the demonstration: in every state, once, on any day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.test import Client

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.qualification.models import (
    Certificate,
    CourseTemplate,
    Event,
    Participation,
    Qualification,
)
from drehscheibe.domain.registration.models import Registration
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_events import events
from drehscheibe.doors.console.demo_people import people
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail

TABLES = (Event, CourseTemplate, Participation, Registration, Certificate, Qualification, Entry,
          OutboxMail)  # fmt: skip


@pytest.mark.parametrize("day", [(2026, 11, 22), (2027, 2, 28), (2028, 7, 1)])
@pytest.mark.django_db
def test_events_in_every_state_once(settings: LazySettings, day: tuple[int, int, int]) -> None:
    settings.DEMONSTRATION = True
    at = datetime(*day, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    import_register(at=at)
    counted = []
    for _ in range(2):
        events(people(at=at), Days(day_of(at)))
        counted.append([table._default_manager.count() for table in TABLES])
    assert counted[0] == counted[1]
    states = sorted(Event.objects.values_list("status", flat=True))
    assert states == ["cancelled", "done", "draft", "published", "published"]
    held = Certificate.objects.values_list("state", flat=True)
    assert sorted(held) == ["issued"] * 5 + ["revoked"]
    listed = Qualification.objects.filter(listed_at__isnull=False)
    assert {str(each.fields_of_action.get()) for each in listed} == {"Integration durch Bildung"}
    assert listed.count() == 2
    waiting = Registration.objects.filter(status="waitlisted")
    assert set(waiting.values_list("waits_for", flat=True)) == {"share", "full"}


@pytest.mark.django_db
def test_visitors_find_what_is_public(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    now = datetime.now(ZoneInfo("Europe/Berlin"))
    import_register(at=now)
    events(people(at=now), Days(day_of(now)))
    page = Client().get("/veranstaltungen/").content.decode()
    assert "Fachtagung Integration durch Bildung" in page
    assert "Rassismuskritisch beraten" not in page

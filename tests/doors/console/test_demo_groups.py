"""The groups of the demonstration: in every stage, arranged once, whatever the day."""

from datetime import date

import pytest

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.exchange.models import (
    ActionItem,
    DatePoll,
    Decision,
    Meeting,
    Minutes,
    Paper,
    Thread,
)
from drehscheibe.domain.exchange.searching import search
from drehscheibe.domain.groups.models import Group, GroupMembership
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_groups import groups
from drehscheibe.doors.console.demo_people import people
from drehscheibe.kernel.permissions.reach import standing_of

pytestmark = pytest.mark.django_db
COUNTED = (Group, GroupMembership, Meeting, Decision, ActionItem, Minutes, Paper, Thread, DatePoll)


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 2), date(2028, 2, 29)])
def test_every_stage_is_there_and_a_second_load_changes_nothing(
    today: date, settings: object, tmp_path: object
) -> None:
    """Around the turn of the year and on a leap day too; the guest finds nothing internal."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    days = Days(today)
    import_register(at=days.ago(500))
    cast = people(at=days.ago(400))
    groups(cast, days)
    before = [model._default_manager.count() for model in COUNTED]
    groups(cast, days)
    assert [model._default_manager.count() for model in COUNTED] == before
    assert set(Meeting.objects.values_list("status", flat=True)) == {
        "published", "comment_period", "invited", "scheduled"
    }  # fmt: skip
    carried = Meeting.objects.get(title="Verteilung").items.exclude(carried_from=None)
    assert [item.title for item in carried] == ["Verteilung"]
    first, second = Minutes.objects.filter(meeting__title="Auftakt").order_by("version")
    assert second.text == first.text.replace("14 Zentren", "16 Zentren")
    guest, head = (
        standing_of(cast[email], on=today)
        for email in ("gast@hochschule.example", "leitung@koeln.example")
    )
    assert search(guest, "Kosten").count == 0
    assert search(head, "Kosten").count >= 2

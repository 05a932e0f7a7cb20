"""What is forgotten, and what is not yet."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command

from drehscheibe.kernel.access.held_inputs import Typed, hold
from drehscheibe.kernel.access.models import HeldInput, PostCount, Session
from drehscheibe.kernel.access.posting import posts_too_often
from drehscheibe.kernel.access.retention import forget
from drehscheibe.kernel.access.visitors import Visitor
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_kind_goes_when_its_time_is_up(noon: datetime) -> None:
    person = factories.person("specialist", of=factories.organisation(kind="centre"))
    for days in (2, 0, -1):
        ends = noon - timedelta(days=days)
        Session.objects.create(session_key=f"s{days}", session_data="", expire_date=ends)
    hold(Typed("/", {}), account=person.account, at=noon - timedelta(hours=3))
    for ago in (timedelta(hours=2), timedelta(0)):
        posts_too_often(Visitor("192.0.2.1", "Probe"), at=noon - ago)
    kept = AccessAttempt(username="x", ip_address="192.0.2.1", failures_since_start=1)
    kept.save()
    AccessAttempt.objects.update(attempt_time=noon - timedelta(days=15))
    assert forget(at=noon) == {"sessions": 1, "held_inputs": 1, "attempts": 1, "posts": 2}
    assert set(Session.objects.values_list("pk", flat=True)) == {"s0", "s-1"}
    assert PostCount.objects.count() == 2
    assert not HeldInput.objects.exists()


def test_the_command_says_how_much() -> None:
    told = StringIO()
    call_command("forget_access", stdout=told)
    assert told.getvalue() == "Gelöscht: 0 Sitzungen, 0 Eingaben, 0 Fehlversuche.\n"

"""Entering an activity in a minute, without script; the list; whose it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drehscheibe.domain.controlling.activities import entering
from drehscheibe.domain.controlling.activities.entering import Entry
from drehscheibe.domain.controlling.models import Activity
from drehscheibe.kernel.calendar.moments import day_of
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/aktivitaeten/"
NEW = f"{LIST}neu/"


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


@pytest.fixture
def people() -> Story:
    """A centre and its people."""
    return story()


@pytest.fixture
def browser(people: Story) -> Client:
    """The specialist, signed in."""
    return factories.client_of(people.specialist)


def typed(people: Story, **changed: str) -> dict[str, str]:
    """What the form sends."""
    return {
        "key": str(uuid4()), "centre": str(people.centre.pk), "title": "Dialog Sport",
        "happened_on": "1.3.2026", "place": "Kreishaus", "audience": "Vereine",
        "participants": "14", "goal": "", **changed,
    }  # fmt: skip


def test_entered_sent_twice_shown_once(people: Story, browser: Client) -> None:
    form = typed(people)
    for _ in range(2):
        answer = browser.post(NEW, form)
        assert answer.status_code == 302
    assert answer["Location"].endswith(f"?erfasst={form['key']}")
    assert "Erfasst. Noch eine?" in text_of(browser.get(answer["Location"]))
    assert "Gezählt: 1 Aktivitäten mit 14 Teilnahmen" in text_of(browser.get(LIST))


def test_bad_input_says_so_at_its_field_and_keeps_the_rest(people: Story, browser: Client) -> None:
    form = typed(people, happened_on="30.2.2026", participants="1,234", partners="VHS")
    answer = browser.post(NEW, form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Der Februar 2026 hat 28 Tage" in text
    assert "Meinten Sie 1.234?" in text
    assert 'value="Dialog Sport"' in text
    assert '<details class="more" open>' in text
    assert form["key"] in text


def test_a_goal_and_its_measure_are_offered(people: Story, browser: Client) -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC)
    goal = people.draft(at=at, goals=1, year=2025).goals.get()
    answer = browser.post(NEW, typed(people, goal=f"{goal.pk}-1"))
    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert (activity.goal, activity.measure) == (goal, 1)


def test_corrected_and_taken_back(people: Story, browser: Client) -> None:
    browser.post(NEW, typed(people))
    activity = Activity.objects.get()
    address = f"{LIST}{activity.key}/"
    assert "Dialog Sport berichtigen" in text_of(browser.get(f"{address}berichtigen/"))
    browser.post(f"{address}berichtigen/", typed(people, participants="15", seen="1"))
    stale = browser.post(f"{address}berichtigen/", typed(people, participants="16", seen="1"))
    assert stale.status_code == 422
    assert "inzwischen geändert" in stale.content.decode()
    refused = browser.post(f"{address}zuruecknehmen/", {"reason": ""})
    assert "Bitte sagen Sie kurz, warum." in refused.content.decode()
    browser.post(f"{address}zuruecknehmen/", {"reason": "Doppelt"})
    activity.refresh_from_db()
    assert (activity.participants, activity.withdrawal_reason) == (15, "Doppelt")
    assert "Doppelt" in text_of(browser.get(address))


def test_another_centres_activity_is_404(people: Story, browser: Client) -> None:
    browser.post(NEW, typed(people))
    activity = Activity.objects.get()
    other = factories.client_of(story("Kreis Musterfeld").specialist)
    for page in ("", "berichtigen/"):
        assert other.get(f"{LIST}{activity.key}/{page}").status_code == 404
    assert "Dialog Sport" not in other.get(LIST).content.decode()


def test_a_foreign_centre_cannot_be_chosen(people: Story, browser: Client) -> None:
    """Attack 2: the number of another centre in the form."""
    foreign = story("Kreis Musterfeld").centre
    answer = browser.post(NEW, typed(people, centre=str(foreign.pk)))
    assert answer.status_code == 422
    assert Activity.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 60])
def test_the_list_asks_the_same_however_long(people: Story, browser: Client, rows: int) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    entry = Entry("Runde", day_of(at - timedelta(days=1)), "Haus", "Alle", 3)
    for number in range(rows):
        entering.enter_activity(
            centre=people.centre, key=uuid4(), entry=replace(entry, participants=number),
            by=people.specialist, at=at,
        )  # fmt: skip
    browser.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(LIST).status_code == 200
    assert len(asked) <= 12


def test_who_only_reads_enters_nothing(people: Story) -> None:
    carrier = factories.client_of(factories.person("carrier", of=people.centre.carrier))
    assert carrier.get(LIST).status_code == 200
    assert carrier.get(NEW).status_code == 403
    assert reverse("staff:controlling:activity_list") == LIST

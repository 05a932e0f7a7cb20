"""What goals put on the first screen: for whom, in which band, and in how many queries."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.controlling.goals import advice, beginning, submitting
from drehscheibe.doors.staff.controlling import goal_tasks, tasks
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.doors.staff.controlling.test_goal_decisions import text_of

pytestmark = pytest.mark.django_db
HOME = "/mitarbeit/"
LINES = [
    each
    for each in (*tasks.DUE, *tasks.WAITING, *tasks.NEW)
    if each.__module__ == goal_tasks.__name__
]


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


def home(person: Person) -> str:
    """What the first screen says."""
    browser: Client = factories.client_of(person)
    return text_of(browser.get(HOME))


def ago(days: int) -> datetime:
    """Noon of the day so many calendar days ago: an hour of summer time makes no other day."""
    day = timezone.localdate() - timedelta(days=days)
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())


def test_a_centre_without_goals_is_told_and_that_the_day_is_not_confirmed(people: Story) -> None:
    text = home(people.specialist)
    assert "beginnen (Frist unbestätigt)" in text
    for other in (people.adviser, people.school):
        assert "beginnen (Frist" not in home(other)


def test_a_returned_goal_and_advice_wait_for_the_centre(people: Story) -> None:
    year = timezone.localdate().year
    period = people.submitted(at=ago(30), goals=3, year=year)
    people.say(period.goals.get(number=2), "school", at=ago(3), change="Kürzer.")
    shared = people.draft(at=ago(20), goals=1, year=year + 2)
    beginning.share_for_advice(period=shared, by=people.specialist, at=ago(19))
    words = advice.Words("", "Woran wäre der Erfolg zu sehen?")
    advice.advise(goal=shared.goals.get(), words=words, by=people.adviser, at=ago(4))
    text = home(people.specialist)
    assert f"Ziele {year}/{year + 1}: Ziel 2 überarbeiten" in text
    assert "1 Hinweis der Koordinierungsstelle beantworten" in text
    assert "Woran wäre" not in text


def test_the_head_puts_forward_what_is_agreed_locally(people: Story) -> None:
    period = people.draft(at=ago(20), goals=1, year=timezone.localdate().year)
    assert "noch im Entwurf (Frist unbestätigt)" in home(people.head)
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=day_of(ago(10)), by=people.specialist, at=ago(9)
    )
    assert home(people.head).count("den Ministerien vorlegen") == 1


def test_half_agreed_goals_stand_first_with_the_days_since(people: Story) -> None:
    year = timezone.localdate().year
    other = story("Kreis Musterhausen")
    other.submitted(at=ago(40), goals=1, year=year)
    period = people.submitted(at=ago(20), goals=2, year=year)
    people.say(period.goals.get(number=1), "integration", at=ago(9))
    text = home(people.school)
    half = text.index("2 Ziele zu entscheiden, 1 halb vereinbart, seit 20 Tagen")
    assert half < text.index("1 Ziel zu entscheiden, seit 40 Tagen")
    assert "1 Ziel zu entscheiden" in home(people.integration)


def test_both_yes_is_news_for_the_centre(people: Story) -> None:
    people.agreed(at=ago(2), goals=2, year=timezone.localdate().year)
    assert "Ziele 1, 2 vereinbart" in home(people.specialist)


def test_the_adviser_sees_drafts_nobody_has_read(people: Story) -> None:
    period = people.draft(at=ago(9), goals=1, year=timezone.localdate().year)
    assert "zum Wortlaut beraten" not in home(people.adviser)
    beginning.share_for_advice(period=period, by=people.specialist, at=ago(8))
    assert "zum Wortlaut beraten" in home(people.adviser)


def test_the_lines_of_goals_ask_one_query_each_at_most(people: Story) -> None:
    """However many centres and goals there are."""
    year = timezone.localdate().year
    for name in ("Kreis Musterau", "Kreis Musterhausen", "Kreis Mustertal"):
        story(name).submitted(at=ago(20), goals=4, year=year)
    for person in (people.head, people.school, people.adviser):
        standing = standing_of(person, on=timezone.localdate())
        for line in LINES:
            with CaptureQueriesContext(connection) as queries:
                line(standing, timezone.now())
            assert len(queries) <= 1, line.__name__

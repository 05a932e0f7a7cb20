"""Pages of a group's work: what is typed badly comes back with a sentence, nothing is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.exchange.models import DatePoll, Meeting, Minutes, Thread
from drehscheibe.domain.groups.models import GroupMembership
from tests import factories
from tests.domain.exchange.stories import Circle, circle, held, planned, point

pytestmark = pytest.mark.django_db
ROOT = "/mitarbeit/gruppen/"
MOST = 24
"""Queries of the page of a group, all its lists together; a list alone has 12."""


@pytest.fixture
def own() -> Circle:
    """The project group."""
    return circle(timezone.now() - timedelta(days=30))


@pytest.fixture
def chair(own: Circle) -> Client:
    """Who leads it."""
    return factories.client_of(own.chair)


def typed(day: str, begins: str, ends: str) -> dict[str, str]:
    """A meeting as it is typed."""
    return {
        "title": "Nachtsitzung", "day": day, "begins": begins, "ends": ends, "tier": "group",
    }  # fmt: skip


def test_the_clock_of_the_summer_night_is_refused_in_words(own: Circle, chair: Client) -> None:
    """28.03.2027 02:30 does not exist; 25.10.2026 02:30 is the first of two."""
    page = f"{ROOT}{own.group.pk}/sitzungen/neu/"
    answer = chair.post(page, typed("28.03.2027", "02:30", "04:00"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "gibt es 02:30 Uhr nicht" in text
    assert 'value="Nachtsitzung"' in text
    assert chair.post(page, typed("25.10.2026", "02:30", "04:00")).status_code == 302
    assert Meeting.objects.get().starts_at.isoformat() == "2026-10-25T00:30:00+00:00"


def test_a_meeting_over_midnight_ends_on_the_next_day(own: Circle, chair: Client) -> None:
    page = f"{ROOT}{own.group.pk}/sitzungen/neu/"
    assert chair.post(page, typed("10.02.2027", "22:00", "01:00")).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=3)
    same = chair.post(page, typed("10.02.2027", "22:00", "22:00"))
    assert (same.status_code, Meeting.objects.count()) == (422, 1)
    assert "Das Ende liegt vor dem Anfang" in same.content.decode()


def test_two_who_write_the_minutes_see_both_texts(own: Circle, chair: Client) -> None:
    then = timezone.now() - timedelta(days=2)
    meeting = planned(own, then, at=then - timedelta(days=5))
    item = point(own, meeting, "Bericht", at=then - timedelta(days=5))
    held(own, meeting, item, at=then + timedelta(hours=3))
    page = f"{ROOT}sitzungen/{meeting.pk}/protokoll/"
    first = {"text": "Erstens", "internal": "", "version": "0"}
    saved = chair.post(page, first, headers={"hx-request": "true"})
    assert 'id="version" value="1"' in saved.content.decode()
    assert "<h1" not in saved.content.decode()
    late = chair.post(page, first | {"text": "Zu spät"})
    text = late.content.decode()
    assert late.status_code == 409
    assert "Zu spät</textarea>" in text
    assert "Erstens" in text
    assert "Meine Fassung übernehmen" in text
    assert Minutes.objects.get().text == "<p>Erstens</p>"
    chair.post(page, first | {"text": "Zu spät", "overwrite": "1"})
    assert Minutes.objects.get().text == "<p>Zu spät</p>"


def test_a_person_for_several_houses_is_asked_for_which(own: Circle, chair: Client) -> None:
    """Refused with the choice, then taken in for the house that was chosen."""
    houses = [factories.organisation(f"KI {name}", "centre") for name in ("Herne", "Hagen")]
    both = factories.person(of=houses[0])
    both.memberships.create(organisation=houses[1], role="head", valid_from="2020-01-01")
    page = f"{ROOT}{own.group.pk}/mitglieder/"
    seat = {"email": both.email, "function": "member", "since": "01.03.2026"}
    answer = chair.post(page, seat)
    assert answer.status_code == 422
    assert "handelt für mehrere Organisationen" in answer.content.decode()
    assert chair.post(page, seat | {"organisation": str(houses[1].pk)}).status_code == 302
    assert GroupMembership.objects.get(person=both).on_behalf_of == houses[1]


def test_lines_of_a_date_poll_are_whole_or_empty(own: Circle, chair: Client) -> None:
    page = f"{ROOT}{own.group.pk}/terminumfragen/neu/"
    until = f"{timezone.localdate() + timedelta(days=9):%d.%m.%Y}"
    first = {"title": "Frühjahr", "until": until, "day-1": "01.03.2027", "begins-1": "09:00",
             "ends-1": "12:00"}  # fmt: skip
    half = chair.post(page, first | {"day-2": "02.03.2027"})
    assert half.status_code == 422
    assert "Bitte Tag, Beginn und Ende angeben" in half.content.decode()
    assert chair.post(page, first).status_code == 302
    assert DatePoll.objects.get().options.count() == 1
    answer = factories.client_of(own.bonn).get(f"{ROOT}terminumfragen/{DatePoll.objects.get().pk}/")
    assert "Ihre Antwort" in answer.content.decode()


def test_who_muted_everything_is_offered_mails_again(own: Circle) -> None:
    member = factories.client_of(own.bonn)
    member.post(f"{ROOT}mails/", {"act": "off"})
    assert "Wieder Mails erhalten" in member.get(ROOT).content.decode()
    member.post(f"{ROOT}mails/", {"act": "on"})
    assert "Mails abstellen" in member.get(ROOT).content.decode()


def test_a_talk_is_begun_answered_and_closed(own: Circle) -> None:
    head, guest = factories.client_of(own.head), factories.client_of(own.guest)
    begun = head.post(
        f"{ROOT}{own.group.pk}/gespraeche/neu/", {"title": "Wer?", "text": "- eins\n- zwei"}
    )
    thread = Thread.objects.get()
    assert begun.status_code == 302
    assert thread.posts.get().text == "<ul><li>eins</li><li>zwei</li></ul>"
    page = f"{ROOT}gespraeche/{thread.pk}/"
    assert guest.post(page, {"text": "Ich."}).status_code == 302
    assert guest.post(f"{page}schritt/", {"act": "close"}).status_code == 302
    thread.refresh_from_db()
    assert thread.closed_at is None  # neither its opener nor leading
    head.post(f"{page}schritt/", {"act": "close"})
    assert "Dieses Gespräch ist geschlossen" in guest.get(page).content.decode()
    assert thread.posts.count() == 2


def test_the_page_of_a_group_asks_few_questions_however_much_there_is(
    own: Circle, chair: Client
) -> None:
    now = timezone.now()
    for number in range(1, 7):
        meeting = planned(own, now + timedelta(days=number), at=now)
        point(own, meeting, f"Punkt {number}", at=now)
    page = f"{ROOT}{own.group.pk}/"
    chair.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert chair.get(page).status_code == 200
    asked = [each["sql"] for each in queries.captured_queries if _is_question(each["sql"])]
    assert len(asked) <= MOST, [sql[:110] for sql in asked]


def _is_question(sql: str) -> bool:
    tables = ("groups_", "surveys_", "exchange_", "organisations_", "people_")
    return sql.startswith("SELECT") and any(table in sql for table in tables)

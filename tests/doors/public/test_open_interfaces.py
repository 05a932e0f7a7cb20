"""Feeds, calendars, data in pages, limits, the page that names them all (issue 6, point 6)."""

import json
from datetime import date, datetime
from typing import Any

import extruct  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import pytest
from django.conf import LazySettings
from django.conf import settings as installed
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.directory.models import Actor
from drehscheibe.doors.api.limits import Counter
from drehscheibe.doors.public.open_data import WAYS
from tests.domain.courses.stories import AT, Stage
from tests.domain.directory.stories import Stage as Directory
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
ANONYMOUS = {"Authorization": "none"}
HOSTILE = "Deutsch </script><script>alert(1)</script> & <b>\x0b ሰላም"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def read(kind: str, prefix: str = "") -> Any:
    answer = Client().get(f"{prefix}/feeds/{kind}.atom", headers=ANONYMOUS)
    assert answer.status_code == 200
    found = feedparser.parse(answer.content)
    assert found.bozo == 0
    return found


def test_feeds_are_read_without_a_complaint_even_with_hostile_titles() -> None:
    stage = Stage()
    first = stage.course()
    CourseOffer.objects.filter(pk=first.pk).update(title=HOSTILE)
    second = stage.course()
    found = read("kurse", "/tr")
    assert (found.version, found.feed.language) == ("atom10", "tr")
    assert found.feed.title == "Yeni Almanca kursları – Drehscheibe"
    entries = {each.id: each for each in found.entries}
    assert set(entries) == {
        f"tag:testserver,2026:kurse/{each.public_id}" for each in (first, second)
    }
    hostile = entries[f"tag:testserver,2026:kurse/{first.public_id}"]
    assert "<script" not in Client().get("/feeds/kurse.atom").content.decode()
    assert hostile.link == f"http://testserver/tr/kurse/{first.public_id}/"
    assert hostile.updated == first.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found.feed.updated == max(each.updated for each in found.entries)


@pytest.mark.parametrize("kind", ["kurse", "veranstaltungen", "foerderung"])
def test_an_empty_feed_is_a_feed_and_304_for_whoever_has_it(kind: str) -> None:
    assert read(kind).entries == []
    tag = Client().get(f"/feeds/{kind}.atom", headers=ANONYMOUS)["ETag"]
    known = {**ANONYMOUS, "If-None-Match": tag}
    assert Client().get(f"/feeds/{kind}.atom", headers=known).status_code == 304
    assert Client().get(f"/feeds/{kind}x.atom").status_code == 404


def test_every_page_leads_readers_to_the_feeds() -> None:
    page = Client().get("/en/barrierefreiheit/").content.decode()
    for kind in ("kurse", "veranstaltungen", "foerderung"):
        assert 'type="application/atom+xml" title="' in page
        assert f'href="/en/feeds/{kind}.atom"' in page


def test_drafts_and_closed_providers_stand_in_no_feed() -> None:
    Stage().course()
    assert len(read("kurse").entries) == 1
    Actor.objects.update(ended_on=AT.date())
    assert read("kurse").entries == []


def test_a_course_is_a_series_without_its_free_days() -> None:
    """Tuesdays and Thursdays from 12.05. to 17.07.2026; Ascension (14.05.) and 09.06. are free."""
    offer = Stage().course(days_off=(date(2026, 6, 9),))
    answer = Client().get(f"/kurse/{offer.public_id}/termine.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar: Any = Calendar.from_ical(answer.content)
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    tuesdays, thursdays = calendar.walk("VEVENT")
    assert tuesdays["RRULE"]["BYDAY"] == ["TU"]
    assert tuesdays["DTSTART"].dt == datetime.fromisoformat("2026-05-12T09:00:00+02:00")
    assert [each.dt.date() for each in tuesdays["EXDATE"].dts] == [date(2026, 6, 9)]
    assert [each.dt.date() for each in thursdays["EXDATE"].dts] == [
        date(2026, 5, 14), date(2026, 6, 4),
    ]  # fmt: skip
    assert b"\r\n" in answer.content
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert f"/kurse/{offer.public_id}/termine.ics" in (
        Client().get(f"/kurse/{offer.public_id}/").content.decode()
    )


def test_of_a_provider_at_risk_the_calendar_tells_the_town_alone() -> None:
    stage = Stage()
    offer = stage.course()
    address = f"/kurse/{offer.public_id}/termine.ics"
    assert b"Beispielweg" in Client().get(address, headers=ANONYMOUS).content
    Actor.objects.filter(pk=stage.actor.pk).update(at_risk=True)
    hidden = Client().get(address, headers=ANONYMOUS).content
    assert b"Beispielweg" not in hidden
    assert b"Dortmund" in hidden


def data_of(path: str) -> dict[str, Any]:
    """What a search engine reads out of the page; exactly one thing."""
    answer = Client().get(path, headers=ANONYMOUS)
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert page.count("<script") == page.count("</script>")
    (found,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    return dict(found)


def test_a_course_tells_search_engines_what_it_is_and_nothing_escapes() -> None:
    offer = Stage().course()
    CourseOffer.objects.filter(pk=offer.pk).update(title=HOSTILE.replace("\x0b", ""))
    found = data_of(f"/kurse/{offer.public_id}/")
    assert (found["@type"], found["name"]) == ("Course", HOSTILE.replace("\x0b", ""))
    instance = found["hasCourseInstance"]
    assert (instance["startDate"], instance["courseMode"]) == ("2026-05-11", "onsite")
    assert instance["courseSchedule"][0]["byDay"] == "https://schema.org/Tuesday"
    assert instance["location"]["address"]["streetAddress"] == "Beispielweg 1"
    Actor.objects.update(at_risk=True)
    assert "Beispielweg" not in json.dumps(data_of(f"/kurse/{offer.public_id}/"))


def test_a_centre_and_an_actor_tell_search_engines_what_they_are() -> None:
    actor = Directory().actor("Rat und Hilfe", offer="querschnitt.wohnumfeld")
    found = data_of(f"/akteure/{actor.public_id}/")
    assert found["makesOffer"][0]["itemOffered"]["@type"] == "Service"
    centre = actor.centre
    told = data_of(f"/zentren/{centre.key}/{centre.slug}/")
    assert (told["@type"], told["identifier"]) == ("GovernmentOrganization", centre.key)
    assert told["areaServed"]["name"] == centre.area_name


def test_a_flood_is_told_when_to_come_again_and_others_are_not(settings: LazySettings) -> None:
    settings.DREHSCHEIBE_REQUESTS_A_MINUTE = 2
    address, one, other = "/feeds/kurse.atom", {"REMOTE_ADDR": "192.0.2.1"}, "192.0.2.2"
    left = [Client(**one).get(address)["RateLimit-Remaining"] for _ in range(2)]  # type: ignore[arg-type]
    assert left == ["1", "0"]
    refused = Client(**one).get(address)  # type: ignore[arg-type]
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert Client(REMOTE_ADDR=other).get(address).status_code == 200
    assert Client(**one).get("/kurse/").status_code == 200  # type: ignore[arg-type]
    counting = Counter()
    assert counting.count("x", now=1000.0) == (1, 60)
    assert counting.count("x", now=1059.0) == (2, 1)
    assert counting.count("x", now=1060.0) == (1, 60)


def test_thirty_devices_behind_one_address_are_never_refused() -> None:
    assert installed.DREHSCHEIBE_REQUESTS_A_MINUTE // 30 >= 20


@pytest.mark.parametrize("language", ["", "/ar"])
def test_the_page_names_ways_that_all_answer(language: str) -> None:
    answer = Client().get(f"{language}/offene-daten/")
    assert_sound(answer)
    page = answer.content.decode()
    for way in WAYS:
        assert way.form in page
    for path in {way.path for way in WAYS}:
        assert Client().get(path).status_code == 200, path


def test_feeds_ask_the_same_few_questions_at_any_size() -> None:
    stage, counts = Stage(), []
    for number in (2, 48):
        for _ in range(number):
            stage.course()
        with CaptureQueriesContext(connection) as seen:
            read("kurse")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12

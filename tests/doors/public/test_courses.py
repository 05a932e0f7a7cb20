"""Courses without an account: found in three taps, light, without scripts (Sc 9.1–9.3, 9.6)."""

import gzip
import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import CourseDemand, CourseHint, CourseOffer
from drehscheibe.doors.public.courses.filters import NAMES
from drehscheibe.doors.public.edge import QUERY_NAMES
from drehscheibe.kernel.access.posting import MOST_OF_A_DEVICE
from tests.domain.courses.stories import AT, MIDDLE, Stage
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
SC_9_3 = {"ort": "44139", "von": "2", "bis": "3", "tag": ["2", "4"], "zeit": "0", "kind": "2",
          "km": "5", "stufenlos": "1"}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def text_of(answer: Any) -> str:
    """What a reader sees."""
    body = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def token(answer: Any) -> str:
    found = re.search(r'name="form" value="([^"]+)"', answer.content.decode())
    assert found
    return found.group(1)


def test_three_taps_lead_from_the_language_to_a_call_button() -> None:
    Stage().course()
    browser = Client()
    start = browser.get("/en/").content.decode()  # 1: the language
    assert 'href="/en/deutsch-lernen/"' in start  # 2: the topic
    door = browser.get("/en/deutsch-lernen/").content.decode()
    assert 'action="/en/kurse/"' in door
    courses = browser.get("/en/kurse/", {"ort": "Dortmund"})  # 3: the place
    assert 'href="tel:0231000"' in courses.content.decode()


@pytest.mark.parametrize(("booked", "said"), [(18, "2 frei , Stand 04.05., 09:12"),
                                              (20, "ausgebucht Stand 04.05., 09:12")])  # fmt: skip
def test_sc_9_1_free_seats_stand_with_their_moment(booked: int, said: str) -> None:
    offer = Stage().course(Seats(20, booked))
    for page in ("/kurse/", f"/kurse/{offer.public_id}/"):
        assert said in text_of(Client().get(page))


def test_sc_9_2_a_stale_number_says_so() -> None:
    Stage().course(at=AT - timedelta(days=8))
    assert "Angabe veraltet" in text_of(Client().get("/kurse/"))


def test_sc_9_3_from_44139_only_what_fits_and_else_what_misses() -> None:
    stage = Stage()
    stage.course(title="alles erfüllt")
    stage.course(title="mit Stufen", step_free=False)
    page = Client().get("/kurse/", SC_9_3)
    assert_sound(page)
    assert ("alles erfüllt" in text_of(page), "mit Stufen" in text_of(page)) == (True, False)
    CourseOffer.objects.filter(title="alles erfüllt").update(standing="cancelled")
    near = text_of(Client().get("/kurse/", SC_9_3))
    assert "Kein Kurs passt genau" in near
    assert "Passt nicht ganz: nicht stufenlos, oder unbekannt" in near


def test_a_full_page_of_results_is_light_and_asks_few_questions() -> None:
    stage = Stage()
    sizes, counted = [], []
    for many in (2, 48):
        for each in range(many):
            stage.course(title=f"Deutschkurs {each} am Vormittag", fee="2,29 Euro je Stunde")
        with CaptureQueriesContext(connection) as queries:
            page = Client().get("/kurse/", SC_9_3, headers={"accept-encoding": ""})
        sizes.append(len(gzip.compress(page.content)))
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12
    assert sizes[1] <= 30_000


def test_pages_of_results_follow_each_other_and_beyond_the_last_stands_the_first() -> None:
    stage = Stage()
    for each in range(16):
        stage.course(title=f"Kurs {each:02}")
    seen = [set(re.findall(r"Kurs \d\d", text_of(Client().get("/kurse/", {"seite": page}))))
            for page in ("1", "2", "99", "x")]  # fmt: skip
    assert [len(each) for each in seen] == [15, 1, 15, 15]
    assert not seen[0] & seen[1]


def test_every_filter_may_be_kept_at_the_edge_and_unchanged_is_304() -> None:
    Stage().course()
    assert NAMES <= QUERY_NAMES
    first = Client().get("/kurse/?von=2")
    again = Client().get("/kurse/?von=2", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_no_page_sets_a_cookie_or_needs_a_script() -> None:
    offer, browser = Stage().course(), Client()
    pages = ("", "niveaus/", "weg/", "fehlt/", f"{offer.public_id}/", f"{offer.public_id}/hinweis/")
    for each in pages:
        answer = browser.get(f"/kurse/{each}")
        assert answer.status_code == 200
        assert_sound(answer)
        assert "onclick" not in answer.content.decode()
    assert not browser.cookies


def test_drafts_and_unknown_courses_are_not_there() -> None:
    offer = Stage().course()
    CourseOffer.objects.filter(pk=offer.pk).update(standing="draft")
    for public_id in (offer.public_id, uuid4()):
        for page in ("", "hinweis/"):
            assert Client().get(f"/kurse/{public_id}/{page}").status_code == 404


def test_a_course_called_off_still_says_so() -> None:
    offer = Stage().course()
    CourseOffer.objects.filter(pk=offer.pk).update(standing="cancelled")
    assert "Dieser Kurs ist abgesagt." in text_of(Client().get(f"/kurse/{offer.public_id}/"))


def test_the_path_names_the_step_that_is_missing() -> None:
    stage = Stage()
    stage.course(title="A1 zuerst", level_from=0, level_to=1)
    page = Client().get("/kurse/weg/", {"von": "0", "bis": "3", "ende": "2027-07-31"})
    assert_sound(page)
    assert "Der Weg führt zurzeit bis A1" in text_of(page)
    assert "Es fehlt: A1 bis A2, ab 18.07.2026" in text_of(page)
    assert "/kurse/fehlt/?bis=2&amp;ende=2027-07-31&amp;von=1" in page.content.decode()


def test_nothing_fits_counts_once_for_a_device_and_keeps_nobody() -> None:
    Stage()
    browser, url = Client(), "/kurse/fehlt/"
    said = {"ort": "Dortmund", "von": "2", "bis": "3", "kind": "2",
            "form": token(browser.get(url, {"ort": "Dortmund"}))}  # fmt: skip
    for _ in range(2):
        answer = browser.post(url, said, headers={"user-agent": "Probe"})
        assert answer.status_code == 302
    assert "Danke, das ist gezählt." in text_of(browser.get(answer["Location"]))
    kept = CourseDemand.objects.get()
    assert (kept.level_from, kept.level_to, kept.childcare) == (2, 3, True)
    assert "127.0.0.1" not in str(vars(kept))
    assert "Probe" not in str(vars(kept))
    other = browser.post(url, {**said, "ort": "Buxtehude"}, headers={"user-agent": "Probe"})
    assert (other.status_code, "Ihren Ort in Nordrhein-Westfalen" in text_of(other)) == (422, True)
    assert browser.post(url, {"ort": "Dortmund"}).status_code == 403


def test_this_is_wrong_reaches_the_centre_without_a_name() -> None:
    offer, browser = Stage().course(), Client()
    url = f"/kurse/{offer.public_id}/hinweis/"
    form = {"form": token(browser.get(url)), "text": "Nummer\u202e gehört <b>jemandem</b>"}
    assert browser.post(url, form).status_code == 422
    assert browser.post(url, {**form, "was": "phone"}).status_code == 302
    assert CourseHint.objects.get().what == "phone"
    assert browser.post(url, {**form, "was": "phone", "text": "x" * 501}).status_code == 422
    large = browser.post(url, {**form, "was": "other", "text": "x" * 3_000_000})
    assert large.status_code in {400, 413}


@of_hypothesis(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture],
               deadline=None)  # fmt: skip
@given(
    st.dictionaries(
        st.sampled_from(sorted(NAMES | {"seite", "x"})),
        st.one_of(st.text(max_size=30), st.integers(-(10**12), 10**12).map(str),
                  st.sampled_from(["0", "1", "2", "3", "2027-07-31", "9999-12-31", "\x00"])),
        max_size=8,
    ),
    st.sampled_from(["", "weg/", "fehlt/"]),
)  # fmt: skip
def test_no_question_breaks_a_page(query: dict[str, str], page: str) -> None:
    assert Client().get(f"/kurse/{page}", query).status_code == 200


def test_a_course_at_the_place_itself_is_near() -> None:
    Stage().course(point=(MIDDLE[0] + 3 / 111.2, MIDDLE[1]))
    assert "etwa 3 km" in text_of(Client().get("/kurse/", {"ort": "Dortmund"}))


@pytest.mark.parametrize(
    ("language", "says"),
    [("ar", "تفهم"), ("fa", ""), ("uk", ""), ("en", "simple words"), ("tr", "")],
)
def test_sc_9_6_levels_are_explained_in_the_readers_own_script(language: str, says: str) -> None:
    page = Client().get(f"/{language}/kurse/niveaus/")
    assert_sound(page)
    body = page.content.decode()
    direction = "rtl" if language in {"ar", "fa"} else "ltr"
    assert f'lang="{language}" dir="{direction}"' in body
    assert "Sie verstehen einfache Wörter" not in body
    assert says in body


def test_sc_9_6_everything_in_arabic_is_reached_by_keyboard_alone() -> None:
    offer = Stage().course()
    page = Client().get("/ar/kurse/", {"ort": "Dortmund"})
    assert_sound(page)
    body = page.content.decode()
    assert re.search(r'<(a|button|input|select|summary)[^>]*tabindex="-1"', body) is None
    assert f'href="/ar/kurse/{offer.public_id}/"' in body
    assert f'<bdi lang="de">{offer.title}</bdi>' in body


def test_forms_of_one_device_have_a_limit_and_others_behind_its_address_go_on() -> None:
    Stage()
    browser, url = Client(), "/kurse/fehlt/"
    said = {"form": token(browser.get(url))}
    answers = [browser.post(url, said).status_code for _ in range(MOST_OF_A_DEVICE + 1)]
    assert (set(answers[:-1]), answers[-1]) == ({422}, 429)
    assert browser.post(url, said, headers={"accept-language": "ti"}).status_code == 422

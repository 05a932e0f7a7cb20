"""Pages of groups, circulars and surveys, as people meet them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.circulars.models import CircularAddress
from drehscheibe.domain.exchange.models import Vote
from drehscheibe.domain.surveys.models import SurveyResponse
from tests import factories
from tests.domain.circulars.test_circulars import sent
from tests.domain.exchange.stories import circle, planned, point
from tests.domain.exchange.test_decisions import motion
from tests.domain.surveys.stories import asked

pytestmark = pytest.mark.django_db
MOST = 12
"""Queries of a list."""


def test_the_guest_finds_no_internal_item_on_any_page_sc_2_4() -> None:
    """Sc 2.4 at the door: search, counter, meeting."""
    now = timezone.now()
    own = circle(now)
    meeting = planned(own, now + timedelta(days=9), at=now)
    point(own, meeting, "Bericht", at=now)
    point(own, meeting, "Zwischenlösung", at=now, internal=True)
    guest, member = factories.client_of(own.guest), factories.client_of(own.bonn)
    address = "/mitarbeit/gruppen/suche/?wort=Zwischenl%C3%B6sung"
    assert "0 Treffer" in guest.get(address).content.decode()
    assert "1 Treffer" in member.get(address).content.decode()
    page = f"/mitarbeit/gruppen/sitzungen/{meeting.pk}/"
    assert "Zwischenlösung" not in guest.get(page).content.decode()
    assert "Zwischenlösung" in member.get(page).content.decode()
    stranger = factories.client_of(factories.person("head"))
    assert stranger.get(page).status_code == 404


def test_one_votes_on_the_page_of_the_meeting() -> None:
    own = circle(timezone.now())
    decision = motion(own)
    browser = factories.client_of(own.head)
    address = f"/mitarbeit/gruppen/beschluesse/{decision.pk}/stimme/"
    browser.post(address, {"choice": "vielleicht"})
    assert not Vote.objects.exists()
    browser.post(address, {"choice": "yes"})
    assert Vote.objects.get().organisation == own.soest


def test_a_circular_is_acknowledged_by_a_click() -> None:
    circular, to = sent(timezone.now(), due_on=None)
    house, head = to["Soest"]
    address = CircularAddress.objects.get(circular=circular, organisation=house)
    browser = factories.client_of(head)
    assert (
        "Das wird von Ihrem Haus erbeten"
        in browser.get("/mitarbeit/rundschreiben/").content.decode()
    )
    browser.post(f"/mitarbeit/rundschreiben/eingang/{address.pk}/bestaetigen/")
    address.refresh_from_db()
    assert address.acknowledged_by == head
    other = factories.client_of(to["Bonn"][1])
    step = f"/mitarbeit/rundschreiben/eingang/{address.pk}/bestaetigen/"
    assert other.post(step).status_code == 404


def test_the_second_editor_reads_who_writes_and_keeps_the_text_sc_2_2() -> None:
    """Sc 2.2 at the door."""
    own = asked(timezone.now())
    house = own.houses[0]
    page = f"/mitarbeit/abfragen/antwort/{own.response(house).pk}/"
    first, second = factories.client_of(house.first), factories.client_of(house.second)
    name = f"frage_{own.posts.pk}"
    assert first.post(page, {name: "3", "seen": "0"}).status_code == 302
    answer = second.post(page, {name: "77", "seen": "0"})
    assert answer.status_code == 422
    assert f"Gesperrt durch {house.first}" in answer.content.decode()
    assert 'value="77"' in answer.content.decode()
    assert 'value="77"' in second.get(page).content.decode()
    assert 'value="3"' in first.get(page).content.decode()


def test_the_head_takes_over_with_what_she_has_typed_sc_2_2() -> None:
    """The button is hers alone; without a reason nothing typed is lost."""
    own = asked(timezone.now())
    house = own.houses[0]
    page = f"/mitarbeit/abfragen/antwort/{own.response(house).pk}/"
    name, button = f"frage_{own.posts.pk}", "Selbst weiterschreiben"
    first, second = factories.client_of(house.first), factories.client_of(house.second)
    head = factories.client_of(house.head)
    first.post(page, {name: "3", "seen": "0"})
    assert button not in second.get(page).content.decode()
    shown = head.get(page).content.decode()
    assert shown.index('<input type="submit" hidden form="draft">') < shown.index(button)
    step = {"step": "take_over", "holder": str(house.first.pk)}
    seen = {name: "5", "seen": str(own.response(house).edits)}
    wrong = head.post(page, step | seen)
    assert wrong.status_code == 422
    assert "Bitte nennen Sie den Grund" in wrong.content.decode()
    assert 'value="5"' in wrong.content.decode()
    stolen = second.post(page, step | seen | {"takeover_reason": "Ich will"})
    assert stolen.status_code == 403
    assert head.post(page, step | seen | {"takeover_reason": "Heute ist Frist"}).status_code == 302
    assert 'value="5"' in head.get(page).content.decode()
    late = first.post(page, {name: "4", "seen": seen["seen"]}).content.decode()
    assert f"Gesperrt durch {house.head} (übernommen: Heute ist Frist)" in late
    assert 'value="4"' in first.get(page).content.decode()


def test_opening_the_form_changes_nothing_and_the_head_hands_in() -> None:
    own = asked(timezone.now())
    house = own.houses[0]
    page = f"/mitarbeit/abfragen/antwort/{own.response(house).pk}/"
    head = factories.client_of(house.head)
    assert head.get(page).status_code == 200
    assert own.response(house).status == "not_opened"
    wrong = head.post(page, {f"frage_{own.posts.pk}": "viele", "seen": "0"})
    assert wrong.status_code == 422
    assert 'value="viele"' in wrong.content.decode()
    typed = {f"frage_{own.role.pk}": "keine", f"frage_{own.posts.pk}": "2", "step": "submit"}
    seen = str(own.response(house).edits)
    assert head.post(page, typed | {"seen": seen}).status_code == 302
    assert own.response(house).status == "submitted"


def test_the_table_of_answers_defuses_formulas() -> None:
    now = timezone.now()
    own = asked(now)
    own.submit(own.houses[0], now, role="koordiniert", more="=1+1")
    keeper = factories.client_of(own.adviser)
    table = keeper.get(f"/mitarbeit/abfragen/{own.survey.pk}/export.csv").content.decode()
    assert "'=1+1" in table
    centre = factories.client_of(own.houses[0].head)
    assert centre.get(f"/mitarbeit/abfragen/{own.survey.pk}/export.csv").status_code == 403


@pytest.mark.parametrize("place", ["gruppen", "rundschreiben", "abfragen"])
def test_lists_ask_few_questions_however_long(place: str) -> None:
    now = timezone.now()
    own = asked(now, 3)
    circle(now)
    sent(now, due_on=None)
    assert SurveyResponse.objects.count() == 3
    browser = factories.client_of(own.houses[0].head)
    browser.get(f"/mitarbeit/{place}/")
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/mitarbeit/{place}/").status_code == 200
    asked_for = [each for each in queries.captured_queries if _is_question(each["sql"])]
    assert len(asked_for) <= MOST, [each["sql"][:90] for each in asked_for]


def _is_question(sql: str) -> bool:
    tables = ("groups_", "circulars_", "surveys_", "exchange_", "organisations_")
    return sql.startswith("SELECT") and any(table in sql for table in tables)

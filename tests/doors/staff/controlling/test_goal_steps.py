"""After the ministries spoke: reasons at the goal, reworking, changing, dropping, comparing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.goals.decisions import withdraw_decision
from drehscheibe.domain.controlling.models import Goal, GoalPeriod
from tests import factories
from tests.domain.controlling.stories import Story, fill, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/ziele/"
AT = datetime(2022, 9, 14, 10, tzinfo=UTC)


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def specialist(people: Story) -> Client:
    """Who writes."""
    return factories.client_of(people.specialist)


@pytest.fixture
def head(people: Story) -> Client:
    """Who puts forward."""
    return factories.client_of(people.head)


def steps_of(period: GoalPeriod, number: int = 1) -> str:
    """Where steps of a goal are taken."""
    return f"{LIST}{period.pk}/{number}/schritt/"


def test_one_of_three_comes_back_with_its_reason_and_goes_again(
    people: Story, specialist: Client, head: Client
) -> None:
    period = people.submitted(at=AT, goals=3)
    first, second, third = period.goals.all()
    for goal in (first, second, third):
        people.say(goal, "integration", at=AT)
    people.say(first, "school", at=AT)
    people.say(second, "school", at=AT, change="Bitte die Zielgruppe nennen.")
    page = text_of(specialist.get(f"{LIST}{period.pk}/"))
    assert "Schule bittet um Änderung" in page
    assert "Bitte die Zielgruppe nennen." in page
    assert "halb vereinbart Integration: zugestimmt · Schule: offen seit" in page
    assert "Zweites Wort" not in page
    assert "zweites Wort am selben Tag" in page
    again = specialist.post(f"{steps_of(period, 2)}rework/")
    assert again["Location"] == f"{LIST}{period.pk}/2/bearbeiten/"
    assert "Bitte die Zielgruppe nennen." in text_of(specialist.get(again["Location"]))
    form = {"target_group": "Zwölf Vereine", "version": "99"}
    assert specialist.post(again["Location"], form).status_code == 302
    assert specialist.post(f"{steps_of(period, 2)}submit/").status_code == 403
    assert head.post(f"{steps_of(period, 2)}submit/").status_code == 302
    for goal, ministry in ((second, "integration"), (second, "school"), (third, "school")):
        goal.refresh_from_db()
        people.say(goal, ministry, at=datetime.now(UTC))
    period.refresh_from_db()
    assert period.status == "agreed"


def test_both_versions_are_compared_place_by_place(people: Story, specialist: Client) -> None:
    period = people.submitted(at=AT, goals=1)
    goal = period.goals.get()
    people.say(goal, "school", at=AT, change="Bitte genauer.")
    specialist.post(f"{steps_of(period)}rework/")
    goal.versions.get(number=2).measures.all().delete()
    form = {"text": "Zwölf Vereine öffnen ihre Angebote.", "version": "99"}
    specialist.post(f"{LIST}{period.pk}/1/bearbeiten/", form)
    page = specialist.get(f"{LIST}{period.pk}/1/fassungen/")
    text = page.content.decode()
    assert "<del>Zehn </del>" in text
    assert "<ins>Zwölf </ins>" in text
    assert "<del>Dialog Sport</del>" in text
    said = text_of(page)
    assert "Maßnahme 1 entfallen" in said
    assert "Ziel geändert" in said
    assert "Schule: Bitte genauer." in said
    same = text_of(specialist.get(f"{LIST}{period.pk}/1/fassungen/?alt=2&neu=2"))
    assert "Beide Fassungen sagen dasselbe." in same
    odd = specialist.get(f"{LIST}{period.pk}/1/fassungen/?alt=x&neu=-1")
    assert "<ins>Zwölf </ins>" in odd.content.decode()
    ministry = factories.client_of(people.school).get(f"{LIST}{period.pk}/1/fassungen/")
    assert "Zwölf" not in ministry.content.decode()


def test_an_agreed_goal_changes_by_a_new_version_with_a_reason(
    people: Story, specialist: Client, head: Client
) -> None:
    period = people.agreed(at=AT, goals=1)
    step = f"{steps_of(period)}revise/"
    assert specialist.get(step).status_code == 403
    assert "Die vereinbarte gilt" in text_of(head.get(step))
    assert head.post(step, {"reason": ""}).status_code == 422
    assert head.post(step, {"reason": "Ein Verein ist ausgefallen."}).status_code == 302
    page = text_of(head.get(f"{LIST}{period.pk}/"))
    assert "Fassung 2; vereinbart ist Fassung 1" in page
    assert head.post(f"{steps_of(period)}discard_revision/").status_code == 302
    goal = period.goals.get()
    assert (goal.status, goal.versions.count()) == ("agreed", 1)


def test_what_nobody_gave_back_is_not_reworked(people: Story, specialist: Client) -> None:
    period = people.agreed(at=AT, goals=1)
    answer = specialist.post(f"{steps_of(period)}rework/")
    assert answer.status_code == 422
    assert "worum ein Ministerium gebeten hat" in text_of(answer)
    assert specialist.get(f"{steps_of(period)}agree/").status_code == 404


def test_without_a_change_it_is_not_put_forward_again(people: Story, head: Client) -> None:
    period = people.submitted(at=AT, goals=1)
    people.say(period.goals.get(), "school", at=AT, change="Bitte genauer.")
    answer = head.post(f"{steps_of(period)}submit/")
    assert "seit der Rückgabe nichts geändert" in text_of(answer)


def test_the_last_open_goal_dropped_agrees_the_period(people: Story, head: Client) -> None:
    """Both agreed on the first; the second is dropped, so nobody waits any more."""
    period = people.submitted(at=AT, goals=2)
    first, second = period.goals.all()
    for ministry in ("integration", "school"):
        people.say(first, ministry, at=AT)
    people.say(second, "school", at=AT, change="Gehört nicht hierher.")
    assert head.post(f"{steps_of(period, 2)}drop/", {"reason": ""}).status_code == 422
    assert head.post(f"{steps_of(period, 2)}drop/", {"reason": "Entfällt."}).status_code == 302
    period.refresh_from_db()
    assert period.status == "agreed"
    page = text_of(head.get(f"{LIST}{period.pk}/"))
    assert "Ziel 2: Ziel streichen" in page
    assert "Kein Ziel wartet mehr" in page


def test_a_period_whose_goals_were_all_dropped_is_not_agreed(people: Story, head: Client) -> None:
    period = people.submitted(at=AT, goals=1)
    people.say(period.goals.get(), "school", at=AT, change="Gehört nicht hierher.")
    head.post(f"{steps_of(period)}drop/", {"reason": "Entfällt."})
    period.refresh_from_db()
    assert period.status == "submitted"


def test_an_agreed_period_waits_again_after_a_withdrawal(people: Story, head: Client) -> None:
    period = people.agreed(at=AT, goals=1)
    goal = period.goals.get()
    decided = goal.versions.get().decisions.get(ministry="school")
    withdraw_decision(decision=decided, reason="Versehen", by=people.school, at=AT)
    period.refresh_from_db()
    assert period.status == "submitted"
    people.say(Goal.objects.get(pk=goal.pk), "school", at=AT)
    period.refresh_from_db()
    assert period.status == "agreed"


def test_a_closed_period_offers_nothing_more(people: Story, head: Client) -> None:
    period = people.agreed(at=AT, goals=1)
    assert "ändern sich nicht mehr" in text_of(head.get(f"{LIST}{period.pk}/schritt/close/"))
    assert head.post(f"{LIST}{period.pk}/schritt/close/").status_code == 302
    page = text_of(head.get(f"{LIST}{period.pk}/"))
    assert "Für Sie ist hier gerade nichts zu tun" in page
    assert "Was fehlt noch?" not in page
    assert "abgeschlossen" in text_of(head.post(f"{steps_of(period)}revise/", {"reason": "x"}))


def test_a_goal_of_its_own_is_put_forward_after_the_others(
    people: Story, specialist: Client, head: Client
) -> None:
    period = people.submitted(at=AT, goals=1)
    form = {"strand": "iq", "title": "Sprachmodule"}
    specialist.post(f"{LIST}{period.pk}/neues-ziel/", form)
    answer = head.post(f"{steps_of(period, 2)}submit/")
    assert answer.status_code == 422
    assert "Es fehlt" in text_of(answer)
    fill(period.goals.get(number=2).versions.get())
    submitting.submit_goal(goal=period.goals.get(number=2), by=people.head, at=AT)
    ministry = factories.client_of(people.integration)
    assert "Ziel Nummer 1" in text_of(ministry.get(f"{LIST}{period.pk}/"))

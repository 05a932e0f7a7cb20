"""Links to the catalogue with two editors, and proposals a goal cannot hold."""

from datetime import date

import pytest
from django.test import Client

from drehscheibe.domain.controlling.goals.advice import Words, accept_advice
from drehscheibe.domain.controlling.goals.writing import link_indicator
from drehscheibe.domain.controlling.models import CatalogueEntry, Goal, GoalAdvice, GoalVersion
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from tests import factories
from tests.at_once import at_once
from tests.domain.controlling.stories import Story, story
from tests.doors.staff.controlling.test_goal_pages import (
    AT,
    advised,
    by_id,
    entry,
    page_of,
    shown,
    text_of,
)

pytestmark = pytest.mark.django_db
LINK = "indicators-1-entry"
TOO_LONG = "x" * 151


@pytest.fixture
def people() -> Story:
    return story()


@pytest.fixture
def goal(people: Story) -> Goal:
    """A complete goal in draft."""
    return people.draft(at=AT, goals=1).goals.get()


@pytest.fixture
def browser(people: Story) -> Client:
    """The specialist, signed in."""
    return factories.client_of(people.specialist)


@pytest.fixture
def entries() -> tuple[CatalogueEntry, CatalogueEntry]:
    """Two catalogue indicators that count as the goal's own."""
    return entry("a"), entry("b")


def test_two_who_link_an_indicator_see_both(
    people: Story, goal: Goal, browser: Client, entries: tuple[CatalogueEntry, CatalogueEntry]
) -> None:
    first, second = entries
    form = shown(browser, goal)
    assert browser.post(page_of(goal), form | {LINK: str(first.pk)}).status_code == 302
    head = factories.client_of(people.head)
    clash = head.post(page_of(goal), form | {LINK: str(second.pk), "title": "Auch getippt"})
    assert clash.status_code == 409
    said = text_of(clash)
    assert "gespeichert ist „Name a (a)“, Sie haben „Name b (b)“" in said
    chosen = [each.get("value") for each in by_id(clash, LINK) if "selected" in each.attrib]
    assert chosen == [str(second.pk)]  # nothing that was chosen is lost
    assert goal.indicators.get().entry == first
    assert goal.versions.get().title == "Auch getippt"
    again = form | {LINK: str(second.pk), "overwrite": "1"}
    assert head.post(page_of(goal), again).status_code == 302
    assert goal.indicators.get().entry == second


def test_one_alone_links_relinks_and_unlinks(
    goal: Goal, browser: Client, entries: tuple[CatalogueEntry, CatalogueEntry]
) -> None:
    for chosen in (*entries, None):
        form = shown(browser, goal) | {LINK: str(chosen.pk) if chosen else ""}
        assert browser.post(page_of(goal), form).status_code == 302
        assert goal.indicators.get().entry == chosen


def test_an_autosaved_link_does_not_clash_with_the_same_page(
    goal: Goal, browser: Client, entries: tuple[CatalogueEntry, CatalogueEntry]
) -> None:
    """Each answer of an autosave carries the number the page goes on with."""
    form = shown(browser, goal)
    for chosen in entries:
        form[LINK] = str(chosen.pk)
        answer = browser.post(page_of(goal), form, headers={"hx-request": "true"})
        said = answer.content.decode()
        assert "inzwischen geändert" not in said
        form["version"] = str(goal.versions.get().edits)
        assert f'value="{form["version"]}"' in said
    assert goal.indicators.get().entry == entries[1]


def test_an_indicator_of_a_goal_put_forward_is_not_linked(
    people: Story, entries: tuple[CatalogueEntry, CatalogueEntry]
) -> None:
    goal = people.submitted(at=AT, goals=1).goals.get()
    with pytest.raises(ControllingRefused, match="lässt sich so nicht ändern"):
        link_indicator(
            indicator=goal.indicators.get(), entry=entries[0], by=people.specialist, at=AT
        )
    assert goal.indicators.get().entry is None


@pytest.mark.django_db(transaction=True)
def test_of_two_links_at_the_same_second_one_is_told(people: Story) -> None:
    goal = people.draft(at=AT, goals=1).goals.get()
    first, second = entry("a"), entry("b")
    seen = goal.versions.get().edits
    done: list[bool] = []

    def link(chosen: CatalogueEntry) -> None:
        one = goal.indicators.get()
        done.append(
            link_indicator(indicator=one, entry=chosen, seen=seen, by=people.specialist, at=AT)
        )

    assert at_once(lambda: link(first), lambda: link(second)) == ["done", "done"]
    assert sorted(done) == [False, True]
    assert Entry.objects.filter(act="controlling.goal.link_indicator").count() == 1


def too_long(people: Story, goal: Goal) -> GoalAdvice:
    """Advice of before the limit held, on a short title."""
    hint = advised(people, goal, Words("title", "Genauer?", "Kurz"))
    GoalAdvice.objects.filter(pk=hint.pk).update(proposed_text=TOO_LONG)
    hint.refresh_from_db()
    return hint


def test_a_proposal_the_goal_cannot_hold_is_not_accepted(
    people: Story, goal: Goal, browser: Client
) -> None:
    hint = too_long(people, goal)
    form = shown(browser, goal) | {"title": "Mein Titel", "answer": f"accept:{hint.pk}"}
    answer = browser.post(page_of(goal, "hinweis/"), form)
    assert answer.status_code == 422
    text_of(answer)
    error = "".join(by_id(answer, "error-title").itertext())
    assert "nicht übernommen: Bitte höchstens 150 Zeichen" in error
    assert by_id(answer, "title").get("value") == "Mein Titel"
    hint.refresh_from_db()
    version = goal.versions.get()
    assert (hint.answer, version.title, version.kept_input) == ("", "Mein Titel", {})
    assert f'value="decline:{hint.pk}"' in answer.content.decode()  # still open
    browser.post(page_of(goal, "hinweis/"), {"answer": f"decline:{hint.pk}"})
    hint.refresh_from_db()
    assert hint.answer == "declined"


def test_nothing_of_a_refused_proposal_stays(people: Story, goal: Goal) -> None:
    hint, before = too_long(people, goal), GoalVersion.objects.values().get(goal=goal)
    with pytest.raises(ControllingRefused) as refused:
        accept_advice(advice=hint, by=people.specialist, at=AT)
    assert refused.value.field == "title"
    assert GoalVersion.objects.values().get(goal=goal) == before
    assert not Entry.objects.filter(act="controlling.goal.answer_advice").exists()


def test_a_text_that_was_unreadable_before_does_not_hinder_another_proposal(
    people: Story, goal: Goal, browser: Client
) -> None:
    browser.post(page_of(goal), shown(browser, goal) | {"measures-1-ends_on": "irgendwann"})
    hint = advised(people, goal, Words("title", "", "Zwölf Vereine"))
    accept_advice(advice=hint, by=people.specialist, at=AT)
    hint.refresh_from_db()
    assert (hint.answer, goal.versions.get().title) == ("accepted", "Zwölf Vereine")
    assert day_of(goal.versions.get().changed_at) >= date(2022, 1, 1)

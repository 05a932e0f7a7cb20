"""Saving while typing: few queries, and an answer that says what the page would say."""

import re
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.funding.models import Application
from tests import factories
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}
ERROR = re.compile(r'id="error-([\w-]+)"[^>]*>([^<]*)</p>')
AMOUNTS = re.compile(r'<table class="table table--rows">.*?</table>', re.DOTALL)
MISSING = re.compile(r'<ul class="missing">.*?</ul>', re.DOTALL)
TYPED = {
    "head_share": "0,5",
    "komm_an_posts": "1,5",
    "posts-1-share": "0,5",
    "posts-1-filled_from": "1.2.2023",
    "posts-2-expected_cost": "51234,5",
    "posts-3-filled_to": "31.02.2023",
    "posts-4-category": "",
    "posts-5-share": "",
}


@pytest.fixture
def case() -> Story:
    """Kreis Musterau."""
    return story()


@pytest.fixture
def draft(case: Story, noon: datetime) -> Application:
    """A complete draft as the database has it."""
    application = case.draft(at=noon)
    application.refresh_from_db()
    return application


@pytest.fixture
def browser(case: Story) -> Client:
    """The specialist's."""
    return factories.client_of(case.specialist)


def address(draft: Application) -> str:
    """Of the form."""
    return f"/mitarbeit/foerderung/antraege/{draft}/bearbeiten/"


def said(text: str) -> tuple[list[str], list[str], dict[str, str]]:
    """Sums, open points and errors of a page or an answer."""
    return AMOUNTS.findall(text), MISSING.findall(text), dict(ERROR.findall(text))


def test_a_change_takes_at_most_17_queries(
    draft: Application, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = address(draft)
    data = {"version": draft.version, "posts-1-expected_cost": "50.000"}
    browser.post(url, data, headers=HTMX)
    data = {"version": draft.version + 1, "posts-1-expected_cost": "50.001"}
    with django_assert_max_num_queries(17):
        answer = browser.post(url, data, headers=HTMX)
    draft.refresh_from_db()
    assert f'value="{draft.version}"' in answer.content.decode()


@pytest.mark.parametrize("names", [[name] for name in TYPED] + [list(TYPED)])
def test_the_answer_says_what_the_page_then_says(
    draft: Application, browser: Client, names: list[str]
) -> None:
    data = {name: TYPED[name] for name in names} | {"version": str(draft.version)}
    answer = browser.post(address(draft), data, headers=HTMX).content.decode()
    page = browser.get(address(draft)).content.decode()
    amounts, missing, errors = said(answer)
    amounts_there, missing_there, errors_there = said(page)
    assert amounts == amounts_there
    assert missing == missing_there
    assert errors.keys() == errors_there.keys()
    if "31.02.2023" not in data.values():  # the answer says why, the page later that it is so
        assert errors == errors_there


def test_a_declaration_ticked_off_is_missing_in_the_very_answer(
    draft: Application, browser: Client
) -> None:
    data = {"version": draft.version, "has_declarations": "1", "declarations": list("bcdef")}
    answer = browser.post(address(draft), data, headers=HTMX).content.decode()
    assert "#declarations-a" in answer
    assert said(answer)[:2] == said(browser.get(address(draft)).content.decode())[:2]


def test_saving_writes_the_fields_that_changed_and_no_others(
    draft: Application, browser: Client
) -> None:
    """Whatever else stands in the rows stays as the database has it."""
    Application.objects.filter(pk=draft.pk).update(seconded_teachers="2.5")
    post = draft.posts.get(number=2)
    draft.posts.filter(number=2).update(expected_cost="777.00")
    browser.post(address(draft), {"version": draft.version, "posts-2-share": "0,5"}, headers=HTMX)
    draft.refresh_from_db()
    post.refresh_from_db()
    assert (str(draft.seconded_teachers), str(post.expected_cost)) == ("2.50", "777.00")
    assert str(post.share) == "0.50"

"""The staffing plan on a phone: one line per post, open where somebody has to look (issue 2)."""

from datetime import datetime
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client

from drehscheibe.domain.funding import drafting
from drehscheibe.domain.funding.models import Application
from tests import factories
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db


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
    """The form."""
    return f"/mitarbeit/foerderung/antraege/{draft}/bearbeiten/"


def read(content: bytes) -> Element:
    """The page as a tree."""
    tree: Element = html5lib.parse(content.decode(), namespaceHTMLElements=False)
    return tree


def by_id(page: Element, name: str) -> Element:
    """The one element with this id."""
    (found,) = page.findall(f".//*[@id='{name}']")
    return found


def opened(page: Element) -> list[str]:
    """Ids of the posts that stand open."""
    return [each.get("id", "") for each in page.findall(".//details[@open]/fieldset")]


def chosen(page: Element, name: str) -> list[str]:
    """The values that stand chosen in a list."""
    return [each.get("value", "") for each in by_id(page, name).findall("option[@selected]")]


def words(element: Element) -> str:
    """Its text with single blanks."""
    return " ".join("".join(element.itertext()).split())


def line(page: Element, number: int) -> str:
    """What the folded post says."""
    return words(by_id(page, f"posts-{number}-line"))


def test_a_complete_plan_is_seven_lines(draft: Application, browser: Client) -> None:
    page = read(browser.get(address(draft)).content)

    assert opened(page) == []
    assert line(page, 1) == "Stelle 1 · Fachkraft · 1,0 · 42.750,00 € vollständig"
    assert line(page, 7) == "Stelle 7 · Verwaltungsassistenz · 0,5 · 22.500,00 € vollständig"


def test_the_first_post_to_finish_is_open_and_all_name_what_is_missing(
    case: Story, draft: Application, browser: Client, noon: datetime
) -> None:
    typed = {"posts-3-qualification": "", "posts-5-share": "", "posts-5-qualification": ""}
    drafting.save_draft(
        application=draft, typed=typed, version=draft.version, by=case.specialist, at=noon
    )
    page = read(browser.get(address(draft)).content)

    assert opened(page) == ["posts-3"]
    assert line(page, 3).endswith("fehlt Qualifikation")
    assert line(page, 5) == "Stelle 5 · Fachkraft · 0,00 € fehlt Anteil, Qualifikation"
    assert not page.findall(".//*[@aria-invalid]")  # nobody did anything wrong yet


def test_a_post_with_an_error_opens(draft: Application, browser: Client) -> None:
    """Share 0.7 where 0.5 or 1.0 is allowed, and text that is no day."""
    browser.post(
        address(draft),
        {"version": draft.version, "posts-2-share": "0,7", "posts-6-filled_from": "31.02.2023"},
    )
    page = read(browser.get(address(draft)).content)

    assert opened(page) == ["posts-2", "posts-6"]
    assert "prüfen Anteil" in line(page, 2)


def test_the_lines_come_with_every_saving(draft: Application, browser: Client) -> None:
    """htmx brings the lines anew and leaves what is open as it is."""
    answer = browser.post(
        address(draft),
        {"version": draft.version, "posts-2-share": ""},
        headers={"hx-request": "true"},
    )
    text = answer.content.decode()
    assert 'id="posts-2-line" hx-swap-oob="true"' in text
    assert "<details" not in text.split('id="amounts"')[0]


@pytest.mark.parametrize("name", ["posts-2-category", "posts-2-qualification"])
def test_an_unknown_choice_is_named_and_stays_chosen(
    name: str, draft: Application, browser: Client
) -> None:
    page = browser.post(
        address(draft), {"version": draft.version, name: "HAUSMEISTER"}, follow=True
    )
    tree = read(page.content)

    assert chosen(tree, name) == ["HAUSMEISTER"]
    assert by_id(tree, name).get("aria-invalid") == "true"
    assert "„HAUSMEISTER“ steht nicht in der Liste" in page.content.decode()
    assert "posts-2" in opened(tree)


@pytest.mark.parametrize("typed", ["4711", "abc", "²"])
def test_an_unknown_concept_is_named_and_costs_nothing(
    typed: str, draft: Application, browser: Client
) -> None:
    before = draft.concept_id
    page = browser.post(
        address(draft), {"version": draft.version, "concept": typed, "head_share": "0,5"}
    )
    tree = read(page.content)

    draft.refresh_from_db()
    assert (draft.concept_id, str(draft.head_share)) == (before, "0.50")
    assert chosen(tree, "concept") == [typed]
    assert "steht nicht (mehr) zur Wahl" in page.content.decode()


def test_two_versions_of_a_choice_are_shown_in_words(
    case: Story, draft: Application, browser: Client
) -> None:
    late = {"version": draft.version, "posts-7-category": "FACHKRAFT"}
    factories.client_of(case.head).post(
        address(draft), {"version": draft.version, "posts-7-category": ""}
    )
    page = browser.post(address(draft), late)
    tree = read(page.content)

    assert page.status_code == 409
    assert "posts-7" in opened(tree)
    assert "FACHKRAFT" not in words(by_id(tree, "inhalt"))

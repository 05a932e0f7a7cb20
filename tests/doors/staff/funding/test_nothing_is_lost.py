"""What was typed survives refusals, conflicts and bad bytes (bad input of issue 2; attack 10)."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application
from tests import factories
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/foerderung/antraege/"


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


def test_text_typed_while_the_case_moved_on_stays_on_the_page(
    case: Story, draft: Application, browser: Client, noon: datetime
) -> None:
    decisions.sign_off(application=draft, by=case.head, at=noon)
    for path in ("bearbeiten/", "zeile/"):
        page = browser.post(
            f"{BASE}{draft}/{path}",
            {"version": draft.version, "posts-2-expected_cost": "51.234,00", "row": "add:posts"},
        )
        assert page.status_code == 422
        text = page.content.decode()
        assert 'value="51.234,00"' in text
        assert "nicht mehr bearbeitbar" in text


def test_attack_10_adding_a_row_does_not_drop_a_conflicting_text(
    case: Story, draft: Application, browser: Client
) -> None:
    url = f"{BASE}{draft}/"
    factories.client_of(case.head).post(
        f"{url}bearbeiten/", {"version": draft.version, "head_share": "0,5"}
    )
    page = browser.post(
        f"{url}zeile/", {"version": draft.version, "head_share": "0,8", "row": "add:posts"}
    )
    assert page.status_code == 409
    assert 'value="0,8"' in page.content.decode()
    assert draft.posts.count() == 7


def test_attack_10_a_late_form_does_not_take_back_a_declaration(
    case: Story, draft: Application, browser: Client
) -> None:
    """The head withdraws a declaration; the specialist's older page still has all six."""
    url = f"{BASE}{draft}/bearbeiten/"
    factories.client_of(case.head).post(
        url, {"version": draft.version, "has_declarations": "1", "declarations": ["a", "b"]}
    )
    late = {"version": draft.version, "has_declarations": "1", "declarations": list("abcdef")}
    page = browser.post(url, late)
    assert page.status_code == 409
    draft.refresh_from_db()
    assert draft.declarations == ["a", "b"]
    text = page.content.decode()
    assert "Jemand anderes hat inzwischen geändert" in text
    assert text.count('name="declarations"') == 6
    assert text.count(" checked>") == 6  # the own ticks stand
    browser.post(url, late | {"overwrite": "1"})
    draft.refresh_from_db()
    assert draft.declarations == list("abcdef")


def test_a_file_that_is_none_does_not_cost_the_ticks_beside_it(
    draft: Application, browser: Client
) -> None:
    page = browser.post(
        f"{BASE}{draft}/bearbeiten/",
        {
            "version": draft.version,
            "has_declarations": "1",
            "declarations": ["c"],
            "head_share": "0,5",
            "lay_interpreter_concept": SimpleUploadedFile("konzept.pdf", b"<html>kein PDF</html>"),
        },
    )
    assert page.status_code == 422
    draft.refresh_from_db()
    assert draft.declarations == ["c"]
    assert str(draft.head_share) == "0.50"


@pytest.mark.parametrize("typed", ["ein\x00s", "x" * 4000, "１,０", "1e9999999", "²"])
def test_strange_bytes_and_long_texts_are_kept_or_named_never_a_fault(
    draft: Application, browser: Client, typed: str
) -> None:
    data = {"version": draft.version, "posts-1-expected_cost": typed, "posts-1-share": typed}
    page = browser.post(f"{BASE}{draft}/bearbeiten/", data)
    assert page.status_code in {200, 302}
    again = browser.get(f"{BASE}{draft}/bearbeiten/")
    assert again.status_code == 200
    if len(typed) > 1000:
        assert typed in again.content.decode()


def test_attack_10_text_in_a_row_that_somebody_removed_is_shown(
    case: Story, draft: Application, browser: Client
) -> None:
    url = f"{BASE}{draft}/"
    factories.client_of(case.head).post(
        f"{url}zeile/", {"version": draft.version, "row": "remove:posts:7"}
    )
    page = browser.post(
        f"{url}bearbeiten/", {"version": draft.version, "posts-7-expected_cost": "21.000,00"}
    )
    assert page.status_code == 409
    text = page.content.decode()
    assert "Stelle 7: voraussichtliche Ausgaben" in text
    assert "21.000,00" in text

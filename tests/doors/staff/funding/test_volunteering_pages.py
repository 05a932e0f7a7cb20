"""Nr. 2.3 on the pages: asked for, seen and granted only where the version has it (example 18)."""

from datetime import datetime

import pytest

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application
from tests import factories, pages
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/foerderung/antraege/"


@pytest.fixture
def case() -> Story:
    """Kreis Musterau."""
    return story()


def test_the_draft_of_2025_asks_for_it_and_says_the_maximum_is_unconfirmed(
    case: Story, noon: datetime
) -> None:
    draft = case.draft(at=noon, year=2025)
    browser = factories.client_of(case.specialist)
    url = f"{BASE}{draft}/bearbeiten/"
    page = browser.get(url)
    pages.assert_sound(page)
    text = page.content.decode()
    assert 'name="volunteering"' in text
    assert "35.000" in text.split('id="volunteering-title"')[1].split("</section>")[0]
    assert "unbestätigt" in text.split('id="volunteering-title"')[1].split("</section>")[0]
    answer = browser.post(
        url, {"version": 99, "volunteering": "17.500"}, headers={"hx-request": "true"}
    )
    assert "17.500,00" in answer.content.decode().split('id="amounts"')[1]
    bad = browser.post(url, {"version": 99, "volunteering": "17,500"})
    text = bad.content.decode() if bad.status_code != 302 else browser.get(url).content.decode()
    assert 'value="17,500"' in text
    assert "Meinten Sie" in text


def test_the_draft_of_2023_does_not(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    text = factories.client_of(case.specialist).get(f"{BASE}{draft}/bearbeiten/").content.decode()
    assert "Väterarbeit" not in text


def test_the_officer_grants_it_by_its_own_field(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon, year=2025)
    Application.objects.filter(pk=draft.pk).update(volunteering=17500)
    draft.refresh_from_db()
    decisions.sign_off(application=draft, by=case.head, at=noon)
    asked = decisions.submit(application=draft, by=case.carrier, at=noon)
    officer = factories.client_of(case.officer)
    page = officer.get(f"{BASE}{asked}/entscheidung/")
    pages.assert_sound(page)
    form = page.content.decode().split("<form")[-1]
    assert "17500,00" in form
    assert "KOMM-AN" not in form
    given = {"outcome": "grant", "staff": "350250", "material": "0", "volunteering": "17.000",
             "reason": "Weniger Maßnahmen."}  # fmt: skip
    assert officer.post(f"{BASE}{asked}/entscheidung/", given).status_code == 302
    approver = factories.client_of(case.approver)
    shown = approver.get(f"{BASE}{asked}/zeichnen/").content.decode()
    assert "Ehrenamt und Väterarbeit" in shown
    assert "17.000,00" in shown
    asked.refresh_from_db()
    assert str(asked.decision.total) == "367250.00"

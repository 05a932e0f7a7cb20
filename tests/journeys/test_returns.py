"""The coordinating office chases the last two centres, with and without a script."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import GoalPeriod, ReturnReminder
from drehscheibe.domain.controlling.returns.obligations import rhythm
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.journeys.conftest import Server, visit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime.now(ZoneInfo("Europe/Berlin"))
FIRST = rhythm().begins(NOW.year)
MATRIX = "/mitarbeit/ruecklauf/"


def put_forward(people: Story, period: GoalPeriod, *, at: datetime) -> None:
    """The centre returns its goals."""
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=day_of(at), by=people.specialist, at=at
    )
    submitting.submit_period(period=period, by=people.head, at=at)


def entered(page: Page, server: Server, people: Story) -> Page:
    """The adviser is signed in."""
    cookie = factories.client_of(people.adviser).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    return page


def missing(page: Page) -> Locator:
    """The rows of those who still owe goals."""
    return page.locator("tbody tr:not(.table__group)")


def narrow_to_missing_goals(page: Page) -> None:
    """From the whole matrix to the two that owe."""
    page.goto(MATRIX)
    expect(missing(page)).to_have_count(3)
    page.select_option("[name=pflicht]", "goals")
    page.check("[name=fehlt]")
    page.click("main form.filters button")
    expect(missing(page)).to_have_count(2)
    expect(missing(page).first).to_contain_text("Entwurf")
    expect(missing(page).first).to_contain_text("überfällig")


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_the_last_two_centres_are_chased(
    browser: Browser, server: Server, noon: datetime, script: bool
) -> None:
    at = noon.replace(year=FIRST - 1)
    done, slow, slower = (story(name) for name in ("Kreis Fertig", "Kreis Säumig", "Stadt Später"))
    done.submitted(at=at, year=FIRST)
    draft = slow.draft(at=at, year=FIRST)
    page = entered(visit(browser, server, script=script), server, slow)

    narrow_to_missing_goals(page)
    page.click("thead a")
    expect(page.locator("h1")).to_have_text(f"Ziele der Periode {FIRST}")
    expect(page.locator("main")).to_contain_text("2 von 3 Zentren")
    page.click("text=Die 2 fehlenden erinnern")
    page.fill("[name=words]", "Rufen Sie gern an.")
    put_forward(slow, draft, at=at)  # while the officer still writes
    page.click("text=Jetzt erinnern")
    expect(page.locator("main")).to_contain_text("Erinnert: 1 Zentrum.")
    told = OutboxMail.objects.filter(subject=f"Erinnerung: Ziele der Periode {FIRST}")
    assert {mail.to for mail in told} == {slower.specialist.email, slower.head.email}
    assert all("Rufen Sie gern an." in mail.text for mail in told)

    page.go_back()
    page.click("text=Jetzt erinnern")
    assert (ReturnReminder.objects.count(), told.count()) == (1, 2)
    page.goto(f"{MATRIX}?pflicht=goals&fehlt=on")
    expect(missing(page)).to_have_count(1)
    reminded = day_of(ReturnReminder.objects.get().sent_at)  # a run of all tests passes midnight
    expect(missing(page).first).to_contain_text(f"erinnert am {reminded:%d.%m.%Y}")

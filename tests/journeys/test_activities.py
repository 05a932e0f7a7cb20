"""Aktivität erfassen on a telephone: in a minute, and a lost connection loses nothing."""

from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.controlling.models import Activity
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.journeys.conftest import Server, signed_in, visit
from tests.journeys.warendorf import story_of_warendorf

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NEW = "/mitarbeit/aktivitaeten/neu/"


def fill(page: Page, title: str, people: str) -> None:
    """What everybody fills in; the day is already there."""
    for name, text in {
        "title": title, "place": "Kreishaus", "audience": "Vereine", "participants": people,
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", text)


def send(page: Page) -> None:
    """Press the one button."""
    page.click("main form button.kern-btn--primary")


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_an_activity_on_a_telephone(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    page = visit(browser, server, script=script, width=360)
    signed_in(page, server, "fachkraft@warendorf.example").goto(NEW)
    fill(page, "Dialog Sport", "vierzehn")
    send(page)
    expect(page.locator("main")).to_contain_text("ist keine Zahl")
    assert page.input_value("[name=title]") == "Dialog Sport"
    page.fill("[name=participants]", "14")
    send(page)
    expect(page.locator("main")).to_contain_text("Erfasst. Noch eine?")
    assert Activity.objects.get().participants == 14


def test_without_a_connection_nothing_is_lost_and_nothing_doubled(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    page = visit(browser, server, width=360)
    signed_in(page, server, "fachkraft@warendorf.example").goto(NEW)
    page.context.set_offline(True)
    for title in ("Elterncafé", "Sprachrunde"):
        fill(page, title, "7")
        send(page)
        expect(page.locator("#unsent")).to_contain_text(title)
    page.fill("[name=title]", "")
    send(page)  # nothing said yet: no empty page of the browser, the form stays
    expect(page.locator("#unsent")).to_contain_text("Schreiben Sie, was war")
    fill(page, "Noch nicht fertig", "3")
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert set(Activity.objects.values_list("title", flat=True)) == {"Elterncafé", "Sprachrunde"}
    page.reload()
    assert page.input_value("[name=title]") == "Noch nicht fertig"


def test_a_connection_back_without_a_word_of_the_browser_sends_too(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    """A network without the internet: the browser never says „offline“, so never „online“."""
    page = visit(browser, server, width=360)
    signed_in(page, server, "fachkraft@warendorf.example").goto(NEW)
    page.route(f"**{NEW}", lambda route: route.abort("connectionfailed"))
    fill(page, "Elterncafé", "7")
    send(page)
    expect(page.locator("#unsent")).to_contain_text("Elterncafé")
    page.unroute(f"**{NEW}")
    expect(page.locator("#unsent")).to_be_hidden()
    assert Activity.objects.get().title == "Elterncafé"


def test_what_was_refused_later_comes_back_into_the_form(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    page = visit(browser, server, width=360)
    signed_in(page, server, "fachkraft@warendorf.example").goto(NEW)
    page.context.set_offline(True)
    fill(page, "Elterncafé", "sieben")
    send(page)
    expect(page.locator("#unsent")).to_contain_text("Elterncafé")
    page.context.set_offline(False)
    page.click("text=Ins Formular holen")
    expect(page.locator("#unsent")).to_be_hidden()
    assert page.input_value("[name=participants]") == "sieben"
    page.fill("[name=participants]", "7")
    send(page)
    expect(page.locator("main")).to_contain_text("Erfasst. Noch eine?")
    assert Activity.objects.get().participants == 7


def test_three_colleagues_enter_and_the_report_knows(
    browser: Browser, server: Server, demonstrated: None, noon: datetime
) -> None:
    """Each on a telephone, for the same goal; nobody counts again when the year is reported."""
    year = timezone.localdate().year
    with acting_as_system():
        story_of_warendorf().agreed(at=noon, goals=1, year=year)
    for colleague, people in (("fachkraft", "14"), ("verwaltung", "9"), ("leitung", "20")):
        page = visit(browser, server, width=360)
        signed_in(page, server, f"{colleague}@warendorf.example").goto(NEW)
        fill(page, f"Dialog Sport, {people}", people)
        page.select_option("[name=goal]", index=1)
        send(page)
        expect(page.locator("main")).to_contain_text("Erfasst. Noch eine?")
    report = visit(browser, server, width=360)
    signed_in(report, server, "fachkraft@warendorf.example").goto("/mitarbeit/berichte/")
    report.click(f"text=Jahresbericht {year} öffnen")
    expect(report.locator("main")).to_contain_text("3 Aktivitäten")
    expect(report.locator("main")).to_contain_text("43 Teilnahmen")

"""A training from template to certificate, on a telephone, with and without scripts."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.qualification.clock import begin_and_finish
from drehscheibe.domain.qualification.models import Event, Session
from drehscheibe.domain.qualification.preparing import fit_times
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.journeys.conftest import Server, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HOME = "/mitarbeit/veranstaltungen/"
HOST, COLLEAGUE = "beratung@koordinierung.example", "fachkraft@warendorf.example"
PRESS = "main form button.kern-btn--primary"


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_training_from_template_to_certificate(
    browser: Browser, server: Server, demonstrated: None, script: bool, tmp_path: Path
) -> None:
    host = signed_in(visit(browser, server, script=script, width=360), server, HOST)
    planned(host)
    event = Event.objects.get()
    registered(signed_in(visit(browser, server, script=script), server, COLLEAGUE), event)
    guest = visit(browser, server, script=script, width=360)
    waits_in_arabic(guest, event)
    held(event)
    present(host, event)
    host.goto(f"{HOME}{event.number}/bescheinigungen/")
    host.click(PRESS)
    expect(host.locator("main")).to_contain_text("Ausgestellt: 1.")
    certified(visit(browser, server, script=script, width=360), event, tmp_path / "paper.pdf")


def planned(page: Page) -> None:
    """A course, an event of it, a date, one seat; then everybody may register."""
    page.goto(f"{HOME}vorlagen/neu/")
    page.fill("[name=title]", "Sprachsensibel beraten")
    page.fill("[name=code]", "beraten")
    page.fill("[name=units]", "4")
    page.click(PRESS)
    page.click("text=Veranstaltung planen")
    expect(page.locator("[name=title]")).to_have_value("Sprachsensibel beraten")
    page.select_option("[name=tier]", "public")
    page.fill("[name=place]", "Essen")
    page.click(PRESS)
    expect(page.locator("main")).to_contain_text("Bitte tragen Sie zuerst mindestens einen Termin")
    dated(page)
    page.click("text=Plätze festlegen")
    page.fill("[name=capacity]", "1")
    page.click(PRESS)
    page.click("text=Veröffentlichen")
    expect(page.locator("main")).to_contain_text("„Veröffentlichen“ ist eingetragen")


def dated(page: Page) -> None:
    """An end before the beginning is refused at its field, and nothing typed is lost."""
    page.click("text=Termin hinzufügen")
    page.fill("[name=day]", german_day(timezone.localdate() + timedelta(days=30)))
    page.fill("[name=begins]", "09:00")
    page.fill("[name=ends]", "08:00")
    page.fill("[name=units]", "4")
    page.click(PRESS)
    expect(page.locator("#fehler")).to_contain_text("Das Ende liegt vor dem Beginn")
    expect(page.locator("[name=begins]")).to_have_value("09:00")
    page.fill("[name=ends]", "12:00")
    page.click(PRESS)


def registered(page: Page, event: Event) -> None:
    """A colleague takes the only seat."""
    page.goto(f"{HOME}?wort=beraten")
    page.click("text=Sprachsensibel beraten")
    page.locator("main .actions a", has_text="Anmelden").click()
    page.click(PRESS)
    expect(page.locator("main")).to_contain_text("Angemeldet")
    expect(page.locator("main")).to_contain_text("1 von 1 belegt")


def waits_in_arabic(page: Page, event: Event) -> None:
    """A visitor without account confirms by mail and learns her number and why she waits."""
    page.goto("/ar/veranstaltungen/")
    page.click(f"text={event.title}")
    page.locator("main a.kern-btn--primary").click()
    page.fill("[name=name]", "نور Gast")
    page.fill("[name=email]", "nour@example.org")
    page.click(PRESS)
    expect(page.locator("h1")).to_have_text("انظر في بريدك الإلكتروني")
    mail = OutboxMail.objects.get(to="nour@example.org")
    page.goto("/" + next(x for x in mail.text.split() if x.startswith("http")).split("/", 3)[3])
    page.click(PRESS)
    expect(page.locator("main")).to_contain_text("جميع المقاعد محجوزة.")
    expect(page.locator("main")).to_contain_text("رقمكم في قائمة الانتظار: 1")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def held(event: Event) -> None:
    """Two months go by."""
    with acting_as_system():
        for session in Session.objects.filter(event=event):
            session.starts_at -= timedelta(days=60)
            session.ends_at -= timedelta(days=60)
            session.save()
        event.refresh_from_db()
        fit_times(event)
        begin_and_finish(at=timezone.now())
        begin_and_finish(at=timezone.now())


def present(page: Page, event: Event) -> None:
    """The list of the date, on the telephone."""
    page.goto(f"{HOME}{event.number}/")
    page.locator("main table a", has_text="Anwesenheit").click()
    page.select_option("main table select", "present")
    page.locator("main form", has=page.locator("table")).locator("button").click()
    expect(page.locator("main")).to_contain_text("Die Anwesenheit ist gespeichert")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def certified(page: Page, event: Event, kept: Path) -> None:
    """By her own link the colleague takes the paper; anybody checks its number."""
    with acting_as_system():
        paper = event.certificates.get()
        mail = OutboxMail.objects.filter(to=COLLEAGUE, subject__contains="Bescheinigung").get()
    page.goto("/" + next(x for x in mail.text.split() if x.startswith("http")).split("/", 3)[3])
    with page.expect_download() as download:
        page.click("text=Bescheinigung herunterladen (PDF)")
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF-")
    page.goto("/bescheinigung/")
    page.fill("[name=nummer]", paper.serial.lower())
    page.click(PRESS)
    expect(page.locator("main")).to_contain_text("gültig")
    assert "Talweg" not in page.content()

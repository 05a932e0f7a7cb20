"""A year is reported: prefilled, judged, signed as shown, frozen, taken along as PDF."""

from datetime import date, datetime
from hashlib import sha256
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.models import Indicator, ReportDraft, ReportVersion
from drehscheibe.domain.controlling.returns.obligations import rhythm
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.domain.controlling.report_stories import counted
from tests.journeys.conftest import Server, signed_in, visit
from tests.journeys.warendorf import story_of_warendorf

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LIST = "/mitarbeit/berichte/"
YEAR = timezone.localdate().year - 1
"""The year that is reported now; those of long ago are locked."""


def arranged(noon: datetime) -> None:
    """Warendorf's agreed goals with values of the year, and one activity."""
    people = story_of_warendorf()
    with acting_as_system():
        period = people.agreed(at=noon, goals=2, year=rhythm().begins(YEAR))
        for indicator in Indicator.objects.filter(goal__period=period):
            value = counted(people, indicator, 8, at=noon)
            type(value).objects.filter(pk=value.pk).update(
                starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 12, 31)
            )
        entry = Entry("Dialog Sport", date(YEAR, 5, 3), "Kreishaus", "Vereine", 14,
                      goal=period.goals.all()[0])  # fmt: skip
        enter_activity(
            centre=people.centre, key=uuid4(), entry=entry, by=people.specialist,
            at=noon.replace(year=YEAR),
        )  # fmt: skip


def judge(page: Page, number: int) -> None:
    """Choose and give the reason."""
    page.select_option(f"[name=goals-{number}-degree]", "reached")
    page.fill(f"[name=goals-{number}-reason]", "Acht Vereine öffneten ihre Angebote.")


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_year_is_reported(
    browser: Browser, server: Server, demonstrated: None, noon: datetime, script: bool
) -> None:
    arranged(noon)
    page = visit(browser, server, script=script, width=360)
    report = written(signed_in(page, server, "fachkraft@warendorf.example"), script=script)
    head = visit(browser, server, script=script)
    signed_in(head, server, "leitung@warendorf.example").goto(f"{report}zeichnen/")
    expect(head.locator("main")).to_contain_text("Acht Vereine öffneten ihre Angebote.")
    head.click("text=Zeichnen und abgeben")
    expect(head.locator("main")).to_contain_text("Gezeichnet und abgegeben")
    assert loaded(head, "PDF (barrierefrei)").startswith(b"%PDF-")
    content = loaded(head, "JSON (Prüfsumme nachrechenbar)")
    assert sha256(content).hexdigest() == ReportVersion.objects.get().sha256
    ministry = visit(browser, server, script=script)
    signed_in(ministry, server, "integration@ministerium.example").goto(report)
    expect(ministry.locator("main")).to_contain_text("Ein gutes Jahr für die Vereine.")
    assert ministry.locator("text=Bearbeiten").count() == 0


def written(page: Page, *, script: bool) -> str:
    """Opened, found prefilled, judged, kept; returns the address of the report."""
    page.goto(LIST)
    page.click(f"text=Jahresbericht {YEAR} öffnen")
    expect(page.locator("main")).to_contain_text("Ziel 1: Ziel Nummer 1")
    expect(page.locator("main")).to_contain_text("1 Aktivität")
    expect(page.locator("#missing")).to_contain_text("Ziel 2 ist noch nicht beurteilt")
    page.fill("[name=summary]", "Ein gutes Jahr für die Vereine.")
    judge(page, 1)
    judge(page, 2)
    if script:
        page.locator("[name=outlook]").click()  # leaving an input saves it
    else:
        page.click("main form .actions button.kern-btn--primary")
    expect(page.locator("#missing")).to_contain_text("Vollständig")
    assert ReportDraft.objects.get().summary == "Ein gutes Jahr für die Vereine."
    return "/" + page.url.split("/", 3)[3].removesuffix("bearbeiten/")


def loaded(page: Page, label: str) -> bytes:
    """The file behind a link."""
    with page.expect_download() as download:
        page.click(f"text={label}")
    return download.value.path().read_bytes()

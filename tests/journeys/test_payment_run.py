"""Journey 4 of issue 3: a payment run, from open orders to the bank's confirmation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.payments import actions
from drehscheibe.domain.payments.models import PaymentOrder, PaymentRun
from drehscheibe.domain.payments.selectors import account_for, paid_total
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests.journeys.conftest import Server, sent, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BASE = "/mitarbeit/zahlungen/"
OFFICER, APPROVER = "sachbearbeitung@behoerde.example", "zeichnung@behoerde.example"


def ordered(serial: int, amount: str, code: str, at: datetime) -> PaymentOrder:
    """An order of the granting authority to a carrier of the demonstration."""
    receiver = account_for(Organisation.objects.get(code=code), on=day_of(at))
    assert receiver is not None
    return actions.order_payment(
        payer=Organisation.objects.get(code="bewilligungsbehoerde"), account=receiver,
        amount=Decimal(amount), purpose=f"Mittelabruf {serial}", subject=f"journey:{serial}",
        wanted_on=day_of(at), by=Person.objects.get(email=OFFICER), at=at,
    )  # fmt: skip


def pressed(page: Page, label: str) -> None:
    """A button by its words; then the page that answers."""
    sent(page.locator("main button", has_text=label).first)


@dataclass(frozen=True)
class Visit:
    """One browser setting, in which both people take their turns."""

    browser: Browser
    server: Server
    script: bool

    def of(self, who: str, path: str = "") -> Page:
        """The page as this person sees it."""
        page = signed_in(visit(self.browser, self.server, script=self.script), self.server, who)
        page.goto(BASE + path)
        return page


def collected(officer: Page, day: date) -> str:
    """Both payments in a run, after a slip with the day; returns its number."""
    for box in officer.locator("input[name=orders]").all():
        box.check()
    officer.fill("[name=execution_on]", "31.02.2026")
    pressed(officer, "In einen Zahlungslauf nehmen")
    expect(officer.locator("#fehler")).to_contain_text("28 Tage")
    assert officer.locator("input[name=orders]:checked").count() == 2
    officer.fill("[name=execution_on]", german_day(day))
    pressed(officer, "In einen Zahlungslauf nehmen")
    expect(officer.locator("h1")).to_contain_text("Zahlungslauf Z-")
    expect(officer.locator(".case-head")).to_contain_text("25.500,50")
    pressed(officer, "Zur Freigabe vorlegen")
    expect(officer.locator(".case-head")).to_contain_text("Wartet auf Freigabe")
    return PaymentRun.objects.latest("pk").number


def fetched(officer: Page) -> bytes:
    """The file for the bank, the same when it is fetched again."""
    contents = []
    for _ in range(2):
        officer.reload()  # a form is sent once while its answer is on the way
        with officer.expect_download() as download:
            officer.click("text=Datei herunterladen")
        contents.append(download.value.path().read_bytes())
    assert contents[0] == contents[1]
    return contents[0]


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_journey_4_a_payment_run(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    """Two carriers are paid: chosen, laid before, released by a second person, executed."""
    now, turn = timezone.now(), Visit(browser, server, script)
    orders = [
        ordered(1, "24500.00", "traeger-05570", now),
        ordered(2, "1000.50", "traeger-05315", now),
    ]
    officer = turn.of(OFFICER)
    number = collected(officer, day_of(now))
    approver = turn.of(APPROVER, f"laeufe/{number}/")
    pressed(approver, "Freigeben")
    expect(approver.locator(".case-head")).to_contain_text("Freigegeben")

    officer.goto(f"{BASE}laeufe/{number}/")
    assert b"<CtrlSum>25500.50</CtrlSum>" in fetched(officer)
    pressed(officer, "Bei der Bank eingereicht")
    officer.fill("[name=executed_on]", german_day(day_of(now) - timedelta(days=1)))
    pressed(officer, "Ausführung festhalten")
    expect(officer.locator("main")).to_contain_text("nicht vor dem Ausführungstag")
    officer.fill("[name=executed_on]", german_day(day_of(now)))
    pressed(officer, "Ausführung festhalten")
    assert paid_total([each.subject for each in orders]) == Decimal("25500.50")

    officer.click("text=Mittelabruf 2")
    officer.fill("[name=reason]", "Konto erloschen")
    pressed(officer, "Rückläufer festhalten")
    expect(officer.locator(".case-head")).to_contain_text("Zurückgekommen")
    assert paid_total([each.subject for each in orders]) == Decimal("24500.00")


def test_a_changed_account_needs_a_second_person_and_the_number_is_asked_for(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    keeper = signed_in(visit(browser, server), server, "traeger@warendorf.example")
    keeper.goto(f"{BASE}konten/neu/")
    keeper.fill("[name=holder]", "Kreis Warendorf")
    keeper.fill("[name=iban]", "DE66 9999 9999 0000 0000 03")
    pressed(keeper, "Eintragen")
    expect(keeper.locator("#id_iban_error")).to_contain_text("Prüfziffern")
    assert keeper.input_value("[name=iban]") == "DE66 9999 9999 0000 0000 03"
    keeper.fill("[name=iban]", "DE39 9999 9999 0000 0000 03")
    pressed(keeper, "Eintragen")
    expect(keeper.locator("main")).to_contain_text("auch mit einem anderen Kontoinhaber")
    expect(keeper.locator("main")).to_contain_text("Bestätigen muss sie eine zweite Person")
    confirming = keeper.locator("main button").filter(has_text="Bankverbindung bestätigen")
    expect(confirming).to_have_count(0)
    pressed(keeper, "Vollständige IBAN anzeigen")
    expect(keeper.locator(".case-head")).to_contain_text("DE39 9999 9999 0000 0000 03")

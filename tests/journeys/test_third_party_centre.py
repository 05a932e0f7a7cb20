"""Journey 2 of the issue, the centre's half: from the list of applications to the closed case."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.forwarding.models import CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import Desk, fresh, pdf, status
from tests.domain.forwarding.third_party import samples
from tests.journeys.axe import findings
from tests.journeys.conftest import Server, sent, visit
from tests.journeys.test_third_party import looked_at

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BASE = "/mitarbeit/weiterleitung/antraege/"
YEAR = timezone.localdate().year


@pytest.fixture
def own(transactional_db: None) -> Desk:
    """A centre with this year's prevention money and an open call."""
    call = samples.open_call(
        at=timezone.now(), amount="58000", version="praevention-2025", year=YEAR,
        slug="praevention-diesmal",
    )  # fmt: skip
    unit, carrier = call.centre.organisation, call.centre.carrier
    return Desk(
        allocation=call.allocation,
        call=call,
        specialist=factories.person("specialist", of=unit),
        head=factories.person("head", of=unit),
        carrier=factories.person("carrier", of=carrier),
        second=factories.person("carrier", of=carrier),
    )


def handed_in(own: Desk) -> ForwardingCase:
    """A meeting of neighbours for 1,200 euro, with a confirmed account."""
    case = rows.draft(
        own.call, "C1", name="Sportverein Musterau", street="Hauptstraße 5", postal_code="59227",
        town="Musterau", starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 12, 31),
        description="Ein Wegweiser in fünf Sprachen.", contact_name="Ayla Muster",
    )  # fmt: skip
    values = {"medium": "Wegweiser", "measures": 2, "cost": "600.00"}
    CaseItem.objects.filter(case=case).update(code="3", values=values, amount=Decimal(1200))
    case.requested, case.submitted_on = Decimal(1200), timezone.localdate()
    case.save()
    moved = perform(CASE, "submit", on=case, by=own.specialist, at=timezone.now())
    return own.with_account(moved)


def seen_by(browser: Browser, server: Server, person: Person, width: int = 1280) -> Page:
    """A browser in which this person is signed in."""
    page = visit(browser, server, width=width)
    cookie = factories.client_of(person).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    return page


def take(page: Page, label: str) -> None:
    """A next step: its button, then the one that binds."""
    page.click(f"aside a:has-text('{label}'), .aside a:has-text('{label}')")
    sent(page.locator("main form[method=post] button.kern-btn--primary").first)


def test_the_centre_checks_promises_contracts_pays_and_closes(
    browser: Browser, server: Server, own: Desk, tmp_path: Path
) -> None:
    case = handed_in(own)
    address = f"{BASE}{case.number}/"
    checker, decider = (
        seen_by(browser, server, own.specialist),
        seen_by(browser, server, own.head),
    )
    checker.goto(BASE)
    looked_at(checker, "centre-list-1280")
    checker.click(f"text={case.number}")
    assert findings(checker) == []
    looked_at(checker, "centre-case-1280")
    take(checker, "Prüfung abschließen")
    expect(checker.locator("main")).to_contain_text("andere Person als die, die geprüft hat")
    decide(decider, address, tmp_path)
    assert status(case) == "paid"
    own.executed(*case.payments.all(), at=timezone.now())
    own.hand_in_proof(fresh(case), "1200")
    checker.goto(address)
    checker.click("a:has-text('Nachweis prüfen')")
    expect(checker.locator("img.voucher")).to_be_visible()
    assert findings(checker) == []
    looked_at(checker, "centre-proof-1280")
    sent(checker.locator("main form[method=post] button.kern-btn--primary").first)
    decider.goto(address)
    take(decider, "Abschließen")
    assert status(case) == "closed"
    narrow(seen_by(browser, server, own.head, width=360), address)


def narrow(phone: Page, address: str) -> None:
    """Nothing is wider than a telephone."""
    for name, place in (("case", address), ("list", BASE)):
        phone.goto(place)
        looked_at(phone, f"centre-{name}-360")
        wide = phone.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{name} is {wide} px wide"


def decide(page: Page, address: str, folder: Path) -> None:
    """Promise, contract, order."""
    page.goto(address)
    take(page, "Zusagen")
    expect(page.locator("main")).to_contain_text("Schließen Sie den Weiterleitungsvertrag")
    take(page, "Vertrag erstellen")
    sign(page, folder)
    take(page, "Auszahlung anweisen")


def sign(page: Page, folder: Path) -> None:
    """Both signatures with the scan."""
    scan = folder / "vertrag.pdf"
    scan.write_bytes(pdf("vertrag.pdf").read())
    page.click("a:has-text('Vertrag schließen')")
    today = timezone.localdate().strftime("%d.%m.%Y")
    page.fill("[name=centre_on]", today)
    page.fill("[name=applicant_on]", today)
    page.set_input_files("[name=scan]", str(scan))
    looked_at(page, "centre-sign-1280")
    page.click("main form[method=post] button.kern-btn--primary")
    expect(page.locator("main")).to_contain_text("Weisen Sie die Auszahlung an")

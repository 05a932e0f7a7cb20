"""A circular acknowledged by all but two, who are chased; feedback that comes back answered."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.circulars.models import Circular, CircularAddress
from drehscheibe.domain.circulars.receiving import acknowledge
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests import factories
from tests.journeys.conftest import Server, sent, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LIST = "/mitarbeit/rundschreiben/"
OWE = ("ki-05570", "ki-05315")


def _press(page: Page, label: str) -> None:
    sent(page.locator("main").get_by_role("button", name=label).first)


def _all_but_two(circular: Circular) -> None:
    """52 heads confirm; Warendorf and Köln do not."""
    with acting_as_system():
        rows = CircularAddress.objects.filter(circular=circular)
        for address in rows.exclude(organisation__code__in=OWE).select_related("organisation"):
            head = factories.person("head", of=address.organisation)
            acknowledge(address=address, by=head, at=timezone.now())


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_circular_acknowledged_by_all_but_two(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    ministry = signed_in(
        visit(browser, server, script=script), server, "integration@ministerium.example"
    )
    _written(ministry)
    circular = Circular.objects.get()
    _all_but_two(circular)
    _chased(ministry, circular)
    for centre, left in (("warendorf", 1), ("koeln", 0)):
        head = visit(browser, server, script=script, width=360)
        signed_in(head, server, f"leitung@{centre}.example").goto("/mitarbeit/")
        head.click(".task:has-text('Digitale Belege') >> text=Bestätigen")
        _press(head, "Kenntnis bestätigen")
        expect(head.locator("main")).to_contain_text("Bestätigt am")
        ministry.goto(f"{LIST}{circular.pk}/")
        expect(ministry.locator("main caption")).to_contain_text(f"{left} stehen aus")
    with acting_as_system():  # nobody is reminded of what is done
        assert not OutboxMail.objects.filter(key__contains=":remind:").exists()
    _replaced(ministry, circular)
    head.goto(f"{LIST}{circular.pk}/")
    expect(head.locator("main")).to_contain_text("Dieses Rundschreiben gilt nicht mehr")


def _written(ministry: Page) -> None:
    """A task nobody named is asked for; nothing typed is lost."""
    ministry.goto(f"{LIST}neu/")
    ministry.fill("[name=title]", "Digitale Belege")
    ministry.fill("[name=text]", "Fotos sind erlaubt.\n\nDas Original bleibt beim Verein.")
    ministry.get_by_label("mit Auftrag").check()
    _press(ministry, "Weiter zu den Empfängern")
    expect(ministry.locator("#fehler")).to_contain_text("was zu tun ist")
    assert "Original" in ministry.input_value("[name=text]")
    ministry.get_by_label("mit Bestätigung").check()
    ministry.fill("[name=due_on]", f"15.12.{timezone.localdate().year + 1}")
    _press(ministry, "Weiter zu den Empfängern")
    _press(ministry, "Versenden")
    expect(ministry.locator("main")).to_contain_text("0 von 54 haben bestätigt")


def _chased(ministry: Page, circular: Circular) -> None:
    """The two are named before anything leaves; pressed twice it leaves once."""
    ministry.reload()
    expect(ministry.locator("main")).to_contain_text("52 von 54 haben bestätigt")
    ministry.click("text=2 erinnern")
    rows = ministry.locator("main table tbody tr")
    expect(rows).to_have_count(2)
    expect(ministry.locator("main table")).to_contain_text("Warendorf")
    expect(ministry.locator("main table")).to_contain_text("Köln")
    for _ in range(2):
        ministry.goto(f"{LIST}{circular.pk}/erinnern/")
        _press(ministry, "Jetzt erinnern")
    with acting_as_system():
        told = OutboxMail.objects.filter(key__contains=":remind:").values_list("to", flat=True)
        assert sorted(told) == [
            "fachkraft@koeln.example", "fachkraft@warendorf.example", "leitung@koeln.example",
            "leitung@warendorf.example", "verwaltung@warendorf.example",
        ]  # fmt: skip


def _replaced(ministry: Page, circular: Circular) -> None:
    ministry.goto(f"{LIST}neu/?ersetzt={circular.pk}")
    ministry.fill("[name=title]", "Digitale Belege, neu")
    ministry.fill("[name=text]", "Auch Scans.")
    _press(ministry, "Weiter zu den Empfängern")
    _press(ministry, "Versenden")


def test_feedback_is_bundled_and_comes_back_answered(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    """Given by two centres, summed up without names, answered, read by those who gave it."""

    def come(email: str) -> Page:
        return signed_in(visit(browser, server, script=False), server, f"{email}.example")

    for centre in ("warendorf", "koeln"):
        giver = come(f"fachkraft@{centre}")
        giver.goto(f"{LIST}rueckmeldungen/neu/")
        giver.fill("[name=topic]", "Fristen")
        giver.fill("[name=text]", f"In {centre} ist der Sommer zu kurz.")
        _press(giver, "Rückmeldung geben")
    office, ministry = come("beratung@koordinierung"), come("integration@ministerium")
    _bundled(office)
    ministry.goto("/mitarbeit/")
    ministry.click(".task:has-text('Fristen im Sommer') >> text=Beantworten")
    expect(ministry.locator("main")).not_to_contain_text("warendorf")
    ministry.fill("[name=text]", "Die Frist endet künftig am 30. September.")
    _press(ministry, "Antworten")
    giver.goto(office.url)
    expect(giver.locator("main")).to_contain_text("am 30. September")
    expect(giver.locator("main")).not_to_contain_text("In warendorf")
    answer = come("fachkraft@duesseldorf").goto(office.url)
    assert answer is not None
    assert answer.status == 404


def _bundled(office: Page) -> None:
    """Both into one bundle, whose topic is asked for, and before the ministry."""
    office.goto(f"{LIST}rueckmeldungen/buendeln/")
    for box in office.locator("[name=feedback]").all():
        box.check()
    _press(office, "Bündeln")
    assert office.locator("[name=feedback]:checked").count() == 2
    office.fill("[name=topic]", "Fristen im Sommer")
    _press(office, "Bündeln")
    office.fill("[name=summary]", "Zwei Zentren bitten um mehr Zeit.")
    office.get_by_label("Ministerium").select_option(_ministry())
    _press(office, "Dem Ministerium vorlegen")
    expect(office.locator("main")).to_contain_text("Dem Ministerium vorgelegt")


def _ministry() -> str:
    return str(Organisation.objects.get(code="ministerium-integration").pk)

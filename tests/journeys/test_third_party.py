"""Journey 2 of the issue: a sports club applies on a telephone, with and without scripts.

It applies for B2 and D1, is told about the 30 % rule, hands in, gives its account; the centre
promises, concludes the contract and pays; the club sends a photo of a voucher and proves; the
centre checks and closes.
"""

import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.forwarding.centre import checking, proofs
from drehscheibe.domain.forwarding.models import ForwardingCall, ForwardingCase, ForwardingVoucher
from drehscheibe.domain.forwarding.third_party.links import secret_of
from drehscheibe.domain.payments.accounts import take_account_step
from tests.domain.forwarding.centre.desk import Desk, desk, fresh
from tests.domain.forwarding.rows import AT
from tests.domain.forwarding.samples import plain
from tests.domain.forwarding.third_party import samples
from tests.domain.payments.samples import iban
from tests.doors.public.test_third_party import photo
from tests.journeys.axe import findings
from tests.journeys.conftest import Server, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = 360


@pytest.fixture
def call(transactional_db: None) -> ForwardingCall:
    """An open call."""
    return samples.open_call(at=timezone.now())


def looked_at(page: Page, name: str) -> None:
    """A picture for people, where DREHSCHEIBE_PICTURES names a folder."""
    folder = os.environ.get("DREHSCHEIBE_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_sports_club_applies_on_a_telephone(
    browser: Browser, server: Server, transactional_db: None, script: bool
) -> None:
    centre = centre_desk()
    page = visit(browser, server, script=script, width=PHONE)
    open_application(page, server)
    choose(page, "B2")
    choose(page, "D1")
    write(page, script=script)
    for box in page.locator("input[name=declarations]").all():
        box.check()
    page.click("button[value=submit]")
    page.wait_for_url("**/einreichen/")
    assert not script or findings(page) == []
    looked_at(page, f"submit-{script}")
    page.click("main form button.kern-btn--primary")
    expect(page.locator("main")).to_contain_text("Ihr Antrag ist da")
    looked_at(page, f"status-{script}")
    assert page.context.cookies() == []
    case = ForwardingCase.objects.get()
    assert (case.status, plain(str(case.requested))) == ("submitted", "6600.00")
    give_account(page)
    centre_pays(centre, case)
    prove(page, case, script=script)
    centre_closes(centre, case)
    page.reload()
    expect(page.locator("main")).to_contain_text("Alles ist geprüft")
    looked_at(page, f"closed-{script}")


def centre_desk() -> Desk:
    """A centre whose call of 2024 is open today; 30 % of its allocation are 21,086.94 euro."""
    centre = desk("70289.82")
    until = timezone.localdate() + timedelta(days=20)
    ForwardingCall.objects.filter(pk=centre.call.pk).update(closes_on=until)
    return centre


def give_account(page: Page) -> None:
    """Afterwards the page shows the last four digits alone."""
    page.click("a[href$='/konto/']")
    page.fill("#iban", iban(77))
    page.click("main form button")
    expect(page.locator("main")).to_contain_text(f"… {iban(77)[-4:]}")
    expect(page.locator("main")).not_to_contain_text(iban(77)[:12])


def centre_pays(centre: Desk, case: ForwardingCase) -> None:
    """Checked, promised in full, contract on the model of 2024, account confirmed, paid."""
    checking.check_case(case=case, by=centre.specialist, at=AT)
    centre.promise(fresh(case), {1: Decimal(5000), 2: Decimal(1600)})
    centre.prepare(fresh(case))
    signed = centre.sign(fresh(case))
    assert signed.account
    take_account_step(account=signed.account, step="confirm", by=centre.head, at=AT)
    monday = timezone.now() + timedelta(days=7 - timezone.localdate().weekday())
    centre.executed(centre.ordered(fresh(case), "6600", monday), at=monday)


def centre_closes(centre: Desk, case: ForwardingCase) -> None:
    """What was proved is accepted; less than was paid would be claimed back."""
    now = timezone.now()
    accepted = {1: Decimal(5000), 2: Decimal(1600)}
    checked = proofs.CheckedProof(eligible=accepted, note="Belege vollständig.")
    proofs.check_proof(case=fresh(case), checked=checked, by=centre.specialist, at=now)
    proofs.close_case(case=fresh(case), by=centre.head, at=now)


def write(page: Page, *, script: bool) -> None:
    """Too few people are refused while typing, too much training is told of the 30 % rule."""
    for name, text in (samples.CLUB | samples.typed(1, samples.GATHERING)).items():
        fill(page, name, text)
    fill(page, "items-1-participants", "9")
    keep(page, script=script)
    expect(page.locator("#error-items-1-participants")).to_contain_text("weniger als 10")
    looked_at(page, f"edit-{script}")
    fill(page, "items-1-participants", "12")
    for name, text in samples.typed(2, {**samples.TRAINING, "days": "27"}).items():
        fill(page, name, text)
    keep(page, script=script)
    told = page.locator("#amounts")
    expect(told).to_contain_text("höchstens 30 % der Mittel")
    expect(told).to_contain_text("Mehr als 21.086,94")
    fill(page, "items-2-days", "2")


def keep(page: Page, *, script: bool) -> None:
    """Where scripts run typing saves itself; elsewhere the button does."""
    if not script:
        page.click("button[value=stay]")


def open_application(page: Page, server: Server) -> None:
    """From the public page to the link in the mail."""
    page.goto("/foerderung/")
    page.click("main .card a")
    looked_at(page, "call")
    page.click("main a.kern-btn--primary")
    page.fill("#email", samples.ADDRESS)
    page.click("main form button")
    expect(page.locator("h1")).to_have_text("Schauen Sie in Ihr Postfach")
    page.goto(f"/foerderung/antrag/{samples.secret_for()}/")
    page.click("main a.kern-btn--primary")


def choose(page: Page, code: str) -> None:
    """Add something from the list of what is paid."""
    page.click("button[value=add]")
    page.wait_for_url("**/foerdergegenstaende/")
    looked_at(page, "items")
    page.click(f"main button[value={code}]")
    page.wait_for_url("**/schreiben/#items-*")


def fill(page: Page, name: str, text: str) -> None:
    """Type into a field or choose from a list; leaving it saves where scripts run."""
    field = page.locator(f"[name='{name}']")
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(text)
        return
    details = field.locator("xpath=ancestor::details[not(@open)]")
    if details.count():
        details.first.locator("summary").first.click()
    field.fill(text)
    field.blur()


def prove(page: Page, case: ForwardingCase, *, script: bool) -> None:
    """The centre has paid; a photo of a voucher, the numbers, hand in."""
    page.reload()
    main = page.locator("main")
    expect(main).to_contain_text("6.600,00")
    expect(main).to_contain_text("ausgezahlt am")
    expect(main).to_contain_text("vertrag")
    looked_at(page, f"paid-{script}")
    page.click("main .actions a.kern-btn--primary")
    fill(page, "text", "Jede Woche Sport.")
    fill(page, "lines-1-months", "10")
    page.click("button[name=vouchers]")
    page.wait_for_url("**/belege/")
    photograph(page)
    looked_at(page, f"vouchers-{script}")
    if script:
        assert findings(page) == []
    page.click("button[name=finish]")
    page.wait_for_url("**/nachweis/einreichen/**")  # the jump to the gaps stays in the address
    page.check("#confirmed")
    looked_at(page, f"proof-{script}")
    page.click("main form button")
    expect(page.locator("main")).to_contain_text("Ihr Nachweis ist da")
    case.refresh_from_db()
    assert case.status == "proof_submitted"
    assert ForwardingVoucher.objects.get().amount == 80


def photograph(page: Page) -> None:
    """A photo, and what it is of."""
    picture = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo(3000, 2000).read()}
    page.set_input_files("#photo", picture)  # type: ignore[arg-type]
    page.select_option("#photo_item", "2")
    page.click("button[name=upload]")
    expect(page.locator("#vouchers-1")).to_be_visible()
    fill(page, "vouchers-1-amount", "80,00")
    page.click("button[name=finish]")
    expect(page.locator("#error-vouchers-1-paid_on")).to_contain_text("Wann haben Sie bezahlt?")
    expect(page.locator("#vouchers-1-amount")).to_have_value("80,00")
    looked_at(page, "voucher-gaps")
    details = {"dated_on": "01.06.2024", "paid_on": "03.06.2024", "payee": "Copyshop"}
    for name, text in (details | {"purpose": "Einladungen"}).items():
        fill(page, f"vouchers-1-{name}", text)
    page.click("button[name=save]")


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_page_behind_the_link_fits(
    browser: Browser, server: Server, call: ForwardingCall, language: str, width: int
) -> None:
    """320 px, right to left, axe."""
    now = timezone.now()
    writing = secret_of(samples.filled(call, at=now))
    proving = samples.paid(samples.filled(call, at=now, address="a@verein.example"), at=now)
    start = "" if language == "de" else f"/{language}"
    paid = f"{start}/foerderung/antrag/{secret_of(proving)}/"
    draft = f"{start}/foerderung/antrag/{writing}/"
    pages = {
        "calls": f"{start}/foerderung/", "call": f"{start}/foerderung/aufruf/{call.slug}/",
        "begin": f"{start}/foerderung/aufruf/{call.slug}/beginnen/", "case": draft,
        "edit": f"{draft}schreiben/", "items": f"{draft}foerdergegenstaende/",
        "submit": f"{draft}einreichen/", "account": f"{draft}konto/", "paid": paid,
        "proof": f"{paid}nachweis/", "vouchers": f"{paid}nachweis/belege/",
        "hand-in": f"{paid}nachweis/einreichen/",
    }  # fmt: skip
    page = visit(browser, server, width=width)
    wrong = []
    for name, address in pages.items():
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wrong.append(f"{name}: sticks out at {width}")
        if width != 360:
            wrong += [f"{name}: {each}" for each in findings(page)]
        looked_at(page, f"{name}-{language}-{width}")
    assert not wrong, "\n".join(wrong)

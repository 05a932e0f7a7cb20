"""The payment pages as people of each side meet them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.accounts import AccountDetails, enter_account, number_of
from drehscheibe.domain.payments.models import BankAccount, PaymentOrder, PaymentRun
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from tests import factories, pages
from tests.domain.payments.samples import Desk, authority_desk, carrier_desk, iban

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def page(name: str, *args: object) -> str:
    """The address of a payment page."""
    return reverse(f"staff:payments:{name}", args=args)


@pytest.fixture
def now() -> datetime:
    """The pages read the clock themselves."""
    return timezone.now()


@pytest.fixture
def desk(now: datetime) -> Desk:
    """The granting authority and a carrier it pays."""
    return authority_desk(at=now)


@pytest.fixture
def officer(desk: Desk) -> Client:
    """Who prepares."""
    return factories.client_of(desk.preparer)


def words(answer: object) -> str:
    """What the page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


def test_a_run_from_the_list_to_the_bank_and_back(
    desk: Desk, officer: Client, now: datetime
) -> None:
    order = desk.order(at=now)
    approver = factories.client_of(desk.releaser)
    listed = officer.get(page("order_list"))
    pages.assert_sound(listed)
    assert "100,00" in words(listed)
    typed = {"orders": [order.pk], "execution_on": german_day(day_of(now))}
    assert officer.post(page("run_start"), typed).status_code == 302
    run = PaymentRun.objects.get()
    pages.assert_sound(officer.get(page("run_detail", run.number)))

    def step(client: Client, name: str, **form: str) -> int:
        return client.post(page("run_step", run.number, name), form).status_code

    assert step(officer, "prepare") == 302
    assert "Freigeben" in words(approver.get(page("run_detail", run.number)))
    assert step(approver, "release") == 302
    file = officer.post(page("run_file", run.number))
    assert file["Content-Disposition"].endswith('.xml"')
    assert number_of(desk.receiver).encode() in file.content
    assert step(officer, "hand_in") == 302
    missing = officer.post(page("run_step", run.number, "confirm"), {})
    assert missing.status_code == 409
    assert "an welchem Tag" in words(missing)
    assert step(officer, "confirm", executed_on=german_day(day_of(now))) == 302
    order.refresh_from_db()
    assert order.is_paid


def test_a_payment_that_came_back_says_so(desk: Desk, officer: Client, now: datetime) -> None:
    order = desk.order(at=now)
    desk.confirmed(order, at=now)
    unsaid = officer.post(page("order_return", order.pk), {"reason": ""})
    assert unsaid.status_code == 409
    assert "Begründung nötig" in words(unsaid)
    officer.post(page("order_return", order.pk), {"reason": "Konto erloschen"})
    assert "Zurückgekommen" in words(officer.get(page("order_detail", order.pk)))


def test_a_refused_start_keeps_day_and_ticks(desk: Desk, officer: Client, now: datetime) -> None:
    first, second = desk.order(1, at=now), desk.order(2, at=now)
    typed = {"orders": [second.pk], "execution_on": "31.02.2026"}
    answer = officer.post(page("run_start"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31.02.2026"' in text
    assert "Februar 2026 hat 28 Tage" in words(answer)
    assert re.search(rf'value="{second.pk}"[^>]*checked', text)
    assert not re.search(rf'value="{first.pk}"[^>]*checked', text)
    past = officer.post(page("run_start"), {"orders": [first.pk], "execution_on": "1.2.2020"})
    assert "liegt in der Vergangenheit" in words(past)
    none = officer.post(page("run_start"), {"execution_on": german_day(day_of(now))})
    assert "mindestens eine offene Zahlung" in words(none)


def test_pressed_twice_there_is_one_run(desk: Desk, officer: Client, now: datetime) -> None:
    """Attack 11."""
    order = desk.order(at=now)
    typed = {"orders": [order.pk], "execution_on": german_day(day_of(now))}
    for _ in range(2):
        assert officer.post(page("run_start"), typed).status_code == 302
    assert PaymentRun.objects.count() == 1
    assert PaymentRun.objects.get().orders.get() == order


def test_everything_open_goes_in_with_one_tick(desk: Desk, officer: Client, now: datetime) -> None:
    for serial in range(1, 31):
        desk.order(serial, at=now)
    typed = {"everything": "on", "execution_on": german_day(day_of(now))}
    officer.post(page("run_start"), typed)
    assert PaymentRun.objects.get().orders.count() == 30


def test_releasing_ones_own_run_is_refused_in_words(
    desk: Desk, officer: Client, now: datetime
) -> None:
    run = runs.prepare(run=desk.run(desk.order(at=now), at=now), by=desk.preparer, at=now)
    assert officer.post(page("run_step", run.number, "release")).status_code == 403
    carrier = carrier_desk(at=now)
    run = runs.prepare(
        run=carrier.run(carrier.order(7, at=now), at=now), by=carrier.preparer, at=now
    )
    client = factories.client_of(carrier.preparer)
    answer = client.post(page("run_step", run.number, "release"))
    assert answer.status_code == 409
    assert "Sie haben diesen Zahlungslauf vorbereitet" in words(answer)
    pages.assert_sound(answer)


def test_a_reason_typed_for_nothing_is_kept(desk: Desk, officer: Client, now: datetime) -> None:
    run = desk.released(desk.order(at=now), at=now)
    answer = officer.post(page("run_step", run.number, "cancel"), {"reason": "Doch nicht"})
    assert answer.status_code == 409
    assert "nicht mehr möglich" in words(answer)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("DE89 3704 0044 0532 0130 01", "Prüfziffern der IBAN passen nicht"),
        ("DE89 3704 0044 0532 0130", "22 Stellen, hier sind es 20"),
        ("ZZ89 3704 0044 0532 0130 00", "gibt es in keiner IBAN"),
        ("TR33 0006 1005 1978 6457 8413 26", "nicht am SEPA-Zahlungsverkehr"),
        ("DE89 37O4 0044 0532 0130 00", "Buchstabe O statt der Null"),
        ("DE89_3704", "„_“ gehört nicht hinein"),
    ],
)
def test_a_wrong_number_is_named_at_its_field_and_nothing_is_lost(
    number: str, message: str, desk: Desk
) -> None:
    client = factories.client_of(desk.keeper)
    owner = desk.receiver.owner_id
    typed = {"place": owner, "holder": "Kreis Müsterau", "iban": number, "valid_from": "1.1.2099"}
    answer = client.post(page("account_enter"), typed)
    assert answer.status_code == 422
    pages.assert_sound(answer)
    text = answer.content.decode()
    assert message in words(answer)
    assert 'id="id_iban_error"' in text
    for value in (number, "Kreis Müsterau", "1.1.2099"):
        assert f'value="{value}"' in text


def test_a_changed_account_waits_for_a_second_person(desk: Desk, now: datetime) -> None:
    keeper = factories.client_of(desk.keeper)
    owner = desk.receiver.owner_id
    keeper.post(
        page("account_enter"), {"place": owner, "holder": "Kreis Musterau", "iban": iban(88)}
    )
    new = BankAccount.objects.latest("id")
    own = keeper.post(page("account_step", new.pk, "confirm"))
    assert own.status_code == 409
    assert "Sie haben diese Bankverbindung eingetragen" in words(own)
    officer = factories.client_of(desk.preparer)
    assert "Bankverbindung bestätigen" in words(officer.get("/mitarbeit/"))
    assert officer.post(page("account_step", new.pk, "vouch")).status_code == 302
    desk.receiver.refresh_from_db()
    assert desk.receiver.valid_to is not None


def test_the_number_is_masked_until_somebody_asks_and_that_is_recorded(
    desk: Desk, officer: Client
) -> None:
    account = desk.receiver
    number = number_of(account)
    for name in ("account_list", "account_detail"):
        text = words(officer.get(page(name, *([account.pk] if name.endswith("detail") else []))))
        assert account.masked in text
        assert number not in text.replace(" ", "")
    assert officer.get(page("account_number", account.pk)).status_code == 405
    shown = officer.post(page("account_number", account.pk))
    assert number in words(shown).replace(" ", "")
    entry = Entry.objects.get(act="payments.account.read_number")
    assert (entry.by, entry.about_id) == (desk.preparer, str(account.pk))
    stranger = factories.client_of(
        factories.person("carrier", of=factories.organisation("Stadt B"))
    )
    assert stranger.post(page("account_number", account.pk)).status_code == 404


def test_the_same_number_under_another_name_is_noticed_across_organisations(
    desk: Desk, officer: Client, now: datetime
) -> None:
    other = factories.organisation("Stadt Musterbach")
    clerk = factories.client_of(factories.person("carrier", of=other))
    clerk.post(
        page("account_enter"), {"place": other.pk, "holder": "Stadt Musterbach", "iban": iban(2)}
    )
    new = BankAccount.objects.latest("id")
    assert "auch mit einem anderen Kontoinhaber" in words(
        officer.get(page("account_detail", new.pk))
    )


def test_the_export_carries_no_account_number(desk: Desk, officer: Client, now: datetime) -> None:
    desk.order(at=now)
    table = officer.get(page("order_export", "csv") + "?stand=").content.decode()
    assert "Mittelabruf 1" in table
    assert "100,00" in table
    assert number_of(desk.receiver) not in table
    assert "DE" not in table
    assert officer.get(page("order_export", "xlsx")).status_code == 200
    assert officer.get(page("order_export", "exe")).status_code == 404


def _many(desk: Desk, count: int, now: datetime) -> None:
    PaymentOrder.objects.bulk_create(
        PaymentOrder(
            payer=desk.payer, account=desk.receiver, amount=Decimal(serial),
            purpose=f"Abruf {serial}", subject=f"test:{serial}",
            wanted_on=date(2026, 1, 1), ordered_by=desk.preparer,
            ordered_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for serial in range(1, count + 1)
    )  # fmt: skip


@pytest.mark.parametrize("count", [25, 400])
def test_lists_ask_the_same_whatever_their_length(
    count: int, desk: Desk, officer: Client, now: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    _many(desk, count, now)
    run = desk.run(*PaymentOrder.objects.all(), at=now)
    for address in (
        page("order_list") + "?stand=", page("run_list"), page("account_list"),
        page("order_export", "csv") + "?stand=",
    ):  # fmt: skip
        with django_assert_max_num_queries(MOST_QUERIES):
            assert officer.get(address).status_code == 200
    # the test itself is one transaction more: its settings are read and put back
    with django_assert_max_num_queries(MOST_QUERIES + 2):
        page_of_run = officer.get(page("run_detail", run.number))
    assert f"in {count} Zahlungen" in words(page_of_run)


def test_a_run_of_400_is_shown_in_pages_what_holds_it_up_first(
    desk: Desk, officer: Client, now: datetime
) -> None:
    _many(desk, 399, now)
    owner = desk.receiver.kept_by
    waiting = enter_account(
        details=AccountDetails("Kreis Musterau", iban(77)), kept_by=owner, owner=owner,
        by=desk.keeper, at=now,
    )  # fmt: skip
    late = PaymentOrder.objects.order_by("-pk")[0]
    late.pk, late.subject, late.purpose, late.account = None, "test:late", "Abruf spät", waiting
    late.save()
    run = desk.run(*PaymentOrder.objects.all(), at=now)
    first = officer.get(page("run_detail", run.number))
    pages.assert_sound(first)
    assert "80.199,00" in words(first)
    assert "1 Zahlung; sie steht oben" in words(first)
    assert first.content.decode().count("herausnehmen<") == 25
    assert f">{late.purpose}<" in first.content.decode()
    last = officer.get(page("run_detail", run.number), {"seite": "16"})
    assert last.content.decode().count("herausnehmen<") == 25
    assert f">{late.purpose}<" not in last.content.decode()

"""Accounts: sealed, masked, confirmed by a second person, replaced with their days kept."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import override_settings

from drehscheibe.domain.payments import accounts, selectors
from drehscheibe.domain.payments.accounts import AccountDetails, enter_account, take_account_step
from drehscheibe.domain.payments.models import BankAccount
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.kernel.access.sealing import SealBroken, unseal
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.payments.samples import Desk, account, authority_desk, carrier_desk, iban

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(noon: datetime) -> Desk:
    """The granting authority and a carrier it pays."""
    return authority_desk(at=noon)


def entered(desk: Desk, serial: int, *, at: datetime, since: date | None = None) -> BankAccount:
    """A second account of the carrier, not confirmed yet."""
    owner = desk.receiver.owner
    assert owner is not None
    details = AccountDetails(owner.name, iban(serial), valid_from=since)
    return enter_account(details=details, kept_by=owner, owner=owner, by=desk.keeper, at=at)


def test_the_number_is_nowhere_in_the_row(desk: Desk) -> None:
    number = iban(2)
    row = BankAccount.objects.filter(pk=desk.receiver.pk).values().get()
    assert not [name for name, value in row.items() if number in str(value)]
    assert (row["iban_tail"], row["iban_country"]) == (number[-4:], "DE")
    assert desk.receiver.masked == "DE•• •••• … 0002"
    assert accounts.number_of(desk.receiver) == number
    with pytest.raises(SealBroken):
        unseal(row["iban_sealed"], purpose="another")


def test_the_record_holds_no_number(desk: Desk, noon: datetime) -> None:
    accounts.read_number(account=desk.receiver, by=desk.preparer, at=noon)
    assert not [each for each in Entry.objects.all() if iban(2) in f"{each.detail}{each.about_id}"]


def test_who_may_read_the_number_is_recorded_others_are_refused(desk: Desk, noon: datetime) -> None:
    shown = accounts.read_number(account=desk.receiver, by=desk.preparer, at=noon)
    assert shown.replace(" ", "") == iban(2)
    assert Entry.objects.filter(act="payments.account.read_number").count() == 1
    adviser = factories.person(
        "coordination", of=factories.organisation("Koordinierung", "coordinating_office")
    )
    specialist = factories.person("specialist", of=factories.centre().organisation)
    for person in (adviser, specialist):
        with pytest.raises(PermissionDenied):
            accounts.read_number(account=desk.receiver, by=person, at=noon)
    assert Entry.objects.filter(act="payments.account.read_number").count() == 1


def test_third_parties_accounts_are_not_the_authoritys_business(noon: datetime) -> None:
    desk, authority = carrier_desk(at=noon), authority_desk(at=noon)
    with pytest.raises(PermissionDenied):
        accounts.read_number(account=desk.receiver, by=authority.preparer, at=noon)
    seen = selectors.accounts_for(standing_of(authority.preparer, on=noon.date()))
    assert desk.receiver not in seen
    assert desk.own in seen


def test_nobody_confirms_what_they_entered(desk: Desk, noon: datetime) -> None:
    new = entered(desk, 20, at=noon)
    with pytest.raises(TransitionRefused, match="Sie haben diese Bankverbindung eingetragen"):
        take_account_step(account=new, step="confirm", by=desk.keeper, at=noon)


def test_until_confirmed_the_account_so_far_holds(desk: Desk, noon: datetime) -> None:
    new = entered(desk, 20, at=noon)
    owner = new.owner
    assert owner is not None
    assert selectors.account_for(owner, on=noon.date()) == desk.receiver
    take_account_step(account=new, step="vouch", by=desk.preparer, at=noon)
    assert selectors.account_for(owner, on=noon.date()) == new
    before = noon.date() - timedelta(days=1)
    assert selectors.account_for(owner, on=before) == desk.receiver
    desk.receiver.refresh_from_db()
    assert desk.receiver.valid_to == before


def test_a_refused_one_never_becomes_valid(desk: Desk, noon: datetime) -> None:
    new = entered(desk, 20, at=noon)
    with pytest.raises(TransitionRefused, match="Begründung nötig"):
        take_account_step(account=new, step="turn_down", by=desk.preparer, at=noon)
    take_account_step(
        account=new, step="turn_down", reason="Anruf: niemand weiß davon", by=desk.preparer, at=noon
    )
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        take_account_step(account=new, step="vouch", by=desk.preparer, at=noon)


def test_two_accounts_never_hold_on_the_same_day(desk: Desk, noon: datetime) -> None:
    new = entered(desk, 20, at=noon, since=date(2022, 1, 1))
    with pytest.raises(TransitionRefused, match=r"gilt erst ab 01\.01\.2022"):
        take_account_step(account=new, step="vouch", by=desk.preparer, at=noon)


def test_an_account_never_changes_its_number(desk: Desk) -> None:
    for change in ({"iban_sealed": "x"}, {"holder": "Wer anderes"}, {"iban_tail": "9999"}):
        with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
            BankAccount.objects.filter(pk=desk.receiver.pk).update(**change)
    with pytest.raises(DatabaseError, match="without a history row"), transaction.atomic():
        BankAccount.objects.filter(pk=desk.receiver.pk).update(status="refused")
    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        BankAccount.objects.filter(pk=desk.own.pk).delete()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (AccountDetails("", iban(5)), "holder"),
        (AccountDetails("Ä" * 40, iban(5)), "holder"),
        (AccountDetails("∞ 😀", iban(5)), "holder"),
        (AccountDetails("Verein", "DE00"), "iban"),
        (AccountDetails("Verein", iban(5), "X"), "bic"),
    ],
)
def test_a_fault_names_its_field(details: AccountDetails, field: str, desk: Desk) -> None:
    owner = desk.receiver.owner
    assert owner is not None
    with pytest.raises(PaymentRefused) as refusal:
        enter_account(
            details=details, kept_by=owner, owner=owner, by=desk.keeper,
            at=desk.receiver.entered_at,
        )  # fmt: skip
    assert refusal.value.field == field


def test_the_same_account_is_entered_once(desk: Desk, noon: datetime) -> None:
    with pytest.raises(PaymentRefused, match="schon eingetragen"):
        entered(desk, 2, at=noon)


def test_the_same_number_in_another_name_is_counted(desk: Desk, noon: datetime) -> None:
    assert selectors.other_holders_of(desk.receiver) == 0
    other = factories.organisation("Stadt Musterbach")
    clerk = factories.person("carrier", of=other)
    account(other, 2, entered_by=clerk, confirmed_by=desk.preparer, vouch=True, at=noon)
    assert selectors.other_holders_of(desk.receiver) == 1


def test_who_keeps_no_accounts_enters_none(desk: Desk, noon: datetime) -> None:
    details = AccountDetails("Kreis Musterau", iban(30))
    owner = desk.receiver.owner
    assert owner is not None
    for person in (desk.releaser, factories.person("carrier", of=desk.payer)):
        with pytest.raises(PermissionDenied):
            enter_account(details=details, kept_by=owner, owner=owner, by=person, at=noon)
    assert not BankAccount.objects.filter(iban_tail="0030").exists()


def test_a_third_party_may_name_its_account_for_another_case(noon: datetime) -> None:
    desk = carrier_desk(at=noon)
    again = AccountDetails(desk.receiver.holder.upper(), iban(4))
    kept_by = desk.receiver.kept_by
    assert enter_account(details=again, kept_by=kept_by, by=None, at=noon) == desk.receiver
    take_account_step(
        account=desk.receiver, step="block", reason="Betrugsverdacht", by=desk.keeper, at=noon
    )
    new = enter_account(details=again, kept_by=kept_by, by=None, at=noon)
    assert (new != desk.receiver, new.status) == (True, "entered")


def test_after_a_change_of_the_key_the_old_one_still_opens(desk: Desk) -> None:
    old, new = settings.SECRET_KEY, "ein-anderer-Schluessel-nur-fuer-diesen-Test"
    with override_settings(SECRET_KEY=new, SECRET_KEY_FALLBACKS=[old]):
        assert accounts.number_of(desk.receiver) == iban(2)
    with override_settings(SECRET_KEY=new, SECRET_KEY_FALLBACKS=[]), pytest.raises(SealBroken):
        accounts.number_of(desk.receiver)

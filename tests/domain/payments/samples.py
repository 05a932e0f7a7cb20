"""A payer, the people who pay there, and somebody to be paid; invented accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.payments import actions, runs
from drehscheibe.domain.payments.accounts import AccountDetails, enter_account, take_account_step
from drehscheibe.domain.payments.models import BankAccount, PaymentOrder, PaymentRun
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories

BANK_CODE = "99999999"


def iban(serial: int) -> str:
    """A German number that passes every check and belongs to nobody we know."""
    from stdnum import iban as numbers

    body = f"{BANK_CODE}{serial:010d}"
    return f"DE{numbers.calc_check_digits(f'DE00{body}')}{body}"


@dataclass
class Desk:
    """Where money is paid from: the payer, three people, the account of a receiver."""

    payer: Organisation
    preparer: Person
    releaser: Person
    keeper: Person
    receiver: BankAccount
    own: BankAccount

    def order(self, serial: int = 1, *, at: datetime, amount: str = "100.00") -> PaymentOrder:
        """An open order for an invented subject."""
        return actions.order_payment(
            payer=self.payer, account=self.receiver, amount=Decimal(amount),
            purpose=f"Mittelabruf {serial}", subject=f"funding.call:{serial}",
            wanted_on=day_of(at), by=self.preparer, at=at,
        )  # fmt: skip

    def run(self, *orders: PaymentOrder, at: datetime) -> PaymentRun:
        """A run in preparation with these orders."""
        return runs.start_run(
            payer=self.payer, orders=[each.pk for each in orders],
            execution_on=day_of(at), by=self.preparer, at=at,
        )  # fmt: skip

    def released(self, *orders: PaymentOrder, at: datetime) -> PaymentRun:
        """A released run."""
        run = runs.prepare(run=self.run(*orders, at=at), by=self.preparer, at=at)
        return runs.release(run=run, by=self.releaser, at=at)

    def sent(self, *orders: PaymentOrder, at: datetime) -> PaymentRun:
        """A run that lies at the bank."""
        run = self.released(*orders, at=at)
        return runs.take_run_step(run=run, step="hand_in", by=self.preparer, at=at)

    def confirmed(self, *orders: PaymentOrder, at: datetime) -> PaymentRun:
        """A run that the bank has executed today."""
        run = self.sent(*orders, at=at)
        return runs.confirm(run=run, executed_on=day_of(at), by=self.preparer, at=at)


def authority_desk(*, at: datetime) -> Desk:
    """The granting authority pays the carrier of Kreis Musterau."""
    payer = factories.organisation("Bewilligungsbehörde Muster", "authority")
    carrier = factories.centre().carrier
    officer = factories.person("authority_officer", of=payer)
    approver = factories.person("authority_approver", of=payer)
    second = factories.person("authority_officer", of=payer)
    clerk = factories.person("carrier", of=carrier)
    own = account(payer, 1, entered_by=second, confirmed_by=officer, at=at)
    receiver = account(carrier, 2, entered_by=clerk, confirmed_by=officer, vouch=True, at=at)
    return Desk(payer, officer, approver, clerk, receiver, own)


def carrier_desk(*, at: datetime) -> Desk:
    """Another carrier pays an association on behalf of its centre: two people of one role."""
    centre = factories.centre("Kreis Musterfeld")
    first, second, third = (factories.person("carrier", of=centre.carrier) for _ in range(3))
    head = factories.person("head", of=centre.organisation)
    own = account(centre.carrier, 3, entered_by=third, confirmed_by=first, at=at)
    receiver = enter_account(
        details=AccountDetails("Sportverein Musterau e.V.", iban(4)),
        kept_by=centre.organisation, by=None, at=at,
    )  # fmt: skip
    receiver = take_account_step(account=receiver, step="confirm", by=head, at=at)
    return Desk(centre.carrier, first, second, head, receiver, own)


def account(
    owner: Organisation, serial: int, *, entered_by: Person, confirmed_by: Person, at: datetime,
    vouch: bool = False, since: date | None = None,
) -> BankAccount:  # fmt: skip
    """A confirmed account of an organisation, valid since the year began."""
    details = AccountDetails(
        owner.name, iban(serial), valid_from=since or date(day_of(at).year, 1, 1)
    )
    entered = enter_account(details=details, kept_by=owner, owner=owner, by=entered_by, at=at)
    step = "vouch" if vouch else "confirm"
    return take_account_step(account=entered, step=step, by=confirmed_by, at=at)

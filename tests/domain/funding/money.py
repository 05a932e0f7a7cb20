"""A granted case whose money moves: final notice, accounts, calls that the bank pays."""

from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding import decisions, drafting
from drehscheibe.domain.funding.models import Application, PaymentCall
from drehscheibe.domain.funding.payout import actions
from drehscheibe.domain.funding.payout.call_orders import subject_of
from drehscheibe.domain.payments import accounts, runs
from drehscheibe.domain.payments.models import BankAccount
from drehscheibe.domain.payments.selectors import account_for, live_order
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.funding.stories import Story

PAYEE_IBAN = "DE02120300000000202051"
PAYER_IBAN = "DE89370400440532013000"


def final_case(story: Story, *, at: datetime, year: int = 2023) -> Application:
    """All posts filled all year, granted as asked, final by waiver."""
    application = story.draft(at=at, year=year)
    drafting.save_draft(
        application=application,
        typed={"posts-1-filled_from": f"1.1.{year}"},
        version=application.version,
        by=story.specialist,
        at=at,
    )
    decisions.sign_off(application=application, by=story.head, at=at)
    submitted = decisions.submit(application=application, by=story.carrier, at=at)
    amounts = {"staff": submitted.requested or Decimal(0)}
    decisions.prepare(
        application=submitted,
        outcome="grant",
        amounts={**amounts, "material": Decimal(0), "komm_an": Decimal(0)},
        reason="",
        by=story.officer,
        at=at,
    )
    granted = decisions.decide(application=submitted, outcome="grant", by=story.approver, at=at)
    decisions.waive_remedies(application=granted, by=story.carrier, at=at, on=day_of(at))
    return decisions.finalise(application=granted, by=story.officer, at=at)


def open_accounts(story: Story, *, at: datetime) -> None:
    """Carrier and authority have a confirmed account each."""
    treasurer = factories.person("carrier", of=story.centre.carrier)
    authority = story.officer.memberships.get().organisation
    _account(story.centre.carrier, PAYEE_IBAN, story.carrier, treasurer, at)
    _account(authority, PAYER_IBAN, story.officer, story.approver, at)


def _account(
    owner: Organisation, iban: str, entered: Person, confirmed: Person, at: datetime
) -> BankAccount:
    known = account_for(owner, on=day_of(at))
    if known is not None:
        return known
    account = accounts.enter_account(
        details=accounts.AccountDetails(
            holder=owner.name[:70], iban=iban, valid_from=date(2012, 1, 1)
        ),
        kept_by=owner,
        owner=owner,
        by=entered,
        at=at,
    )
    return accounts.take_account_step(account=account, step="confirm", by=confirmed, at=at)


def called(
    story: Story,
    application: Application,
    amount: str,
    due_on: date,
    *,
    at: datetime,
    part: str = "staff",
    line_group: str = "G1",
) -> PaymentCall:
    """A call of one part."""
    return actions.request_call(
        application=application,
        wish=actions.CallWish(
            line_group=line_group, amounts={part: Decimal(amount)}, due_on=due_on
        ),
        by=story.carrier,
        at=at,
    )


def released(story: Story, call: PaymentCall, *, at: datetime) -> PaymentCall:
    """Checked and released: the payment is ordered."""
    actions.check_call(call=call, by=story.officer, at=at)
    return actions.release_call(call=call, by=story.approver, at=at)


def paid(story: Story, call: PaymentCall, *, at: datetime) -> PaymentCall:
    """The bank has paid it."""
    done = released(story, call, at=at)
    order = live_order(subject_of(done))
    assert order is not None
    day = max(day_of(at), order.wanted_on)
    run = runs.start_run(
        payer=order.payer, orders=[order.pk], execution_on=day, by=story.officer, at=at
    )
    runs.prepare(run=run, by=story.officer, at=at)
    releaser = factories.person("authority_approver", of=order.payer)
    run = runs.release(run=run, by=releaser, at=at)
    run = runs.take_run_step(run=run, step="hand_in", by=story.officer, at=at)
    later = at.replace(year=day.year, month=day.month, day=day.day)
    runs.confirm(run=run, executed_on=day, by=story.officer, at=later)
    return done

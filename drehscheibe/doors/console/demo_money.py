"""Money of the demonstration: calls, and the authority's runs that pay them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application, PaymentCall
from drehscheibe.domain.funding.payout import actions
from drehscheibe.domain.funding.payout.call_orders import subject_of
from drehscheibe.domain.funding.payout.selectors import proposal
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.doors.console.demo_days import Days, moment
from drehscheibe.kernel.people.models import Person

People = dict[str, Person]
OFFICER, APPROVER = "sachbearbeitung@behoerde.example", "zeichnung@behoerde.example"


def paid_year(cast: People, application: Application, *, carrier: str) -> None:
    """Both payout days called, released and paid."""
    year = application.fiscal_year
    for call_at, due_on in halves(year):
        call = called(cast, application, due_on, carrier=carrier, at=call_at)
        pay(cast, [call], at=call_at.replace(hour=14))
        application = Application.objects.get(pk=application.pk)


def halves(year: int) -> tuple[tuple[datetime, date], ...]:
    """When a call is requested, and for which payout day."""
    return (
        (moment(year, 4, 11), date(year, 5, 1)),
        (moment(year, 9, 5), date(year, 10, 1)),
    )


def running_year(cast: People, application: Application, *, side: str, days: Days) -> None:
    """Final, the first half paid, a post that becomes vacant, the second call to be checked."""
    year, carrier = application.fiscal_year, f"traeger@{side}.example"
    application = decisions.finalise(
        application=application, by=cast[OFFICER], at=moment(year, 4, 8)
    )
    first = called(cast, application, date(year, 5, 1), carrier=carrier, at=moment(year, 4, 10))
    pay(cast, [first], at=moment(year, 4, 20))
    report_vacancy(
        cast, application, 3, (date(year, 11, 1), date(year, 12, 31)),
        by=f"leitung@{side}.example", at=days.on(year, 9, 14, latest=12),
    )  # fmt: skip
    application = Application.objects.get(pk=application.pk)
    called(
        cast, application, date(year, 10, 1), carrier=carrier,
        at=days.on(year, 9, 16, latest=10),
    )  # fmt: skip


def report_vacancy(
    cast: People,
    application: Application,
    number: int,
    vacant: tuple[date, date],
    *,
    by: str,
    at: datetime,
) -> None:
    """A post is vacant from the first to the last of these days."""
    actions.report_change(
        application=application,
        change=actions.ReportedChange(
            kind="vacancy",
            post=application.posts.get(number=number),
            effective_on=vacant[0],
            until=vacant[1],
        ),
        by=cast[by],
        at=at,
    )


def called(
    cast: People, application: Application, due_on: date, *, carrier: str, at: datetime
) -> PaymentCall:
    """What the form would offer for the day."""
    amounts = proposal(application, line_group="G1", due_on=due_on)
    wanted = {part: amount for part, amount in amounts.items() if amount > Decimal(0)}
    return call_for(cast, application, wanted, due_on, carrier=carrier, at=at)


def call_for(
    cast: People,
    application: Application,
    amounts: dict[str, Decimal],
    due_on: date,
    *,
    carrier: str,
    at: datetime,
) -> PaymentCall:
    """A call of these amounts, euro by part."""
    return actions.request_call(
        application=application,
        wish=actions.CallWish(line_group="G1", amounts=amounts, due_on=due_on),
        by=cast[carrier],
        at=at,
    )


def ordered(cast: People, call: PaymentCall, *, at: datetime) -> PaymentOrder:
    """Checked and released: its payment is ordered."""
    actions.check_call(call=call, by=cast[OFFICER], at=at)
    actions.release_call(call=call, by=cast[APPROVER], at=at)
    order = live_order(subject_of(call))
    if order is None:
        raise LookupError(f"nothing is ordered for {call}")
    return order


def pay(cast: People, calls: Sequence[PaymentCall], *, at: datetime) -> None:
    """Released, sent to the bank in one run and executed on their day."""
    orders = [ordered(cast, call, at=at) for call in calls]
    execute(orders, prepares=cast[OFFICER], releases=cast[APPROVER], at=at)


def execute(
    orders: Sequence[PaymentOrder], *, prepares: Person, releases: Person, at: datetime
) -> None:
    """A run with these orders, from its start to what the bank reports."""
    day = max(order.wanted_on for order in orders)
    run = runs.start_run(
        payer=orders[0].payer, orders=[order.pk for order in orders], execution_on=day,
        by=prepares, at=at,
    )  # fmt: skip
    runs.prepare(run=run, by=prepares, at=at)
    run = runs.release(run=run, by=releases, at=at)
    run = runs.take_run_step(run=run, step="hand_in", by=prepares, at=at)
    later = moment(day.year, day.month, day.day, 12)
    runs.confirm(run=run, executed_on=day, by=prepares, at=later)

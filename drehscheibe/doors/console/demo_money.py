"""Money of the demonstration: a year paid in full, and one whose second half is on its way."""

from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application, PaymentCall
from drehscheibe.domain.funding.payout import actions
from drehscheibe.domain.funding.payout.selectors import proposal, subject_of
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.people.models import Person

People = dict[str, Person]
OFFICER, APPROVER = "sachbearbeitung@behoerde.example", "zeichnung@behoerde.example"


def moment(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """A moment of a working day."""
    return datetime(year, month, day, hour, tzinfo=BERLIN)


def paid_year(cast: People, application: Application, *, carrier: str) -> None:
    """Both payout days called, released and paid."""
    year = application.fiscal_year
    for call_at, due_on in (
        (moment(year, 4, 11), date(year, 5, 1)),
        (moment(year, 9, 5), date(year, 10, 1)),
    ):
        call = called(cast, application, due_on, carrier=carrier, at=call_at)
        pay(cast, call, at=call_at.replace(hour=14))
        application = Application.objects.get(pk=application.pk)


def running_year(cast: People, application: Application, *, carrier: str, head: str) -> None:
    """Final, the first half paid, a post that becomes vacant, the second call to be checked."""
    year = application.fiscal_year
    application = decisions.finalise(
        application=application, by=cast[OFFICER], at=moment(year, 4, 8)
    )
    first = called(cast, application, date(year, 5, 1), carrier=carrier, at=moment(year, 4, 10))
    pay(cast, first, at=moment(year, 4, 20))
    actions.report_change(
        application=application,
        change=actions.ReportedChange(
            kind="vacancy",
            post=application.posts.get(number=3),
            effective_on=date(year, 11, 1),
            until=date(year, 12, 31),
        ),
        by=cast[head],
        at=moment(year, 9, 14),
    )
    application = Application.objects.get(pk=application.pk)
    called(cast, application, date(year, 10, 1), carrier=carrier, at=moment(year, 9, 16))


def called(
    cast: People, application: Application, due_on: date, *, carrier: str, at: datetime
) -> PaymentCall:
    """What the form would offer for the day."""
    amounts = proposal(application, line_group="G1", due_on=due_on)
    wanted = {part: amount for part, amount in amounts.items() if amount > Decimal(0)}
    return actions.request_call(
        application=application,
        wish=actions.CallWish(line_group="G1", amounts=wanted, due_on=due_on),
        by=cast[carrier],
        at=at,
    )


def pay(cast: People, call: PaymentCall, *, at: datetime) -> None:
    """Checked, released, sent to the bank and executed on its day."""
    actions.check_call(call=call, by=cast[OFFICER], at=at)
    actions.release_call(call=call, by=cast[APPROVER], at=at)
    order = live_order(subject_of(call))
    if order is None:
        raise LookupError(f"nothing is ordered for {call}")
    day = order.wanted_on
    run = runs.start_run(
        payer=order.payer, orders=[order.pk], execution_on=day, by=cast[OFFICER], at=at
    )
    runs.prepare(run=run, by=cast[OFFICER], at=at)
    run = runs.release(run=run, by=cast[APPROVER], at=at)
    run = runs.take_run_step(run=run, step="hand_in", by=cast[OFFICER], at=at)
    later = moment(day.year, day.month, day.day, 12)
    runs.confirm(run=run, executed_on=day, by=cast[OFFICER], at=later)

"""Reading a case's money: grant in force, calls, payments, the forecast after changes."""

from datetime import date
from decimal import Decimal

from drehscheibe.domain.funding.facts import guideline_of, post_facts
from drehscheibe.domain.funding.models import (
    AmendedNotice,
    Application,
    ChangeNotice,
    Is,
    PaymentCall,
)
from drehscheibe.domain.funding.payout.call_checks import CallFacts
from drehscheibe.domain.funding.payout.call_orders import orders_by_call, paid_calls
from drehscheibe.domain.funding.payout.expected import (
    ExpectedPost,
    PostChange,
    Turn,
    expected_post,
)
from drehscheibe.domain.funding.payout.money import Amounts, Money, MoneyRow, proposed_call
from drehscheibe.domain.funding.payout.parts import added, nothing, total
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.kernel.language.days import german_day

LIVE_CALLS = (PaymentCall.Is.REQUESTED, PaymentCall.Is.CHECKED, PaymentCall.Is.RELEASED)
LIVE_CHANGES = (ChangeNotice.Is.REPORTED, ChangeNotice.Is.NOTED, ChangeNotice.Is.AMENDED)


def grants_of(application: Application) -> tuple[MoneyRow, ...]:
    """The notice and every signed amended notice, oldest first; empty before the decision."""
    decision = getattr(application, "decision", None)
    if decision is None or decision.decided_by_id is None or decision.outcome != "grant":
        return ()
    amounts = {part: getattr(decision, part) for part in nothing()}
    rows = [MoneyRow("Zuwendungsbescheid", decision.decided_on, amounts)]
    rows += [
        MoneyRow(f"Änderungsbescheid {each.number}", each.decided_on, each.by_part)
        for each in application.amendments.all()
        if each.status == AmendedNotice.Is.SIGNED
    ]
    return tuple(rows)


def granted_of(application: Application) -> Amounts:
    """The grant in force, euro by part."""
    grants = grants_of(application)
    return grants[-1].amounts if grants else nothing()


def live_calls(application: Application) -> list[PaymentCall]:
    """Calls that were neither refused nor withdrawn."""
    return [call for call in application.calls.all() if call.status in LIVE_CALLS]


def _paid_on(order: PaymentOrder | None) -> date | None:
    """The day, where the reader sees the order."""
    return order.paid_on if order is not None else None


def money_of(application: Application, *, orders: dict[int, PaymentOrder] | None = None) -> Money:
    """Granted, called, paid and expected, each with its rows; `orders` when already read."""
    calls = live_calls(application)
    if orders is None:
        orders = orders_by_call(application)
    paid = paid_calls(calls)
    posts = expected_posts(application)
    return Money(
        grants=grants_of(application),
        calls=tuple(_call_row(call) for call in calls),
        payments=tuple(
            MoneyRow(f"Mittelabruf {call.number}", _paid_on(orders.get(call.pk)), call.by_part)
            for call in calls
            if call.pk in paid
        ),
        expected=_expected(application, posts),
        posts=posts,
    )


def post_changes(application: Application) -> list[PostChange]:
    """Reported vacancies and hires that were not withdrawn."""
    turns = {"vacancy": Turn.VACANT, "hire": Turn.FILLED}
    numbers = {post.pk: post.number for post in application.posts.all()}
    return [
        PostChange(numbers[each.post_id], turns[each.kind], each.effective_on, each.until)
        for each in application.changes.all()
        if each.status in LIVE_CHANGES and each.kind in turns and each.post_id in numbers
    ]


def expected_posts(application: Application) -> tuple[ExpectedPost, ...]:
    """The forecast of every post after the reported changes."""
    changes, guideline = post_changes(application), guideline_of(application)
    return tuple(
        expected_post(
            post_facts(post), changes, guideline=guideline, fiscal_year=application.fiscal_year
        )
        for post in application.posts.all()
    )


def call_facts(
    application: Application, *, line_group: str, amounts: Amounts, due_on: date
) -> CallFacts:
    """A call as the checks F15–F17 and F21 see it."""
    money, calls = money_of(application), live_calls(application)
    return CallFacts(
        guideline=guideline_of(application),
        fiscal_year=application.fiscal_year,
        line_group=line_group,
        amounts=amounts,
        due_on=due_on,
        is_final=application.status == Is.FINAL,
        granted=money.granted,
        called=added(call.by_part for call in calls),
        expected=money.expected,
        taken=frozenset((call.line_group, call.due_on) for call in calls),
    )


def proposal(application: Application, *, line_group: str, due_on: date) -> Amounts:
    """What the form offers to call: the rest, spread over the payout days that are left (F21)."""
    money, guideline = money_of(application), guideline_of(application)
    days = guideline.payout_days(application.fiscal_year)
    taken = {call.due_on for call in live_calls(application) if call.line_group == line_group}
    left = [day for day in days if day >= due_on and day not in taken]
    group = guideline.call_group(line_group).parts.value
    called = money.called
    return {
        part: proposed_call(
            limit=min(money.granted[part], money.expected[part]),
            called=called[part],
            days_left=len(left),
        )
        for part in group
    }


def _expected(application: Application, posts: tuple[ExpectedPost, ...]) -> Amounts:
    """Posts by forecast, the rest as granted; never more than the grant."""
    granted = granted_of(application)
    staff = sum((post.eligible for post in posts), Decimal(0))
    return {**granted, "staff": min(granted["staff"], staff)}


def _call_row(call: PaymentCall) -> MoneyRow:
    label = f"Mittelabruf {call.number} zum {german_day(call.due_on)}"
    return MoneyRow(label, call.due_on, call.by_part, kind=call.get_status_display())


def total_granted(application: Application) -> Decimal:
    """The grant in force, all parts."""
    return total(granted_of(application))

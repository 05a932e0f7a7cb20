"""Point 7, played at random: every euro of a programme is counted once, on every road it takes."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as some

from drehscheibe.domain.centres.models import Centre, ServedArea
from drehscheibe.domain.forwarding.actions import plan_allocations, share_among_municipalities
from drehscheibe.domain.forwarding.centre import checking, claims, deciding, proofs
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.distribution import WeightsRefused, shares
from drehscheibe.domain.forwarding.models import (
    Allocation,
    ForwardingCase,
    ForwardingContract,
    ForwardingPayment,
    ForwardingProof,
    ForwardingRepayment,
)
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.selectors import Budget, budgets_of, total_budget
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.kernel.language.amounts import CENT
from drehscheibe.kernel.territory.models import District, Municipality
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import AT, LATER, Desk, desk, fresh, link
from tests.domain.forwarding.samples import plain
from tests.searching import costly

pytestmark = pytest.mark.django_db
REFUSALS = (ForwardingRefused, StepRefused, TransitionRefused, PaymentRefused)
Act = Callable[[Desk, ForwardingCase, Decimal], object]


def promise(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """As much as drawn, perhaps more than is left or was asked."""
    return own.promise(case, {1: amount}, "Teil")


def contract(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """Written, signed by both, with a confirmed account."""
    own.prepare(case)
    return own.with_account(own.sign(case), serial=100 + case.pk % 800)


def pay(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """A part is ordered and the bank pays what waits."""
    with suppress(*REFUSALS), transaction.atomic():
        own.ordered(case, str(amount))
    waiting = list(case.payments.filter(order__status="open"))
    if waiting:
        own.executed(*waiting)
    return waiting


def prove(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """A proof over any amount, and as much of it accepted as drawn."""
    if case.status == "paid" and not hasattr(case, "proof"):
        own.hand_in_proof(case, str(amount))
    return own.accept(fresh(case), str(amount), "Vermerk")


def claim(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The rest is claimed, and some of it comes in."""
    claims.claim_back(
        case=case, reason="Rest", due_on=date(2026, 1, 31), link=link, by=own.head, at=LATER
    )
    row = case.repayments.first()
    return row and claims.note_money_back(
        claim=row, amount=amount, received_on=LATER.date(), by=own.head, at=LATER
    )


def close(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The end."""
    return proofs.close_case(case=case, by=own.head, at=LATER)


def withdraw(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The third party takes it back; the money is free again."""
    return perform(CASE, "withdraw", on=case, by=own.specialist, at=AT, reason="Doch nicht")


def refuse(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """Refused."""
    return deciding.refuse_case(case=case, reason="Nein", link=link, by=own.head, at=AT)


def check_again(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """Back to the check and through it once more."""
    checking.check_again(case=case, reason="Neu", by=own.specialist, at=AT)
    return checking.check_case(case=fresh(case), by=own.specialist, at=AT)


def reduce(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The authority plans the year anew with less."""
    plan = rows.equal_plan(str(amount))
    return plan_allocations(plan=plan, by=rows.authority(), at=AT)


ROAD: tuple[Act, ...] = (promise, contract, pay, pay, prove, claim, close)
STRAY: tuple[Act, ...] = (*ROAD, withdraw, refuse, check_again, reduce)
AMOUNT = some.decimals(min_value=CENT, max_value=Decimal(1500), places=2)


@costly(6)
@given(data=some.data())
def test_point_7_every_euro_is_counted_once_on_every_road(data: some.DataObject) -> None:
    """Three cases with unseen amounts; steps out of turn, withdrawals, a smaller plan between."""
    with transaction.atomic():
        own = desk(str(data.draw(some.decimals(min_value=CENT, max_value=2000, places=2))))
        asked = [data.draw(AMOUNT) for _ in range(3)]
        cases = [own.checked(str(each), name=f"Verein {n}") for n, each in enumerate(asked)]
        for step in ROAD:
            for case in cases:
                stray = data.draw(some.sampled_from([None, None, *STRAY]))
                for act in filter(None, (stray, step)):
                    with suppress(*REFUSALS), transaction.atomic():
                        act(own, fresh(case), data.draw(amount_near(case)))
                    the_budget_is_the_sum_of_its_rows(own)
        transaction.set_rollback(True)


def amount_near(case: ForwardingCase) -> some.SearchStrategy[Decimal]:
    """Any amount, or one the case can bear, so that the walk gets to its end now and then."""
    bearable = fresh(case).promised or case.requested or CENT
    within = some.decimals(min_value=CENT, max_value=bearable, places=2)
    return some.one_of(AMOUNT, some.just(bearable), within)


def the_budget_is_the_sum_of_its_rows(own: Desk) -> None:
    """Each column recounted from the rows themselves, and no remainder below zero."""
    found = Allocation.objects.filter(programme=own.allocation.programme)
    budgets = budgets_of(found)
    mine = budgets[own.allocation.pk]
    assert mine == recounted(own.allocation)
    assert mine.rest >= 0
    assert mine.allocated >= mine.promised >= mine.contracted >= mine.paid
    assert mine.paid >= mine.returned >= 0
    assert mine.contracted >= mine.proved >= 0
    total = total_budget(budgets.values())
    for each in fields(Budget):
        assert getattr(total, each.name) == sum(getattr(row, each.name) for row in budgets.values())


def recounted(allocation: Allocation) -> Budget:
    """The same columns in plain Python, case by case."""
    cases = list(ForwardingCase.objects.filter(allocation=allocation))
    alive = [case for case in cases if case.status not in {"refused", "withdrawn"}]
    handed_in = [case for case in cases if case.submitted_on and case.status != "withdrawn"]
    contracts = ForwardingContract.objects.filter(case__in=cases, cancelled_on=None)
    paid = ForwardingPayment.objects.filter(case__in=cases, order__status="paid")
    proved = ForwardingProof.objects.filter(case__in=cases).exclude(eligible=None)
    claims = ForwardingRepayment.objects.filter(case__in=cases)
    return Budget(
        allocated=Allocation.objects.get(pk=allocation.pk).amount,
        applied=sum((case.requested or Decimal(0) for case in handed_in), Decimal(0)),
        promised=sum((case.promised or Decimal(0) for case in alive), Decimal(0)),
        contracted=sum((each.amount for each in contracts), Decimal(0)),
        paid=sum((each.amount for each in paid), Decimal(0)),
        proved=sum((each.eligible or Decimal(0) for each in proved), Decimal(0)),
        returned=sum((each.returned for each in claims), Decimal(0)),
    )


@costly(20)
@given(
    total=some.decimals(min_value=0, max_value=50_000_000, places=2),
    weights=some.lists(
        some.decimals(min_value=0, max_value=9_999, places=4), min_size=3, max_size=3
    ),
)
def test_point_7_sub_keys_of_municipalities_give_every_cent_away(
    total: Decimal, weights: list[Decimal]
) -> None:
    """Weights of 0 get nothing, all weights 0 are refused in German, the sum is the allocation."""
    with transaction.atomic():
        centre = factories.centre()
        allocation = rows.granted(centre, total=str(total or CENT))
        keys = municipalities_of(centre)
        head = factories.person("head", of=centre.organisation)
        with suppress(WeightsRefused):
            made = share_among_municipalities(
                allocation=allocation, weights=dict(zip(keys, weights, strict=True)), by=head, at=AT
            )
            assert any(weights)
            assert sum(each.amount for each in made) == allocation.amount
            assert all(each.amount == 0 for each in made if each.weight == 0)
            assert min(each.amount for each in made) >= 0
        transaction.set_rollback(True)


def municipalities_of(centre: Centre) -> list[str]:
    """Three invented municipalities the centre serves."""
    district = District.objects.get(ags=centre.key[:5])
    keys = [f"{centre.key[:5]}{number:03d}" for number in range(1, 4)]
    for key in keys:
        place = Municipality.objects.create(
            ags=key, ars=f"{key}0000", name=f"Musterort {key}", official_name=f"Stadt {key}",
            kind="Stadt", district=district, postcode="48231", more_postcodes=False,
            area=Decimal(10), population=10_000, population_on=date(2024, 12, 31), lat=Decimal(51),
            lon=Decimal(7), sort_key=key,
        )  # fmt: skip
        ServedArea.objects.create(centre=centre, municipality=place)
    return keys


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        ("0.01", [1] * 54, ["0.01"] + ["0.00"] * 53),
        ("0.53", [1] * 54, ["0.01"] * 53 + ["0.00"]),
        ("54.00", [1] * 54, ["1.00"] * 54),
        ("0.01", [0, 0, 1], ["0.00", "0.00", "0.01"]),
        ("100.00", [0, 1, 0, 1], ["0.00", "50.00", "0.00", "50.00"]),
        ("0.00", [1, 2], ["0.00", "0.00"]),
        ("0.02", [1, 1, 1], ["0.01", "0.01", "0.00"]),
        ("0.01", ["0.0001", "99999999.9999"], ["0.00", "0.01"]),
    ],
)  # fmt: skip
def test_point_7_a_cent_among_54_centres_and_weights_of_zero(
    amount: str, weights: list[int | str], parts: list[str]
) -> None:
    given = shares(Decimal(amount), [Decimal(each) for each in weights])
    assert [str(each) for each in given] == parts


def test_point_7_less_than_is_promised_is_refused_with_the_sum() -> None:
    """The authority reads what is promised already; nothing changes."""
    own = desk("1000")
    own.promise(own.checked("800"), {1: Decimal(800)})
    officer = rows.authority()
    with pytest.raises(ForwardingRefused) as refused:
        plan_allocations(plan=rows.equal_plan("799.99"), by=officer, at=AT)
    assert plain(str(refused.value)) == (
        f"Die Zuteilung {own.allocation.number} ist schon „Bewilligt“ und steht mit 1.000,00 € "
        "fest; zugesagt sind davon 800,00 €. Bleiben Sie bei den Beträgen."
    )
    assert Allocation.objects.get(pk=own.allocation.pk).amount == Decimal(1000)

"""Money at the same moment: two calls, two releases, a call against an amended notice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from drehscheibe.domain.funding.models import PaymentCall
from drehscheibe.domain.funding.payout import actions, amendments
from drehscheibe.domain.funding.payout.call_orders import subject_of
from drehscheibe.domain.funding.payout.parts import nothing
from drehscheibe.domain.funding.payout.selectors import granted_of, live_calls
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.domain.payments.selectors import orders_of
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding import money
from tests.domain.funding.stories import story

pytestmark = pytest.mark.django_db(transaction=True)
MAY, OCTOBER = date(2023, 5, 1), date(2023, 10, 1)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread with its own connection; "done" or the refusal."""

    def tried(act: Callable[[], object]) -> str:
        try:
            with acting_as_system():
                act()
        except (TransitionRefused, PayoutRefused) as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(tried, acts))


def test_f16_two_calls_at_once_never_exceed_the_grant(noon: datetime) -> None:
    city = story("Stadt Musterau", kind="kreisfreie Stadt")
    case = money.final_case(city, at=noon)
    outcomes = at_once(
        *[
            lambda day=day: money.called(city, case, "200000", day, at=noon)
            for day in (MAY, OCTOBER, date(2023, 6, 1))
        ]
    )
    assert outcomes.count("done") == 1
    assert sum("Abrufbar sind noch" in each for each in outcomes) == 2
    assert sum(call.total for call in live_calls(case)) == Decimal(200000)


def test_a_call_released_twice_at_once_is_ordered_once(noon: datetime) -> None:
    """Attack 11."""
    city = story("Stadt Musterau", kind="kreisfreie Stadt")
    case = money.final_case(city, at=noon)
    money.open_accounts(city, at=noon)
    call = money.called(city, case, "1000", MAY, at=noon)
    actions.check_call(call=call, by=city.officer, at=noon)
    other = factories.person("authority_approver", of=case.authority)
    outcomes = at_once(
        *[
            lambda by=by: actions.release_call(call=call, by=by, at=noon)
            for by in (city.approver, other, city.approver)
        ]
    )
    assert outcomes.count("done") == 1
    assert orders_of(subject_of(call)).count() == PaymentOrder.objects.count() == 1


def test_a_call_against_a_lowering_notice_one_of_them_gives_way(noon: datetime) -> None:
    city = story("Stadt Musterau", kind="kreisfreie Stadt")
    case = money.final_case(city, at=noon)
    lowered = amendments.prepare_amendment(
        application=case, amounts={**nothing(), "staff": Decimal(100000)}, reason="Vakanz",
        by=city.officer, at=noon,
    )  # fmt: skip
    outcomes = at_once(
        lambda: money.called(city, case, "200000", MAY, at=noon),
        lambda: amendments.sign_amendment(amendment=lowered, by=city.approver, at=noon),
    )
    assert outcomes.count("done") == 1, outcomes
    case = type(case).objects.get(pk=case.pk)
    called = sum((call.total for call in PaymentCall.objects.all()), Decimal(0))
    assert called <= granted_of(case)["staff"]

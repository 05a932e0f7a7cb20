"""Two people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from drehscheibe.domain.forwarding.centre import deciding, jury
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import (
    AllocationSums,
    ForwardingPayment,
    JuryConflict,
    JuryVote,
)
from drehscheibe.domain.payments.models import PaymentOrder
from tests import factories
from tests.at_once import at_once as all_at_once
from tests.domain.forwarding.centre.desk import AT, desk, link, status

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act; refusals of this room count as such."""
    return all_at_once(*acts, refused_by=(StepRefused,))


def test_two_clerks_promise_the_last_money_and_one_is_refused() -> None:
    """Attack 12."""
    own = desk("1500")
    cases = [own.checked("1000", name="Chor"), own.checked("1000", name="Tanz")]
    other = factories.person("head", of=own.call.centre.organisation)
    outcomes = at_once(
        *[
            lambda case=case, by=by: deciding.promise_case(
                case=case, amounts={1: Decimal(1000)}, reason="", link=link, by=by, at=AT
            )
            for case, by in zip(cases, (own.head, other), strict=True)
        ]
    )
    assert outcomes.count("done") == 1
    assert sum("höher als der Rest der Zuteilung" in each for each in outcomes) == 1
    assert AllocationSums.objects.get(pk=own.allocation.pk).promised == Decimal(1000)


def test_two_clerks_decide_the_same_case_and_the_second_is_told() -> None:
    """Attack 13."""
    own = desk()
    case = own.checked("1000")
    other = factories.person("head", of=own.call.centre.organisation)
    outcomes = at_once(
        lambda: own.promise(case, {1: Decimal(1000)}),
        lambda: deciding.refuse_case(case=case, reason="Nein.", link=link, by=other, at=AT),
    )
    assert outcomes.count("done") == 1
    assert sum("Stand ist inzwischen" in each for each in outcomes) == 1
    assert status(case) in {"promised", "refused"}


def test_a_vote_against_a_bias_declared_at_once_one_gives_way() -> None:
    own = desk(with_jury=True)
    meeting = jury.call_meeting(
        call=own.call, held_on=date(2024, 3, 5), place="", by=own.specialist, at=AT
    )
    member = jury.seat_member(
        meeting=meeting, guest=jury.Guest("Ada Muster"), by=own.specialist, at=AT
    )
    case = own.checked("1000")
    outcomes = at_once(
        lambda: jury.cast_vote(member=member, case=case, points=9, by=own.specialist, at=AT),
        lambda: jury.declare_bias(
            member=member, case=case, reason="Schwester", by=own.specialist, at=AT
        ),
    )
    assert outcomes.count("done") == 1, outcomes
    assert JuryVote.objects.count() + JuryConflict.objects.count() == 1


def test_a_vote_against_the_closing_counts_or_comes_too_late() -> None:
    own = desk(with_jury=True)
    meeting = jury.call_meeting(
        call=own.call, held_on=date(2024, 3, 5), place="", by=own.specialist, at=AT
    )
    one, two = (
        jury.seat_member(meeting=meeting, guest=jury.Guest(name), by=own.specialist, at=AT)
        for name in ("Ada Muster", "Bo Muster")
    )
    case = own.checked("1000")
    jury.cast_vote(member=one, case=case, points=9, by=own.specialist, at=AT)
    outcomes = at_once(
        lambda: jury.cast_vote(member=two, case=case, points=1, by=own.specialist, at=AT),
        lambda: jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT),
    )
    assert outcomes[1] == "done"
    late = [each for each in outcomes if each != "done"]
    assert all("Reihung steht fest" in each for each in late)
    assert JuryVote.objects.count() == 2 - len(late)


def test_two_members_vote_in_the_same_second_and_both_count() -> None:
    own = desk(with_jury=True)
    meeting = jury.call_meeting(
        call=own.call, held_on=date(2024, 3, 5), place="", by=own.specialist, at=AT
    )
    voters = [own.carrier, own.second]
    members = [
        jury.seat_member(meeting=meeting, guest=jury.Guest("", person=who), by=own.head, at=AT)
        for who in voters
    ]
    case = own.checked("1000")
    acts = [
        lambda member=member, who=who, points=points: jury.cast_vote(
            member=member, case=case, points=points, by=who, at=AT
        )
        for member, who in zip(members, voters, strict=True)
        for points in (4, 9)
    ]
    assert at_once(*acts) == ["done"] * 4, "each from two tabs"
    assert JuryVote.objects.count() == 2
    assert set(JuryVote.objects.values_list("points", flat=True)) <= {4, 9}


def test_the_whole_contract_ordered_twice_at_once_is_paid_once() -> None:
    own = desk()
    case = own.with_account(own.contracted("1000"))
    outcomes = at_once(*[lambda: own.ordered(case, "1000") for _ in range(2)])
    assert outcomes.count("done") == 1, outcomes
    assert ForwardingPayment.objects.count() == PaymentOrder.objects.count() == 1

"""Money back from third parties: interest as in the programme file, receipts, waivers, bounces."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from drehscheibe.domain.forwarding.centre import claims, proofs
from drehscheibe.domain.forwarding.centre.figures import whole_of
from drehscheibe.domain.forwarding.centre.paying import payable
from drehscheibe.domain.forwarding.centre.proofs import owed
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import ForwardingRepayment
from drehscheibe.domain.forwarding.programme_files import all_programmes
from drehscheibe.domain.funding.reclaim.interest import simple_interest
from drehscheibe.domain.payments import runs
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.forwarding.centre.desk import LATER, Desk, desk, fresh, link
from tests.domain.forwarding.samples import plain

pytestmark = pytest.mark.django_db
IN_MAY = datetime(2025, 5, 1, 10, tzinfo=UTC)


def test_the_interest_of_every_programme_is_a_marked_assumption() -> None:
    for programme in all_programmes():
        assert programme.interest_points.value == 5
        assert not programme.interest_points.confirmed
        assert claims.rules_of(programme).points_above_base == 5


def claimed(own: Desk) -> ForwardingRepayment:
    """1,000 paid, 900 accepted: 100 claimed on 3 February 2025."""
    case = own.proved("1000", claimed="900")
    own.accept(case, "900", "Ein Beleg fehlt.")
    return claims.claim_back(
        case=fresh(case), reason="Ein Beleg fehlt.", due_on=date(2025, 3, 31), link=link,
        by=own.head, at=LATER,
    )  # fmt: skip


def received(own: Desk, claim: ForwardingRepayment, amount: str, on: date) -> None:
    """Money came in."""
    claims.note_money_back(
        claim=claim, amount=Decimal(amount), received_on=on, by=own.head, at=IN_MAY
    )
    claim.refresh_from_db()


def test_interest_runs_from_the_end_of_the_contract_on_what_is_owed() -> None:
    """60 of 100 come in after 40 days: the rest alone bears interest; 2.27 + 5 points."""
    own = desk()
    claim = claimed(own)
    begin = claim.arises_on
    assert begin == date(2025, 1, 1)
    received(own, claim, "60", date(2025, 2, 10))
    assert (claim.returned, claim.interest) == (Decimal(60), Decimal(0)), "not fixed yet"
    owing = claims.owing_of(claim, on=date(2025, 5, 1))
    expected = simple_interest(Decimal(100), percent=Decimal("7.27"), days=40)
    expected += simple_interest(Decimal(40), percent=Decimal("7.27"), days=80)
    assert owing.interest == expected == Decimal("1.44")
    assert not owing.confirmed
    with pytest.raises(StepRefused) as caught:
        received(own, claim, "41.45", date(2025, 5, 1))
    assert plain(str(caught.value)) == (
        "Offen sind noch 41,44 €: 40,00 € Hauptforderung und 1,44 € Zinsen bis 01.05.2025."
    )
    received(own, claim, "40.44", date(2025, 5, 1))
    assert (claim.returned, claim.interest, claim.interest_returned) == (
        Decimal(100), Decimal("1.44"), Decimal("0.44"),
    )  # fmt: skip
    with pytest.raises(TransitionRefused) as left:
        proofs.close_case(case=fresh(claim.case), by=own.head, at=IN_MAY)
    assert "Von den Zinsen fehlen noch 1,00 €" in plain(str(left.value))
    received(own, claim, "1", date(2025, 5, 1))
    assert proofs.close_case(case=fresh(claim.case), by=own.head, at=IN_MAY).status == "closed"
    whole = whole_of(own.allocation)
    assert (whole.returned, whole.open) == (Decimal(100), Decimal(0)), "interest is no part of it"


def test_interest_is_waived_with_a_reason_after_the_principal_only() -> None:
    own = desk()
    claim = claimed(own)
    with pytest.raises(StepRefused, match="erst danach"):
        claims.waive_interest(claim=claim, reason="Gering", by=own.head, at=IN_MAY)
    received(own, claim, "100", date(2025, 5, 1))
    with pytest.raises(StepRefused, match="begründen Sie den Verzicht"):
        claims.waive_interest(claim=claim, reason=" ", by=own.head, at=IN_MAY)
    claims.waive_interest(claim=claim, reason="Unter zehn Euro.", by=own.head, at=IN_MAY)
    with pytest.raises(StepRefused, match="keine Zinsen mehr offen"):
        claims.waive_interest(claim=claim, reason="noch einmal", by=own.head, at=IN_MAY)
    assert proofs.close_case(case=fresh(claim.case), by=own.head, at=IN_MAY).status == "closed"


def test_a_payment_that_comes_back_leaves_no_negative_remainder() -> None:
    """The bank returns the payment after a part was repaid: nothing is owed, nothing below zero."""
    own = desk("5000")
    claim = claimed(own)
    received(own, claim, "60", date(2025, 2, 10))
    order = claim.case.payments.get().order
    assert order
    runs.note_return(order=order, reason="Konto erloschen", by=own.carrier, at=IN_MAY)
    case = fresh(claim.case)
    assert (owed(case), payable(case)) == (Decimal(0), Decimal(0))
    whole = whole_of(own.allocation)
    assert min(amount for _, amount in whole.parts()) >= 0
    assert sum(amount for _, amount in whole.parts()) == whole.granted

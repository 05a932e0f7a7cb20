"""Two clerks at one case, with real connections: one wins, the other is told, nothing twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from drehscheibe.domain.funding.models import InterestWaiver, Reclaim, Repayment
from drehscheibe.domain.funding.payout import actions as payout
from drehscheibe.domain.funding.payout.call_orders import subject_of
from drehscheibe.domain.funding.reclaim import actions, repayments, waiver
from drehscheibe.domain.funding.reclaim.letters import series_of
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import JUNE
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return proofs.city()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """The acts in threads of their own, each with its connection; what came out."""

    def tried(act: Callable[[], object]) -> str:
        try:
            with acting_as_system():
                act()
        except (TransitionRefused, ReclaimRefused, PayoutRefused) as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(tried, acts))


def test_of_signing_and_giving_up_the_claim_one_wins(case: Story, noon: datetime) -> None:
    """Attack 13."""
    proof = samples.prepared(case, paid_at=noon)
    authority = case.approver.memberships.get().organisation
    second = factories.person("authority_approver", of=authority)
    outcomes = at_once(
        lambda: actions.sign_notice(proof=proof, by=case.approver, at=JUNE),
        lambda: actions.sign_notice(proof=proof, by=second, at=JUNE),
        lambda: actions.close_without_claim(proof=proof, reason="x", by=second, at=JUNE),
    )
    assert outcomes.count("done") == 1
    assert sum("inzwischen" in each for each in outcomes) == 2
    proof.refresh_from_db()
    claim = Reclaim.objects.get(proof=proof)
    signed = proof.status == "reclaimed"
    assert (claim.notice is not None) is signed
    assert versions(series_of(proof, "reclaim")).count() == int(signed)


def test_two_receipts_at_once_are_never_more_than_owed(case: Story, noon: datetime) -> None:
    proof = samples.claimed(case, paid_at=noon)

    def entered(reference: str) -> Callable[[], object]:
        return lambda: repayments.enter_repayment(
            proof=proof, received_on=JUNE.date(), amount=Decimal(20000), reference=reference,
            by=case.officer, at=JUNE,
        )  # fmt: skip

    outcomes = at_once(entered("KZ 1"), entered("KZ 2"), entered("KZ 1"))
    assert outcomes.count("done") == 1
    assert Repayment.objects.count() == 1


def test_of_two_signatures_under_a_waiver_and_its_refusal_one_wins(
    case: Story, noon: datetime
) -> None:
    """Attack 13."""
    proof = samples.claimed(case, paid_at=noon)
    later = JUNE + timedelta(days=30)
    terms = waiver.WaiverTerms(ground="other", amount=Decimal(100), reason="x")
    prepared = waiver.prepare_waiver(proof=proof, terms=terms, by=case.officer, at=later)
    second = factories.person("authority_approver", of=case.approver.memberships.get().organisation)
    outcomes = at_once(
        lambda: waiver.sign_waiver(waiver=prepared, by=case.approver, at=later),
        lambda: waiver.sign_waiver(waiver=prepared, by=second, at=later),
        lambda: waiver.end_waiver(
            waiver=prepared, step="turn_down", reason="x", by=second, at=later
        ),
    )
    assert outcomes.count("done") == 1
    letters = versions(series_of(proof, "waiver")).count()
    assert letters == InterestWaiver.objects.filter(status="signed").count()


def test_of_ordering_anew_twice_and_giving_up_one_wins(case: Story, noon: datetime) -> None:
    """What the bank returned is paid once more or not at all."""
    proof = proofs.submitted_proof(case, at=samples.MARCH, paid_at=noon)
    call = proof.application.calls.get(number=2)
    order = live_order(subject_of(call))
    assert order is not None
    runs.note_return(order=order, reason="x", by=case.officer, at=JUNE)
    second = factories.person("authority_approver", of=case.approver.memberships.get().organisation)
    outcomes = at_once(
        lambda: payout.reorder_call(call=call, by=case.approver, at=JUNE),
        lambda: payout.reorder_call(call=call, by=second, at=JUNE),
        lambda: payout.end_call(call=call, step="give_up", reason="x", by=second, at=JUNE),
    )
    assert outcomes.count("done") == 1
    call.refresh_from_db()
    assert (live_order(subject_of(call)) is None) == (call.status == "refused")

"""The bank sends money back after the proof was handed in, checked, claimed or closed."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.funding.models import PaymentCall, ProofOfUse
from drehscheibe.domain.funding.payout import actions
from drehscheibe.domain.funding.payout.call_orders import came_back, subject_of
from drehscheibe.domain.funding.payout.parts import total
from drehscheibe.domain.funding.payout.selectors import money_of
from drehscheibe.domain.funding.proof import actions as proofs
from drehscheibe.domain.funding.proof.facts import findings_of
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import repayments
from drehscheibe.domain.funding.reclaim.statement import statement_of
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.domain.payments.selectors import live_order, orders_of, paid_total
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding.proof import samples as proof_samples
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import APRIL, JUNE, MARCH
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db
HALF = Decimal(153750)


@pytest.fixture
def case() -> Story:
    """Musterstadt, example 8: twice 153,750 paid."""
    return proof_samples.city()


def second_call(proof: ProofOfUse) -> PaymentCall:
    return proof.application.calls.get(number=2)


def send_back(case: Story, proof: ProofOfUse, *, at: datetime) -> PaymentCall:
    """The bank returns the second payment."""
    call = second_call(proof)
    order = live_order(subject_of(call))
    assert order is not None
    runs.note_return(order=order, reason="Konto erloschen", by=case.officer, at=at)
    return call


def pay_again(case: Story, order: PaymentOrder, *, at: datetime) -> None:
    """The bank pays the next attempt."""
    run = runs.start_run(
        payer=order.payer, orders=[order.pk], execution_on=day_of(at), by=case.officer, at=at
    )
    runs.prepare(run=run, by=case.officer, at=at)
    releaser = factories.person("authority_approver", of=order.payer)
    runs.release(run=run, by=releaser, at=at)
    run = runs.take_run_step(run=run, step="hand_in", by=case.officer, at=at)
    runs.confirm(run=run, executed_on=day_of(at), by=case.officer, at=at)


def rules(proof: ProofOfUse) -> set[str]:
    return {found.rule for found in findings_of(proof, on=JUNE.date())}


def paid(proof: ProofOfUse) -> Decimal:
    sheet = money_of(proof.application)
    assert total(sheet.paid) <= total(sheet.called) <= total(sheet.granted)
    assert min(*sheet.still_callable.values(), sheet.expected_repayment) >= 0
    calls = proof.application.calls.all()
    assert total(sheet.paid) == paid_total(subject_of(call) for call in calls)
    return total(sheet.paid)


def test_a_return_after_the_check_is_a_finding_and_stops_every_decision(
    case: Story, noon: datetime
) -> None:
    proof = samples.checked(case, paid_at=noon)
    assert "P-RETURN" not in rules(proof)
    call = send_back(case, proof, at=APRIL)
    assert paid(proof) == HALF
    assert "P-RETURN" in rules(proof)
    assert list(came_back()) == [call]
    with pytest.raises(TransitionRefused, match=r"153\.750,00.€ sind von der Bank zurück"):
        samples.hear(case, proof)
    with pytest.raises(TransitionRefused, match="von der Bank zurückgekommen"):
        proofs.close(proof=proof, by=case.approver, at=APRIL)

    order = actions.reorder_call(call=call, by=case.approver, at=APRIL)
    assert (order.attempt, order.amount) == (2, HALF)
    assert list(came_back()) == []
    assert "P-RETURN" in rules(proof)  # ordered is not yet paid
    with pytest.raises(TransitionRefused, match="von der Bank zurückgekommen"):
        samples.hear(case, proof)
    pay_again(case, order, at=APRIL)
    assert paid(proof) == proof.paid == 2 * HALF
    assert "P-RETURN" not in rules(proof)
    samples.hear(case, proof)


def test_a_return_is_given_up_and_the_proof_is_handed_in_anew(case: Story, noon: datetime) -> None:
    proof = samples.checked(case, paid_at=noon)
    call = send_back(case, proof, at=APRIL)
    with pytest.raises(TransitionRefused, match="schon weiter entschieden"):
        actions.end_call(call=call, step="give_up", reason="x", by=case.approver, at=APRIL)
    proofs.send_back(proof=proof, reason="Zahlung kam zurück.", by=case.approver, at=APRIL)
    actions.end_call(
        call=call, step="give_up", reason="Konto bleibt ungeklärt.", by=case.approver, at=APRIL
    )
    with pytest.raises(TransitionRefused, match="stellen Sie eine Rückfrage"):
        proofs.check_proof(proof=proof, note="x", accepted=Decimal(1), by=case.officer, at=APRIL)
    query = proofs.ask(proof=proof, question="Bitte neu einreichen.", by=case.officer, at=APRIL)
    proofs.answer_query(query=query, text="Gern.", by=case.carrier, at=APRIL)
    handed_in = proofs.answer(proof=proof, by=case.carrier, at=APRIL)
    assert handed_in.paid == paid(handed_in) == HALF
    assert handed_in.difference == HALF - proof_samples.ELIGIBLE
    assert "P-RETURN" not in rules(handed_in)
    checked = proofs.check_proof(
        proof=handed_in, note="Stimmt.", accepted=proof_samples.ELIGIBLE, by=case.officer, at=APRIL
    )
    assert proofs.close(proof=checked, by=case.approver, at=APRIL).status == "closed"


def test_a_closed_case_is_taken_up_again_or_paid_anew(case: Story, noon: datetime) -> None:
    proof = proof_samples.submitted_proof(case, at=MARCH, paid_at=noon, halves=("153750", "129250"))
    proof = proofs.check_proof(
        proof=proof, note="Stimmt.", accepted=proof_samples.ELIGIBLE, by=case.officer, at=APRIL
    )
    closed = proofs.close(proof=proof, by=case.approver, at=APRIL)
    with pytest.raises(TransitionRefused, match="Alle Auszahlungen stehen"):
        perform(PROOF, "reopen", on=closed, by=case.approver, at=JUNE, reason="x")
    call = send_back(case, closed, at=JUNE)
    assert "P-RETURN" in rules(closed)
    with pytest.raises(TransitionRefused, match="nehmen Sie den Vorgang wieder auf"):
        actions.end_call(call=call, step="give_up", reason="x", by=case.approver, at=JUNE)
    with pytest.raises(PermissionDenied):
        perform(PROOF, "reopen", on=closed, by=case.officer, at=JUNE, reason="x")
    again = perform(PROOF, "reopen", on=closed, by=case.approver, at=JUNE, reason="Rückläufer")
    assert again.status == "submitted"
    pay_again(case, actions.reorder_call(call=call, by=case.approver, at=JUNE), at=JUNE)
    checked = proofs.check_proof(
        proof=again, note="Stimmt.", accepted=proof_samples.ELIGIBLE, by=case.officer, at=JUNE
    )
    done = proofs.close(proof=checked, by=case.approver, at=JUNE)
    assert (done.status, done.paid) == ("closed", paid(done))


def test_a_claim_waits_for_the_money_and_its_remainder_stays_positive(
    case: Story, noon: datetime
) -> None:
    proof = samples.claimed(case, paid_at=noon)
    later = JUNE + timedelta(days=1)
    repayments.enter_repayment(
        proof=proof, received_on=JUNE.date(), reference="KZ 1", by=case.officer, at=later,
        amount=statement_of(proof.reclaim, on=JUNE.date()).owed,
    )  # fmt: skip
    call = send_back(case, proof, at=later)
    assert statement_of(proof.reclaim, on=later.date()).remaining == 0
    with pytest.raises(TransitionRefused, match="von der Bank zurückgekommen"):
        repayments.settle(proof=proof, by=case.officer, at=later)
    pay_again(case, actions.reorder_call(call=call, by=case.approver, at=later), at=later)
    repayments.settle(proof=proof, by=case.officer, at=later)
    closed = repayments.finish(proof=proof, by=case.approver, at=later)
    send_back(case, closed, at=later)
    with pytest.raises(TransitionRefused, match="schon eine Anhörung oder Erstattung"):
        perform(PROOF, "reopen", on=closed, by=case.approver, at=later, reason="x")


def test_who_may_order_anew_and_when(case: Story, noon: datetime) -> None:
    proof = samples.checked(case, paid_at=noon)
    with pytest.raises(PayoutRefused, match="schon angewiesen"):
        actions.reorder_call(call=second_call(proof), by=case.approver, at=APRIL)
    with pytest.raises(TransitionRefused, match="zurückgekommen oder"):
        actions.end_call(
            call=second_call(proof), step="give_up", reason="x", by=case.approver, at=APRIL
        )
    call = send_back(case, proof, at=APRIL)
    for person in (case.officer, case.carrier):
        with pytest.raises(PermissionDenied):
            actions.reorder_call(call=call, by=person, at=APRIL)
    first = actions.reorder_call(call=call, by=case.approver, at=APRIL)
    with pytest.raises(PayoutRefused, match="schon angewiesen"):
        actions.reorder_call(call=call, by=case.approver, at=APRIL)
    assert [each.status for each in orders_of(subject_of(call))] == [first.status, "returned"]


def test_before_the_proof_a_return_keeps_it_from_being_handed_in(
    case: Story, noon: datetime
) -> None:
    proof = proof_samples.typed_proof(case, at=MARCH, paid_at=noon)
    call = send_back(case, proof, at=MARCH)
    with pytest.raises(TransitionRefused, match="ist nicht angekommen"):
        proofs.submit(proof=proof, by=case.carrier, at=MARCH)
    actions.end_call(call=call, step="give_up", reason="x", by=case.approver, at=MARCH)
    assert proofs.submit(proof=proof, by=case.carrier, at=MARCH).paid == HALF

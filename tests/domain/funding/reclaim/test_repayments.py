"""What comes back: entered once, never more than owed, kept for good."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drehscheibe.domain.funding.models import ProofOfUse, Reclaim, Repayment
from drehscheibe.domain.funding.reclaim import repayments
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.statement import statement_of
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import JUNE
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return proofs.city()


@pytest.fixture
def proof(case: Story, noon: datetime) -> ProofOfUse:
    """24,500 claimed on 3 June 2024, interest from 1 January."""
    return samples.claimed(case, paid_at=noon)


def enter(
    case: Story, proof: ProofOfUse, amount: str, *, day: date = date(2024, 6, 3),
    reference: str = "KZ 7", at: datetime = JUNE,
) -> Repayment:  # fmt: skip
    """One receipt."""
    return repayments.enter_repayment(
        proof=proof, received_on=day, amount=Decimal(amount), reference=reference,
        by=case.officer, at=at,
    )  # fmt: skip


def test_never_more_than_principal_and_interest(case: Story, proof: ProofOfUse) -> None:
    owed = statement_of(proof.reclaim, on=JUNE.date()).owed
    assert owed > samples.CLAIM
    with pytest.raises(ReclaimRefused, match="mehr, als geschuldet") as refused:
        enter(case, proof, str(owed + Decimal("0.01")))
    assert refused.value.field == "amount"
    enter(case, proof, str(owed))
    with pytest.raises(ReclaimRefused, match="mehr, als geschuldet"):
        enter(case, proof, "0.01", reference="KZ 8")
    assert repayments.settle(proof=proof, by=case.officer, at=JUNE).status == "repaid"


def test_a_late_entry_of_an_early_receipt_lessens_the_interest(
    case: Story, proof: ProofOfUse
) -> None:
    claim = Reclaim.objects.get(proof=proof)
    late = JUNE + timedelta(days=60)
    before = statement_of(claim, on=late.date()).interest
    enter(case, proof, "20000", day=date(2024, 6, 4), at=late)
    after = statement_of(claim, on=late.date())
    assert after.interest < before
    assert after.remaining == after.owed - 20000
    with pytest.raises(ReclaimRefused, match="mehr, als geschuldet"):
        enter(case, proof, str(before + samples.CLAIM - 20000), day=late.date(), at=late)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"day": date(2024, 6, 4)}, "received_on", "Zukunft"),
        ({"day": date(2023, 12, 31)}, "received_on", r"01\.01\.2024"),
        ({"amount": "0"}, "amount", "über 0 €"),
        ({"amount": "-5"}, "amount", "über 0 €"),
        ({"reference": " "}, "reference", "Kassenzeichen"),
    ],
)
def test_what_a_receipt_may_not_say(
    case: Story, proof: ProofOfUse, changes: dict[str, object], field: str, message: str
) -> None:
    given = {"amount": "100"} | changes
    with pytest.raises(ReclaimRefused, match=message) as refused:
        enter(case, proof, **given)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_same_receipt_is_entered_once(case: Story, proof: ProofOfUse) -> None:
    enter(case, proof, "100")
    with pytest.raises(ReclaimRefused, match="schon eingetragen") as refused:
        enter(case, proof, "100")
    assert refused.value.field == "reference"
    assert Repayment.objects.count() == 1


def test_nothing_comes_in_before_the_notice_or_after_the_end(case: Story, noon: datetime) -> None:
    proof = samples.heard(case, paid_at=noon)
    with pytest.raises(ReclaimRefused, match="Anhörung"):
        enter(case, proof, "100")
    with pytest.raises(PermissionDenied):
        repayments.enter_repayment(
            proof=proof, received_on=date(2024, 6, 3), amount=Decimal(1), reference="x",
            by=case.carrier, at=JUNE,
        )  # fmt: skip


def test_the_database_keeps_receipts_signed_claims_and_the_ceiling(
    case: Story, proof: ProofOfUse
) -> None:
    entered = enter(case, proof, "100")
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Repayment.objects.filter(pk=entered.pk).update(amount=1)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        entered.delete()
    with pytest.raises(IntegrityError, match="signed reclaim"), transaction.atomic():
        Reclaim.objects.filter(proof=proof).update(principal=1)


def test_the_database_refuses_a_claim_above_what_was_overpaid(case: Story, noon: datetime) -> None:
    proof = samples.heard(case, paid_at=noon)
    with pytest.raises(IntegrityError, match="overpaid"), transaction.atomic():
        Reclaim.objects.filter(proof=proof).update(heard=Decimal("24500.01"))
    with pytest.raises(IntegrityError, match="at_most_heard"), transaction.atomic():
        Reclaim.objects.filter(proof=proof).update(principal=Decimal("24500.01"))

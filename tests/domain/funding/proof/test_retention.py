"""F23: vouchers stay until five years after the proof was handed in; a legal hold wins."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import actions, drafting
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import retention
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.funding.proof import samples
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db
MARCH = datetime(2024, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return samples.city()


@pytest.fixture
def closed(case: Story, noon: datetime) -> ProofOfUse:
    """Example 9 with one voucher, closed."""
    proof = samples.typed_proof(case, at=MARCH, paid_at=noon, halves=("153750", "129250"))
    number = drafting.add_row(proof=proof, table="vouchers", by=case.specialist, at=MARCH)
    typed = {"dated_on": "1.6.2023", "payee": "Personalamt", "amount": "289700"}
    drafting.save_proof(
        proof=proof,
        typed={f"vouchers-{number}-{name}": text for name, text in typed.items()},
        version=99,
        by=case.specialist,
        at=MARCH,
    )
    actions.submit(proof=proof, by=case.carrier, at=MARCH)
    actions.check_proof(
        proof=proof, note="Richtig.", accepted=samples.ELIGIBLE, by=case.officer, at=MARCH
    )
    return actions.close(proof=proof, by=case.approver, at=MARCH)


def _delete_vouchers(proof: ProofOfUse) -> None:
    with transaction.atomic():
        proof.vouchers.all().delete()


@pytest.mark.rule("F23", "accepts", "refuses")
def test_f23_a_draft_s_voucher_may_go_a_handed_in_one_stays(case: Story, noon: datetime) -> None:
    proof = samples.typed_proof(case, at=MARCH, paid_at=noon)
    for _ in range(2):
        drafting.add_row(proof=proof, table="vouchers", by=case.specialist, at=MARCH)
    drafting.remove_row(proof=proof, table="vouchers", number=1, by=case.specialist, at=MARCH)
    typed = {"dated_on": "1.6.2023", "payee": "Personalamt", "amount": "289700"}
    drafting.save_proof(
        proof=proof, typed={f"vouchers-2-{name}": text for name, text in typed.items()},
        version=99, by=case.specialist, at=MARCH,
    )  # fmt: skip
    actions.submit(proof=proof, by=case.carrier, at=MARCH)
    actions.ask(proof=proof, question="?", by=case.officer, at=MARCH)
    proof.refresh_from_db()
    assert proof.is_editable
    with pytest.raises(ProofRefused, match="Eingereichte Belege werden nicht gelöscht"):
        drafting.remove_row(proof=proof, table="vouchers", number=2, by=case.specialist, at=MARCH)
    with pytest.raises(IntegrityError, match="is kept"):
        _delete_vouchers(proof)


@pytest.mark.rule("F23", "accepts", "refuses")
def test_f23_the_database_refuses_before_the_end_and_allows_after_archiving(
    case: Story, closed: ProofOfUse
) -> None:
    assert closed.retain_until == date(2029, 3, 28)
    with pytest.raises(IntegrityError):
        _delete_vouchers(closed)
    last_day = MARCH.replace(year=2029)
    with pytest.raises(TransitionRefused, match=r"Die Belege sind bis zum 28\.03\.2029"):
        perform(PROOF, "archive", on=closed, by=case.officer, at=last_day)
    archived = perform(PROOF, "archive", on=closed, by=case.officer, at=last_day.replace(day=29))
    _delete_vouchers(archived)
    assert not archived.vouchers.exists()


@pytest.mark.rule("F23", "accepts", "refuses")
def test_f23_a_legal_hold_wins_over_the_end_of_retention(case: Story, closed: ProofOfUse) -> None:
    after = MARCH.replace(year=2030)
    retention.set_hold(proof=closed, held=True, reason="LRH prüft.", by=case.approver, at=after)
    with pytest.raises(TransitionRefused, match="Für diesen Nachweis gilt eine Löschsperre"):
        perform(PROOF, "archive", on=closed, by=case.officer, at=after)
    retention.set_hold(proof=closed, held=False, reason="Fertig.", by=case.approver, at=after)
    archived = perform(PROOF, "archive", on=closed, by=case.officer, at=after)
    retention.set_hold(proof=archived, held=True, reason="Prüfung.", by=case.approver, at=after)
    with pytest.raises(IntegrityError):
        _delete_vouchers(archived)
    assert archived.vouchers.count() == 1

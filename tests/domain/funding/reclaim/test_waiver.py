"""§ 49a (3) sentence 2 VwVfG NRW: the authority may refrain from interest, in whole or in part."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from drehscheibe.domain.funding.models import InterestWaiver, ProofOfUse, Reclaim
from drehscheibe.domain.funding.reclaim import repayments, waiver
from drehscheibe.domain.funding.reclaim.letters import closing
from drehscheibe.domain.funding.reclaim.letters import waiver as waiver_letter
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.statement import Statement, statement_of
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.documents.selectors import document_bytes
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import CLAIM, JUNE
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db
Ground = InterestWaiver.Ground
ZERO = Decimal(0)


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return proofs.city()


@pytest.fixture
def proof(case: Story, noon: datetime) -> ProofOfUse:
    """24,500 claimed on 3 June 2024, to be paid by 3 July, interest from 1 January."""
    return samples.claimed(case, paid_at=noon)


def receive(case: Story, proof: ProofOfUse, amount: Decimal, day: date) -> None:
    repayments.enter_repayment(
        proof=proof, received_on=day, amount=amount, reference=f"KZ {day}", by=case.officer,
        at=JUNE + timedelta(days=60),
    )  # fmt: skip


def owed(proof: ProofOfUse, days: int = 60) -> Statement:
    return statement_of(Reclaim.objects.get(proof=proof), on=JUNE.date() + timedelta(days=days))


def prepare(
    case: Story, proof: ProofOfUse, *, ground: str = Ground.NOT_AT_FAULT,
    amount: str | None = None, reason: str = "Stelle 5 war ohne Zutun der Stadt frei.",
    days: int = 60,
) -> InterestWaiver:  # fmt: skip
    return waiver.prepare_waiver(
        proof=proof,
        terms=waiver.WaiverTerms(
            ground=ground, amount=Decimal(amount) if amount else None, reason=reason
        ),
        by=case.officer,
        at=JUNE + timedelta(days=days),
    )


def sign(case: Story, prepared: InterestWaiver, days: int = 60) -> InterestWaiver:
    return waiver.sign_waiver(waiver=prepared, by=case.approver, at=JUNE + timedelta(days=days))


def test_all_interest_is_waived_and_the_case_ends_without_it(
    case: Story, proof: ProofOfUse
) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    before = owed(proof)
    assert before.interest > 0
    assert before.remaining == before.open_interest == before.interest
    signed = sign(case, prepare(case, proof))
    assert signed.amount == before.interest
    after = owed(proof)
    assert after.rows == before.rows
    assert (after.waived, after.claimed_interest, after.remaining) == (before.interest, ZERO, ZERO)
    assert signed.letter is not None
    assert document_bytes(signed.letter).startswith(b"%PDF")
    assert OutboxMail.objects.filter(subject__contains="Verzicht auf").exists()
    assert Entry.objects.filter(act="funding.waiver.prepare").exists()
    repayments.settle(proof=proof, by=case.officer, at=JUNE + timedelta(days=61))
    done = repayments.finish(proof=proof, by=case.approver, at=JUNE + timedelta(days=61))
    assert done.status == "closed"
    letter = closing(done, signed_by=case.approver, on=date(2024, 8, 3))
    assert letter.content["waived"] == before.interest


def test_a_part_is_waived_and_the_rest_is_still_claimed(case: Story, proof: ProofOfUse) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    interest = owed(proof).interest
    sign(case, prepare(case, proof, amount="100.00"))
    after = owed(proof)
    assert after.remaining == interest - 100
    with pytest.raises(ReclaimRefused, match="mehr, als geschuldet"):
        receive(case, proof, interest, date(2024, 7, 4))
    receive(case, proof, interest - 100, date(2024, 7, 4))
    assert owed(proof).remaining == 0


def test_interest_after_the_waiver_stands_in_its_letter_with_its_rows(
    case: Story, proof: ProofOfUse
) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    first = sign(case, prepare(case, proof, amount="100"))
    second = prepare(case, proof, amount="50", ground=Ground.OTHER)
    day = JUNE.date() + timedelta(days=60)
    as_read = waiver_letter(second, on=day)
    as_sent = waiver_letter(sign(case, second), on=day)
    for letter in (as_read, as_sent):
        content = letter.content
        assert content["left"] == content["interest_sum"] - 150
        assert content["waived_before"] == 100
        assert len(content["interest"]) == len(owed(proof).rows)
        assert any("nicht bestätigt" in hint for hint in letter.hints)
    assert first.amount + second.amount == owed(proof).waived


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"amount": "99999"}, "amount", "mehr als 0 € bis"),
        ({"amount": "-1"}, "amount", "mehr als 0 € bis"),
        ({"reason": " "}, "reason", "begründen"),
    ],
    ids=["more-than-open", "negative", "no-reason"],
)
def test_what_a_waiver_may_not_say(
    case: Story, proof: ProofOfUse, given: dict[str, str], field: str, message: str
) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    with pytest.raises(ReclaimRefused, match=message) as refused:
        prepare(case, proof, **given)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_legal_case_needs_the_principal_in_time(case: Story, proof: ProofOfUse) -> None:
    receive(case, proof, CLAIM - 1, date(2024, 7, 3))
    with pytest.raises(ReclaimRefused, match=r"nicht ganz bis zum 03\.07\.2024") as refused:
        prepare(case, proof)
    assert refused.value.field == "ground"
    receive(case, proof, Decimal(1), date(2024, 7, 4))
    with pytest.raises(ReclaimRefused, match="Anderer Grund"):
        prepare(case, proof)
    assert prepare(case, proof, ground=Ground.OTHER).amount == owed(proof).interest


def test_all_interest_is_waived_only_when_it_has_stopped_growing(
    case: Story, proof: ProofOfUse
) -> None:
    with pytest.raises(ReclaimRefused, match="Zinsen laufen weiter") as refused:
        prepare(case, proof, ground=Ground.OTHER)
    assert refused.value.field == "extent"
    sign(case, prepare(case, proof, ground=Ground.OTHER, amount="500"))
    later = owed(proof, 100)
    assert later.waived == 500
    assert later.remaining == CLAIM + later.interest - 500


def test_no_waiver_before_the_notice_or_after_the_end(case: Story, noon: datetime) -> None:
    proof = samples.prepared(case, paid_at=noon)
    with pytest.raises(ReclaimRefused, match="gefordert und nicht"):
        prepare(case, proof)


def test_four_eyes_and_nobody_of_the_carrier(case: Story, proof: ProofOfUse) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    prepared = prepare(case, proof)
    with pytest.raises(PermissionDenied):
        waiver.sign_waiver(waiver=prepared, by=case.officer, at=JUNE + timedelta(days=60))
    officer = case.officer.memberships.get()
    Membership.objects.create(
        person=case.officer, organisation=officer.organisation, role="authority_approver",
        valid_from=officer.valid_from,
    )  # fmt: skip
    with pytest.raises(TransitionRefused, match="Vier-Augen-Prinzip"):
        waiver.sign_waiver(waiver=prepared, by=case.officer, at=JUNE + timedelta(days=60))
    for person in (case.carrier, case.head):
        with pytest.raises(PermissionDenied):
            waiver.sign_waiver(waiver=prepared, by=person, at=JUNE + timedelta(days=60))
    with pytest.raises(PermissionDenied):
        waiver.prepare_waiver(
            proof=proof,
            terms=waiver.WaiverTerms(ground=Ground.OTHER, amount=None, reason="x"),
            by=case.carrier, at=JUNE + timedelta(days=60),
        )  # fmt: skip
    with pytest.raises(ReclaimRefused, match="schon vorbereitet"):
        prepare(case, proof)
    dropped = waiver.end_waiver(
        waiver=prepared, step="turn_down", reason="Stelle 5 war absehbar.", by=case.approver,
        at=JUNE + timedelta(days=60),
    )  # fmt: skip
    assert dropped.status == "discarded"
    assert owed(proof).waived == 0
    assert prepare(case, proof).pk != prepared.pk


def test_what_came_in_meanwhile_is_not_waived(case: Story, proof: ProofOfUse) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    prepared = prepare(case, proof)
    receive(case, proof, Decimal(100), date(2024, 7, 4))
    with pytest.raises(TransitionRefused, match="offen sind nur noch"):
        sign(case, prepared)


def test_a_late_entry_of_an_early_receipt_never_waives_more_than_there_is(
    case: Story, proof: ProofOfUse
) -> None:
    interest = owed(proof).interest
    sign(case, prepare(case, proof, ground=Ground.OTHER, amount=str(interest)))
    receive(case, proof, CLAIM, date(2024, 6, 10))
    after = owed(proof)
    assert after.interest < interest
    assert (after.waived, after.claimed_interest, after.remaining) == (after.interest, ZERO, ZERO)


def test_the_database_keeps_a_signed_waiver(case: Story, proof: ProofOfUse) -> None:
    receive(case, proof, CLAIM, date(2024, 7, 3))
    prepared = prepare(case, proof)
    rows = InterestWaiver.objects.filter(pk=prepared.pk)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        rows.update(amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(status="signed")
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        rows.update(decided_by=case.officer)
    sign(case, prepared)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        rows.update(decided_on=date(2024, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM funding_interestwaiver")

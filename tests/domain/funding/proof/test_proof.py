"""A proof of use from an opened draft to a closed file, and every refusal on the way."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import actions, drafting, opening
from drehscheibe.domain.funding.proof.facts import facts_of, figures_of
from drehscheibe.domain.funding.proof.prefill import prefill_of
from drehscheibe.domain.funding.proof.queue import open_proofs, queue
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.kernel.documents.selectors import document_bytes, latest
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding import money
from tests.domain.funding.proof import samples
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db
MARCH = datetime(2024, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return samples.city()


def test_example_8_283000_eligible_24500_to_repay(case: Story, noon: datetime) -> None:
    proof = samples.typed_proof(case, at=MARCH, paid_at=noon)
    sums = figures_of(proof)
    caps = [line.eligible for line in sums.posts]
    assert caps == [57000, 57000, 57000, 49400, 40100, 22500]
    assert sums.posts[4].cap == Decimal("42750.00")
    assert (sums.granted, sums.paid) == (Decimal(307500), Decimal(307500))
    assert (sums.eligible, sums.repayment) == (samples.ELIGIBLE, Decimal(24500))

    handed_in = actions.submit(proof=proof, by=case.carrier, at=MARCH)
    assert (handed_in.status, handed_in.eligible, handed_in.paid, handed_in.difference) == (
        "submitted", Decimal(283000), Decimal(307500), Decimal(24500),
    )  # fmt: skip
    frozen = latest(handed_in.letter_series)
    assert frozen is not None
    assert document_bytes(frozen).startswith(b"%PDF")
    assert OutboxMail.objects.filter(
        to=case.officer.email, subject__contains="Verwendungsnachweis"
    ).exists()


def test_example_9_a_lowered_second_call_leaves_nothing_to_repay(
    case: Story, noon: datetime
) -> None:
    """Paid 153,750 + 129,250 = 283,000: checked by one, closed by another."""
    proof = samples.submitted_proof(case, at=MARCH, paid_at=noon, halves=("153750", "129250"))
    assert (proof.paid, proof.difference) == (Decimal(283000), Decimal(0))
    checked = actions.check_proof(
        proof=proof, note="Sachlich und rechnerisch richtig.", accepted=samples.ELIGIBLE,
        by=case.officer, at=MARCH,
    )  # fmt: skip
    closed = actions.close(proof=checked, by=case.approver, at=MARCH)
    assert closed.status == "closed"
    assert OutboxMail.objects.filter(
        to=case.carrier.email, subject__contains="nichts zu erstatten"
    ).exists()


def test_example_8_is_not_closed_while_24500_are_to_be_claimed(case: Story, noon: datetime) -> None:
    proof = samples.submitted_proof(case, at=MARCH, paid_at=noon)
    checked = actions.check_proof(
        proof=proof, note="Richtig.", accepted=samples.ELIGIBLE, by=case.officer, at=MARCH
    )
    with pytest.raises(TransitionRefused, match=r"24\.500,00"):
        actions.close(proof=checked, by=case.approver, at=MARCH)


def test_at_least_70_percent_of_example_8_are_there_already(case: Story, noon: datetime) -> None:
    proof = samples.typed_proof(case, at=MARCH, paid_at=noon)
    known = prefill_of(proof, facts_of(proof))
    assert known.percent >= 70
    assert {"Bescheid", "Stellenplan", "Mittelabrufe", "Änderungsanzeigen"} <= set(known.sources)
    fifth = {each.label: (each.text, each.source) for each in known.known}["Stelle 5: besetzt ab"]
    assert fifth == ("01.04.2023", "Änderungsanzeigen")


def test_example_16_due_on_easter_sunday_and_on_the_next_working_day(
    case: Story, noon: datetime
) -> None:
    application = money.final_case(case, at=noon)
    proof = application.proof
    assert (proof.due_on, proof.due_shifted_on) == (date(2024, 3, 31), date(2024, 4, 2))
    application.fiscal_year = 2024
    assert opening.proof_deadline(application).nominal == date(2025, 3, 31)
    assert not opening.proof_deadline(application).is_shifted
    again = opening.open_proof(application=application, by=None, at=noon)
    assert again == proof
    assert ProofOfUse.objects.count() == 1


def test_example_17_vouchers_are_kept_five_years(case: Story, noon: datetime) -> None:
    proof = samples.submitted_proof(case, at=MARCH.replace(year=2025), paid_at=noon)
    assert proof.retain_until == date(2030, 3, 28)


def test_a_final_case_from_before_gets_its_proof(case: Story, noon: datetime) -> None:
    application = money.final_case(case, at=noon)
    application.proof.posts.all().delete()
    application.proof.delete()
    assert opening.open_missing_proofs(at=noon) == 1
    assert opening.open_missing_proofs(at=noon) == 0


@pytest.mark.rule("F24", "refuses")
def test_f24_whoever_entered_or_handed_in_does_not_check_and_the_checker_does_not_close(
    case: Story, noon: datetime
) -> None:
    """Attack 8."""
    proof = samples.submitted_proof(case, at=MARCH, paid_at=noon, halves=("153750", "129250"))
    check: dict[str, Any] = {"note": "Richtig.", "accepted": samples.ELIGIBLE, "at": MARCH}
    authority = case.officer.memberships.get().organisation
    for role in ("authority_officer", "authority_approver"):
        Membership.objects.create(
            person=case.carrier, organisation=authority, role=role, valid_from=date(2012, 1, 1)
        )
    with pytest.raises(TransitionRefused, match="erfasst oder eingereicht"):
        actions.check_proof(proof=proof, by=case.carrier, **check)
    Membership.objects.create(
        person=case.officer, organisation=authority, role="authority_approver",
        valid_from=date(2012, 1, 1),
    )  # fmt: skip
    checked = actions.check_proof(proof=proof, by=case.officer, **check)
    with pytest.raises(TransitionRefused, match="Vier-Augen-Prinzip"):
        actions.close(proof=checked, by=case.officer, at=MARCH)
    with pytest.raises(TransitionRefused, match="gehören zum Träger"):
        actions.close(proof=checked, by=case.carrier, at=MARCH)


@pytest.mark.parametrize("role", ["coordination", "ministry_integration"])
def test_f24_coordination_and_ministries_have_no_right_to_decide(
    case: Story, noon: datetime, role: str
) -> None:
    reader = factories.person(role, of=factories.organisation("Stelle Muster", "ministry"))
    proof = samples.submitted_proof(case, at=MARCH, paid_at=noon)
    with pytest.raises(PermissionDenied):
        actions.check_proof(proof=proof, note="x", accepted=Decimal(1), by=reader, at=MARCH)
    with pytest.raises(PermissionDenied):
        actions.ask(proof=proof, question="x", by=reader, at=MARCH)


def test_a_question_opens_the_proof_again_and_the_answer_freezes_a_new_version(
    case: Story, noon: datetime
) -> None:
    proof = samples.submitted_proof(case, at=MARCH, paid_at=noon)
    query = actions.ask(proof=proof, question="Warum 61.000 €?", by=case.officer, at=MARCH)
    proof.refresh_from_db()
    with pytest.raises(TransitionRefused, match="Rückfrage"):
        actions.answer(proof=proof, by=case.carrier, at=MARCH)
    actions.answer_query(query=query, text="Tarifsteigerung.", by=case.specialist, at=MARCH)
    drafting.save_proof(
        proof=proof, typed={"posts-4-actual_cost": "50.000"}, version=99, by=case.specialist,
        at=MARCH,
    )  # fmt: skip
    proof.refresh_from_db()
    again = actions.answer(proof=proof, by=case.carrier, at=MARCH)
    assert (again.status, again.eligible) == ("submitted", Decimal(283600))
    frozen = latest(again.letter_series)
    assert frozen is not None
    assert frozen.version == 2


def test_what_a_check_may_say_and_what_not(case: Story, noon: datetime) -> None:
    proof = samples.submitted_proof(case, at=MARCH, paid_at=noon)
    with pytest.raises(ProofRefused, match="Prüfungsvermerk"):
        actions.check_proof(proof=proof, note=" ", accepted=Decimal(1), by=case.officer, at=MARCH)
    with pytest.raises(ProofRefused, match="Anerkannt werden kann"):
        actions.check_proof(
            proof=proof, note="x", accepted=Decimal(283001), by=case.officer, at=MARCH
        )


def test_who_looked_at_an_older_version_does_not_hand_in(case: Story, noon: datetime) -> None:
    proof = samples.typed_proof(case, at=MARCH, paid_at=noon)
    with pytest.raises(ProofRefused, match="inzwischen geändert"):
        actions.submit(proof=proof, by=case.carrier, at=MARCH, version=proof.version - 1)
    with pytest.raises(PermissionDenied):
        actions.submit(proof=proof, by=case.specialist, at=MARCH)


def test_f18_open_late_and_only_nominally_late(case: Story, noon: datetime) -> None:
    """Due on Easter Sunday 31.03.2024, shifted to 02.04.2024 (example 16)."""
    samples.paid_case(case, at=noon)
    standing = standing_of(case.officer, on=date(2024, 4, 1))
    late = {
        day: queue(open_proofs(standing), on=date(2024, *day))[0]
        for day in ((3, 31), (4, 1), (4, 3))
    }
    assert [(row.is_late, row.is_late_shifted) for row in late.values()] == [
        (False, False), (True, False), (True, True),
    ]  # fmt: skip
    assert all(not row.findings for row in late.values())

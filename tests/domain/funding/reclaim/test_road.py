"""Example 8 to its end: hearing, notice over 24,500, repayment with interest, closed, archived."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings

from drehscheibe.domain.funding.models import Reclaim
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import actions, repayments, retention
from drehscheibe.domain.funding.reclaim.letters import series_of
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.statement import notice_until, statement_of
from drehscheibe.kernel.documents.selectors import document_bytes, latest
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding.pdf_text import says, text_of
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import APRIL, CLAIM, JUNE
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db
TEST_RATE = """
[[rule]]
valid_from = 2002-01-01
points_above_base = 5.00
source = "Prüfwert"
[day_count]
method = "ACT_365"
confidence = "A"
[[base_rate]]
from = 2002-01-01
percent = 2.00
confidence = "V"
"""


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return proofs.city()


@pytest.fixture
def base_rate_of_2(tmp_path: Path) -> Iterator[None]:
    """The test base rate of example 10: 2.00 % → 7.00 %."""
    file = tmp_path / "interest.toml"
    file.write_text(TEST_RATE, encoding="utf-8")
    with override_settings(INTEREST_FILE=file):
        yield


@pytest.mark.usefixtures("base_rate_of_2")
def test_examples_8_and_10_from_the_check_to_24500_repaid_with_563_84_interest(
    case: Story, noon: datetime
) -> None:
    proof = samples.heard(case, paid_at=noon)
    assert (proof.status, proof.reclaim.principal) == ("hearing", CLAIM)
    actions.answer_hearing(proof=proof, text="Wir zahlen.", by=case.carrier, at=APRIL)
    samples.prepare(case, proof, arises_on=date(2024, 6, 3))
    claim = actions.sign_notice(proof=proof, by=case.approver, at=JUNE)
    assert claim.decided_on == date(2024, 6, 3)
    paid_on = JUNE + timedelta(days=120)

    owed = statement_of(claim, on=paid_on.date())
    assert (owed.interest, owed.owed) == (Decimal("563.84"), Decimal("25063.84"))
    repayments.enter_repayment(
        proof=proof, received_on=paid_on.date(), amount=CLAIM, reference="KZ 1",
        by=case.officer, at=paid_on,
    )  # fmt: skip
    with pytest.raises(TransitionRefused, match="563,84"):
        repayments.settle(proof=proof, by=case.officer, at=paid_on)
    later = paid_on + timedelta(days=30)
    assert statement_of(claim, on=later.date()).remaining == Decimal("563.84")
    repayments.enter_repayment(
        proof=proof, received_on=later.date(), amount=Decimal("563.84"), reference="KZ 1",
        by=case.officer, at=later,
    )  # fmt: skip
    assert repayments.settle(proof=proof, by=case.officer, at=later).status == "repaid"
    closed = repayments.finish(proof=proof, by=case.approver, at=later)
    assert closed.status == "closed"
    letter = latest(series_of(closed, "closing"))
    assert letter is not None
    words = text_of(document_bytes(letter))
    assert says(words, "25.063,84 €")
    assert says(words, "bis zum 28.03.2029")
    archived = retention.archive(
        proof=closed, by=case.officer, at=later.replace(year=2029, month=4, day=2)
    )
    assert archived.status == "archived"


def test_the_letters_say_what_they_must(case: Story, noon: datetime) -> None:
    proof = samples.claimed(case, paid_at=noon)
    claim = Reclaim.objects.get(proof=proof)
    assert claim.hearing_letter is not None
    hearing = text_of(document_bytes(claim.hearing_letter))
    for part in ("24.500,00 €", "307.500,00 €", "283.000,00 €", "bis zum 06.05.2024", "§ 28"):
        assert says(hearing, part)
    assert claim.notice is not None
    notice = text_of(document_bytes(claim.notice))
    for part in (
        "Erstattungsbescheid", "24.500,00 €", "01.01.2024", "03.06.2024", "5 Prozentpunkten",
        "unbestätigt", "bis zum 03.07.2024", "Rechtsbehelfsbelehrung", "keinen Gebrauch",
    ):  # fmt: skip
        assert says(notice, part)
    told = OutboxMail.objects.filter(to=case.carrier.email).values_list("subject", flat=True)
    assert any("Anhörung" in each for each in told)
    assert any("Erstattungsbescheid" in each for each in told)


def test_after_the_hearing_the_claim_may_be_smaller_never_larger(
    case: Story, noon: datetime
) -> None:
    proof = samples.heard(case, paid_at=noon, principal=Decimal(20000))
    with pytest.raises(ReclaimRefused, match=r"20\.000,00.*Anhörung") as refused:
        samples.prepare(case, proof, principal=Decimal(20001))
    assert refused.value.field == "principal"
    claim = samples.prepare(case, proof, principal=Decimal(12000))
    assert (claim.heard, claim.principal) == (Decimal(20000), Decimal(12000))


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"principal": Decimal("24500.01")}, "principal", r"24\.500,00"),
        ({"principal": Decimal(0)}, "principal", "mehr als 0 €"),
        ({"reason": "  "}, "reason", "begründen"),
        ({"known_on": date(2024, 3, 27)}, "known_on", "Eingang des Nachweises"),
        ({"known_on": date(2024, 4, 9)}, "known_on", "heute"),
        ({"arises_on": date(2022, 12, 31)}, "arises_on", r"01\.01\.2023"),
        ({"arises_on": date(2024, 4, 9)}, "arises_on", "heute"),
        ({"hearing_until": date(2024, 4, 8)}, "hearing_until", "nach heute"),
    ],
)
def test_what_a_hearing_may_not_say(
    case: Story, noon: datetime, changes: dict[str, object], field: str, message: str
) -> None:
    with pytest.raises(ReclaimRefused, match=message) as refused:
        samples.heard(case, paid_at=noon, **changes)
    assert refused.value.field == field


def test_the_hearing_comes_before_the_decision(case: Story, noon: datetime) -> None:
    """§ 28 VwVfG NRW: no notice while the carrier may still answer and has not."""
    proof = samples.heard(case, paid_at=noon)
    with pytest.raises(TransitionRefused, match="Erstattungsbescheid vor"):
        actions.sign_notice(proof=proof, by=case.approver, at=APRIL)
    samples.prepare(case, proof, at=APRIL)
    with pytest.raises(TransitionRefused, match=r"Anhörung läuft noch bis zum 06\.05\.2024"):
        actions.sign_notice(proof=proof, by=case.approver, at=APRIL.replace(month=5, day=6))
    actions.sign_notice(proof=proof, by=case.approver, at=APRIL.replace(month=5, day=7))


def test_an_answer_after_the_preparation_is_weighed_first(case: Story, noon: datetime) -> None:
    proof = samples.prepared(case, paid_at=noon)
    with pytest.raises(ReclaimRefused, match="Stellungnahme in das Feld"):
        actions.answer_hearing(proof=proof, text=" ", by=case.carrier, at=JUNE)
    actions.answer_hearing(proof=proof, text="Bitte warten.", by=case.carrier, at=JUNE)
    with pytest.raises(ReclaimRefused, match="liegt der Behörde schon vor"):
        actions.answer_hearing(proof=proof, text="Noch etwas.", by=case.carrier, at=JUNE)
    with pytest.raises(TransitionRefused, match="neu vorbereiten"):
        actions.sign_notice(proof=proof, by=case.approver, at=JUNE)
    samples.prepare(case, proof, at=JUNE + timedelta(hours=1))
    actions.sign_notice(proof=proof, by=case.approver, at=JUNE + timedelta(hours=2))
    with pytest.raises(ReclaimRefused, match="nicht mehr möglich"):
        actions.answer_hearing(proof=proof, text="Zu spät.", by=case.carrier, at=JUNE)


def test_vvg_8_3_the_notice_is_given_within_a_year_of_knowledge(
    case: Story, noon: datetime
) -> None:
    """Known on 8 April 2024: 8 April 2025 is the last day, 9 April is too late."""
    proof = samples.heard(case, paid_at=noon)
    assert notice_until(proof.reclaim.known_on) == date(2025, 4, 8)
    last = APRIL.replace(year=2025)
    samples.prepare(case, proof, at=last, due_on=date(2025, 6, 2))
    with pytest.raises(TransitionRefused, match=r"Jahresfrist.*08\.04\.2025 abgelaufen"):
        actions.sign_notice(proof=proof, by=case.approver, at=last.replace(day=9))
    assert actions.sign_notice(proof=proof, by=case.approver, at=last).notice is not None


def test_f24_four_eyes_and_only_the_authority(case: Story, noon: datetime) -> None:
    proof = samples.prepared(case, paid_at=noon)
    with pytest.raises(PermissionDenied):
        actions.sign_notice(proof=proof, by=case.officer, at=JUNE)
    authority = case.officer.memberships.get().organisation
    both = factories.person("authority_approver", of=authority)
    both.memberships.create(
        organisation=authority, role="authority_officer", valid_from=date(2012, 1, 1)
    )
    actions.prepare_notice(proof=proof, terms=samples.NOTICE, by=both, at=JUNE)
    with pytest.raises(TransitionRefused, match="Vier-Augen-Prinzip"):
        actions.sign_notice(proof=proof, by=both, at=JUNE)
    with pytest.raises(PermissionDenied):
        actions.sign_notice(proof=proof, by=case.carrier, at=JUNE)
    with pytest.raises(PermissionDenied):
        actions.answer_hearing(proof=proof, text="x", by=case.officer, at=JUNE)


def test_who_looked_at_an_older_preparation_does_not_sign(case: Story, noon: datetime) -> None:
    proof = samples.prepared(case, paid_at=noon)
    with pytest.raises(ReclaimRefused, match="neu vorbereitet"):
        actions.sign_notice(proof=proof, by=case.approver, at=JUNE, prepared_at=APRIL)
    with pytest.raises(TransitionRefused, match=r"Zahlungstag 03\.07\.2024"):
        actions.sign_notice(proof=proof, by=case.approver, at=JUNE.replace(month=7))


def test_the_claim_may_be_given_up_with_a_reason(case: Story, noon: datetime) -> None:
    proof = samples.heard(case, paid_at=noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        actions.close_without_claim(proof=proof, reason="", by=case.approver, at=JUNE)
    closed = actions.close_without_claim(
        proof=proof, reason="Stelle 5 war doch besetzt.", by=case.approver, at=JUNE
    )
    assert closed.status == "closed"
    letter = latest(series_of(closed, "closing"))
    assert letter is not None
    assert says(text_of(document_bytes(letter)), "Zu erstatten ist nichts")


def test_nothing_is_heard_before_the_check_or_where_nothing_is_overpaid(
    case: Story, noon: datetime
) -> None:
    proof = proofs.submitted_proof(case, at=samples.MARCH, paid_at=noon)
    with pytest.raises(TransitionRefused, match="Eingereicht"):
        actions.begin_hearing(proof=proof, terms=samples.TERMS, by=case.officer, at=APRIL)
    with pytest.raises(TransitionRefused):
        perform(PROOF, "repay", on=proof, by=case.officer, at=APRIL)

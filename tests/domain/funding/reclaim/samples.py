"""Example 8 after the check: heard, answered, claimed, repaid – step by step."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from drehscheibe.domain.funding.models import ProofOfUse, Reclaim
from drehscheibe.domain.funding.proof import actions as proofs
from drehscheibe.domain.funding.reclaim import actions
from drehscheibe.domain.funding.reclaim.terms import HearingTerms, NoticeTerms
from tests.domain.funding.proof import samples
from tests.domain.funding.stories import Story

BERLIN = ZoneInfo("Europe/Berlin")
MARCH = datetime(2024, 3, 28, 12, 0, tzinfo=BERLIN)
APRIL = datetime(2024, 4, 8, 10, 0, tzinfo=BERLIN)
JUNE = datetime(2024, 6, 3, 10, 0, tzinfo=BERLIN)
CLAIM = Decimal(24500)
REASON = "Stellen 1, 2 und 6 lagen über der Höchstgrenze; Stelle 5 war bis März frei."


def checked(case: Story, *, paid_at: datetime) -> ProofOfUse:
    """Example 8: paid 307,500, accepted 283,000."""
    proof = samples.submitted_proof(case, at=MARCH, paid_at=paid_at)
    return proofs.check_proof(
        proof=proof, note="Rechnerisch richtig.", accepted=samples.ELIGIBLE,
        by=case.officer, at=APRIL,
    )  # fmt: skip


TERMS = HearingTerms(
    principal=CLAIM,
    reason=REASON,
    known_on=date(2024, 4, 8),
    arises_on=date(2024, 1, 1),
    hearing_until=date(2024, 5, 6),
)
"""The hearing of 8 April 2024."""
NOTICE = NoticeTerms(
    principal=CLAIM, reason=REASON, arises_on=date(2024, 1, 1), due_on=date(2024, 7, 3)
)
"""The notice of 3 June 2024."""


def heard(case: Story, *, paid_at: datetime, **changes: object) -> ProofOfUse:
    """The hearing letter went out."""
    proof = checked(case, paid_at=paid_at)
    hear(case, proof, **changes)
    return proof


def hear(case: Story, proof: ProofOfUse, **changes: object) -> None:
    """The officer begins the hearing."""
    terms = replace(TERMS, **changes)  # type: ignore[arg-type]
    actions.begin_hearing(proof=proof, terms=terms, by=case.officer, at=APRIL)
    proof.refresh_from_db()


def prepared(case: Story, *, paid_at: datetime, **changes: object) -> ProofOfUse:
    """The notice waits for the second signature."""
    proof = heard(case, paid_at=paid_at)
    prepare(case, proof, at=JUNE, **changes)
    return proof


def prepare(case: Story, proof: ProofOfUse, *, at: datetime = JUNE, **changes: object) -> Reclaim:
    """An officer prepares the notice of 3 June 2024."""
    terms = replace(NOTICE, **changes)  # type: ignore[arg-type]
    return actions.prepare_notice(proof=proof, terms=terms, by=case.officer, at=at)


def claimed(case: Story, *, paid_at: datetime, **changes: object) -> ProofOfUse:
    """The reclaim notice is signed."""
    proof = prepared(case, paid_at=paid_at, **changes)
    actions.sign_notice(proof=proof, by=case.approver, at=JUNE)
    proof.refresh_from_db()
    return proof

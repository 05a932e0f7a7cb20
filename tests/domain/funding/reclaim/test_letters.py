"""The letters on paper: accessible, archivable, the same every time, honest about doubts."""

from datetime import datetime
from decimal import Decimal

import page
import pytest

from drehscheibe.domain.funding.models import AmendedNotice, InterestWaiver, Reclaim
from drehscheibe.domain.funding.payout.letters import amendment_letter
from drehscheibe.domain.funding.payout.parts import nothing
from drehscheibe.domain.funding.reclaim import letters
from drehscheibe.kernel.documents.letters import letter_pdf
from tests.domain.funding.pdf_text import faults, text_of
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import JUNE

pytestmark = pytest.mark.django_db
PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def test_every_letter_keeps_the_rules_of_accessibility_and_archive(noon: datetime) -> None:
    """Hearing, reclaim notice, waiver, closing letter and amended notice of example 8."""
    case = proofs.city()
    proof = samples.claimed(case, paid_at=noon)
    claim = Reclaim.objects.select_related(
        "prepared_by", "decided_by", "proof__application__centre__carrier"
    ).get(proof=proof)
    amendment = AmendedNotice(
        application=proof.application, number=1, staff=Decimal(283000), reason="x",
        prepared_by=case.officer,
    )  # fmt: skip
    day = JUNE.date()
    waived = InterestWaiver(
        reclaim=claim, ground="not_at_fault", amount=Decimal(100), reason="x",
        prepared_by=case.officer,
    )  # fmt: skip
    written = {
        "hearing": letters.hearing(claim, at=JUNE),
        "reclaim": letters.notice(claim, on=day),
        "waiver": letters.waiver(waived, on=day),
        "closing": letters.closing(claim.proof, signed_by=case.approver, on=day),
        "amendment": amendment_letter(
            amendment, before=nothing() | {"staff": Decimal(307500)}, on=day
        ),
    }
    for name, letter in written.items():
        pdf = letter_pdf(letter, issued_at=JUNE)
        assert letter_pdf(letter, issued_at=JUNE) == pdf, name
        for profile in PROFILES:
            assert faults(pdf, profile) == [], name
        assert all("Seite" in words for words in text_of(pdf)), name
    hints = written["reclaim"].hints
    assert any("Widerruf und Erstattung" in hint for hint in hints)
    assert not any("Zinsen" in hint for hint in hints)

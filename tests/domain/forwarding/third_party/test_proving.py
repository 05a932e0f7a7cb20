"""Handing in a proof: sealed by what the case is now, not by what a page once read (F23)."""

import pytest
from django.utils import timezone

from drehscheibe.domain.forwarding.link import acting_for_case
from drehscheibe.domain.forwarding.models import ForwardingProof
from drehscheibe.domain.forwarding.third_party import proving
from tests.domain.forwarding.third_party import samples

NUMBERS = {
    "text": "Es war gut.", "lines-1-measures": "2", "lines-1-months": "9", "lines-2-hours": "8",
    "lines-2-days": "2",
}  # fmt: skip


@pytest.mark.django_db
def test_f23_a_proof_is_sealed_even_when_the_case_was_paid_after_the_page_was_read() -> None:
    now = timezone.now()
    read_before = samples.filled(samples.open_call(at=now), at=now)
    samples.paid(read_before, at=now)
    read_before.status = "contracted"
    with acting_for_case(read_before.pk):
        proving.save_proof(case=read_before, typed=NUMBERS, confirmed=True, version=1, at=now)
        proving.submit_proof(case=read_before, at=now)
    proof = ForwardingProof.objects.get(case=read_before)
    assert proof.submitted_on is not None
    assert proof.kept_until is not None

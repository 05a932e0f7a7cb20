"""Vouchers of a third party, mostly photos from a telephone."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.db import transaction

from drehscheibe.domain.forwarding.models import ForwardingCase, ForwardingVoucher
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party.proof_fields import promised_items
from drehscheibe.domain.forwarding.third_party.proving import count_up, open_proof
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.documents.photos import receipt

MOST_VOUCHERS = 60


@transaction.atomic
def add_voucher(
    *, case: ForwardingCase, file: "UploadedFile[Any]", item_number: int | None, at: datetime
) -> int:
    """Keep a photo or PDF as the next voucher and return its number.

    Photos are drawn anew, smaller where they are large; place and device stay behind. Raises
    `UploadRefused`, `ForwardingRefused`.
    """
    proof = open_proof(case, at=at)
    numbers = [each.number for each in proof.vouchers.all()]
    if len(numbers) >= MOST_VOUCHERS:
        raise ForwardingRefused(f"Mehr als {MOST_VOUCHERS} Belege sind nicht möglich.")
    number = max([*numbers, int(proof.field_versions.get("last_voucher", 0))]) + 1
    data = receipt(file.read())
    small = InMemoryUploadedFile(BytesIO(data), None, file.name, None, len(data), None)
    document = store_upload(
        file=small, owner=case.centre.organisation, title=f"Beleg {number} zu {case.number}",
        by=None, at=at,
    )  # fmt: skip
    item = next((row for row in promised_items(proof) if row.number == item_number), None)
    ForwardingVoucher.objects.create(proof=proof, number=number, item=item, document=document)
    proof.field_versions["last_voucher"] = number  # a number is never given twice
    count_up(proof, [f"vouchers-{number}"], at=at)
    record("forwarding.proof.add_voucher", about=proof, by=None, at=at, detail={"n": number})
    return number


@transaction.atomic
def remove_voucher(*, case: ForwardingCase, number: int, at: datetime) -> None:
    """Take a voucher out again, as long as the proof was never handed in (F23)."""
    proof = open_proof(case, at=at)
    if proof.submitted_on is not None:
        raise ForwardingRefused(
            "Belege, die eingereicht sind, bleiben aufbewahrt. Laden Sie den richtigen Beleg "
            "zusätzlich hoch und schreiben Sie dazu, welcher gilt."
        )
    gone, _ = ForwardingVoucher.objects.filter(proof=proof, number=number).delete()
    if not gone:
        return
    mine = f"vouchers-{number}-"
    kept = proof.kept_input
    proof.kept_input = {each: text for each, text in kept.items() if not each.startswith(mine)}
    count_up(proof, [f"vouchers-{number}"], at=at)
    record("forwarding.proof.remove_voucher", about=proof, by=None, at=at, detail={"n": number})

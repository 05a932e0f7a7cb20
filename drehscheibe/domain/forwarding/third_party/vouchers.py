"""Vouchers of a third party, mostly photos from a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.db import transaction

from drehscheibe.domain.forwarding.models import ForwardingCase, ForwardingProof, ForwardingVoucher
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party.proof_fields import promised_items
from drehscheibe.domain.forwarding.third_party.proving import count_up, open_proof
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.documents.file_names import cleaned_name
from drehscheibe.kernel.documents.receipts import receipt
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.language.days import german_day

MOST_VOUCHERS = 60
MOST_AT_ONCE = 12
"""Files in one go; each is drawn anew, which takes a moment."""


@dataclass
class Added:
    """What became of the files of one go: numbers of the new vouchers, refusals by file."""

    numbers: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def add_vouchers(
    *, case: ForwardingCase, files: "Sequence[UploadedFile[Any]]", item_number: int | None,
    at: datetime,
) -> Added:  # fmt: skip
    """Keep each file as a voucher; one that cannot be kept hinders no other.

    Raises `ForwardingRefused` when nothing can be kept now.
    """
    if len(files) > MOST_AT_ONCE:
        raise ForwardingRefused(
            f"Sie haben {len(files)} Dateien gewählt. Auf einmal gehen höchstens {MOST_AT_ONCE}; "
            "laden Sie die übrigen danach hoch."
        )
    added = Added()
    for file in files:
        try:
            number = add_voucher(case=case, file=file, item_number=item_number, at=at)
        except UploadRefused as refusal:
            name = cleaned_name(file.name or "") or "Datei"
            added.refused.append(f"{name}: {refusal}" if len(files) > 1 else str(refusal))
        else:
            added.numbers.append(number)
    return added


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
    limit = settings.DREHSCHEIBE_UPLOAD_LIMIT
    if file.size is None or file.size > limit:
        raise UploadRefused(f"Die Datei ist zu groß. Erlaubt sind {limit // 1024**2} MB.")
    if file.size == 0:
        raise UploadRefused("Die Datei ist leer. Bitte fotografieren Sie noch einmal.")
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


def drop_voucher(voucher: ForwardingVoucher) -> None:
    """The row with its file; whether it may go is asked before, and by the database."""
    document = voucher.document
    voucher.delete()
    if document is not None:
        document.delete()  # the night sweeps the bytes away (documents.retention)


@transaction.atomic
def remove_voucher(*, case: ForwardingCase, number: int, at: datetime) -> None:
    """Take a voucher out again, as long as the proof was never handed in (F23)."""
    sent = ForwardingProof.objects.filter(case_id=case.pk, submitted_on__isnull=False).first()
    if sent is not None:
        kept = f" bis zum {german_day(sent.kept_until)}" if sent.kept_until else ""
        raise ForwardingRefused(
            f"Belege, die eingereicht sind, bleiben{kept} aufbewahrt und werden nicht gelöscht. "
            "Laden Sie den richtigen Beleg zusätzlich hoch und schreiben Sie dazu, welcher gilt. "
            "(F23)"
        )
    proof = open_proof(case, at=at)
    voucher = ForwardingVoucher.objects.filter(proof=proof, number=number).first()
    if voucher is None:
        return
    drop_voucher(voucher)
    mine = f"vouchers-{number}-"
    kept = proof.kept_input
    proof.kept_input = {each: text for each, text in kept.items() if not each.startswith(mine)}
    count_up(proof, [f"vouchers-{number}"], at=at)
    record("forwarding.proof.remove_voucher", about=proof, by=None, at=at, detail={"n": number})

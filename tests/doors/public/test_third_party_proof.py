"""The proof of use through the link: photos from a telephone, numbers per item, hand in."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from drehscheibe.domain.forwarding.models import ForwardingProof, ForwardingVoucher
from drehscheibe.kernel.documents.selectors import document_bytes
from tests.domain.forwarding.third_party import samples
from tests.doors.public.test_third_party import BASE, Phone, photo, said
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LINES = {"lines-1-measures": "2", "lines-1-months": "9", "lines-2-hours": "8", "lines-2-days": "2"}
DETAILS = {
    "dated_on": "01.06.2024", "paid_on": "03.06.2024", "amount": "80,00", "payee": "Copyshop",
    "purpose": "Einladungen",
}  # fmt: skip
STORY = {"text": "Jede Woche Sport mit 20 Menschen.", "participants": "20"}


@pytest.fixture
def phone() -> Phone:
    """Somebody whose 6,600 euro for B2 and D1 are paid."""
    now = timezone.now()
    case = samples.filled(samples.open_call(at=now), at=now)
    return Phone(samples.paid(case, at=now))


def upload(phone: Phone, file: SimpleUploadedFile, item: str = "2") -> object:
    version = ForwardingProof.objects.filter(case=phone.case).values_list("version").first()
    form = {
        "photo": file,
        "photo_item": item,
        "upload": "1",
        "version": version[0] if version else 1,
    }
    return phone.post("nachweis/belege/", form)


def send(phone: Phone, page: str, form: dict[str, str]) -> object:
    proof = ForwardingProof.objects.filter(case=phone.case).first()
    return phone.post(page, {"version": str(proof.version if proof else 1), **form})


def tell(phone: Phone, number: int, **changed: str) -> object:
    """The details of a voucher."""
    details = {f"vouchers-{number}-{name}": text for name, text in (DETAILS | changed).items()}
    return send(phone, "nachweis/belege/", details)


def test_numbers_of_the_application_stand_there_and_claims_follow(phone: Phone) -> None:
    """Nine of ten months: 2 × 250 × 9; what was promised is never exceeded."""
    page = phone.get("nachweis/")
    assert_sound(page)
    assert 'value="10"' in said(page), "the months of the application"
    answer = phone.post("nachweis/", STORY | LINES, **{"hx-request": "true"})
    assert "4.500,00 €" in said(answer)
    proof = ForwardingProof.objects.get(case=phone.case)
    assert [line.claimed for line in proof.lines.all()] == [Decimal(4500), Decimal(1600)]
    send(phone, "nachweis/", {"lines-1-months": "12"})
    assert proof.lines.first().claimed == Decimal(5000)  # type: ignore[union-attr]


def test_unreadable_numbers_are_kept_beside_their_error(phone: Phone) -> None:
    answer = send(phone, "nachweis/", STORY | {**LINES, "lines-1-months": "neun"})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert 'value="neun"' in said(answer)
    proof = ForwardingProof.objects.get(case=phone.case)
    assert proof.kept_input == {"lines-1-months": "neun"}
    assert proof.lines.get(item__number=1).claimed is None


def test_a_photo_is_drawn_anew_and_a_second_device_is_noticed(phone: Phone) -> None:
    assert upload(phone, photo()).status_code == 302  # type: ignore[attr-defined]
    voucher = ForwardingVoucher.objects.get()
    assert (voucher.number, voucher.item.number) == (1, 2)  # type: ignore[union-attr]
    assert voucher.document
    assert b"Exif" not in document_bytes(voucher.document)
    page = phone.get("nachweis/belege/")
    assert_sound(page)
    old = ForwardingProof.objects.get().version
    send(phone, "nachweis/belege/", {"vouchers-1-amount": "80,00", "vouchers-1-payee": "Copy"})
    late = phone.post("nachweis/belege/", {"version": str(old), "vouchers-1-amount": "90,00"})
    assert late.status_code == 409
    assert "80,00" in said(late)
    assert "90,00" in said(late)
    voucher.refresh_from_db()
    assert voucher.amount == Decimal(80)
    answer = phone.get(f"dokument/{voucher.document_id}/")
    assert answer.content.startswith(b"\xff\xd8\xff")


def test_a_photo_of_50_megapixels_is_made_smaller(phone: Phone) -> None:
    """Bad input of the issue: a photo voucher of 50 MP."""
    assert upload(phone, photo(8160, 6120)).status_code == 302  # type: ignore[attr-defined]
    voucher = ForwardingVoucher.objects.get()
    assert voucher.document
    with Image.open(BytesIO(document_bytes(voucher.document))) as kept:
        assert max(kept.size) <= 4000
        assert kept.size[0] * 3 == pytest.approx(kept.size[1] * 4, rel=0.01)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG-Bilder"),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "Format HEIC"),
        ("a.jpg", b"\xff\xd8\xff" + b"nothing", "beschädigt"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 40, "JPEG oder PNG"),
        ("a.html", b"<html><script>alert(1)</script>", "JPEG oder PNG"),
        ("leer.jpg", b" ", "JPEG oder PNG"),
    ],
)
def test_files_that_are_no_receipt_are_refused_in_german(
    phone: Phone, name: str, data: bytes, message: str
) -> None:
    answer = upload(phone, SimpleUploadedFile(name, data, "image/jpeg"))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert message in said(answer)
    assert not ForwardingVoucher.objects.exists()


def test_two_gigabytes_are_refused_before_they_are_read(phone: Phone) -> None:
    """413 by the announced length."""
    answer = Client().post(
        f"{BASE}/{phone.secret}/nachweis/belege/", data=b"x", CONTENT_LENGTH=str(2 * 1024**3),
        content_type="multipart/form-data; boundary=x",
    )  # fmt: skip
    assert answer.status_code == 413


def test_handing_in_needs_text_numbers_and_the_confirmation(phone: Phone) -> None:
    refused = send(phone, "nachweis/einreichen/", {})
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "Beschreiben Sie, was geschehen ist" in said(refused)
    send(phone, "nachweis/", STORY)
    refused = send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    assert "Zu Punkt 1 fehlt noch" in said(refused)
    send(phone, "nachweis/", LINES)
    assert send(phone, "nachweis/einreichen/", {"confirmed": "1"}).status_code == 302  # type: ignore[attr-defined]
    phone.case.refresh_from_db()
    assert phone.case.status == "proof_submitted"
    proof = ForwardingProof.objects.get()
    assert proof.submitted_on
    assert proof.kept_until == date(
        proof.submitted_on.year + 5, proof.submitted_on.month, proof.submitted_on.day
    )
    again = send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    assert again.status_code == 422  # type: ignore[attr-defined]


def test_k08_a_translation_needs_its_invoice() -> None:
    now = timezone.now()
    call = samples.open_call(at=now)
    phone = Phone(samples.begun(call, at=now))
    phone.post("foerdergegenstaende/", {"code": "C3"})
    typed = samples.typed(1, {"medium": "Wegweiser", "pages": "12"})
    phone.post(
        "schreiben/",
        samples.CLUB | typed | {"has_declarations": "1", "declarations": list(samples.DECLARED)},
    )
    phone.case.refresh_from_db()
    samples.paid(phone.case, at=now)
    send(phone, "nachweis/", STORY | {"lines-1-pages": "12"})
    refused = send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    assert "Rechnung" in said(refused)
    upload(phone, photo(), item="1")
    tell(phone, 1)
    assert send(phone, "nachweis/einreichen/", {"confirmed": "1"}).status_code == 302  # type: ignore[attr-defined]


def test_f23_vouchers_go_before_handing_in_and_stay_afterwards(phone: Phone) -> None:
    upload(phone, photo())
    assert send(phone, "nachweis/belege/", {"remove": "1"}).status_code == 302  # type: ignore[attr-defined]
    assert not ForwardingVoucher.objects.exists()
    upload(phone, photo())
    assert ForwardingVoucher.objects.get().number == 2, "a number is never given twice"
    tell(phone, 2)
    send(phone, "nachweis/", STORY | LINES)
    send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    refused = send(phone, "nachweis/belege/", {"remove": "2"})
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "werden nicht gelöscht" in said(refused)
    assert "(F23)" in said(refused)
    with pytest.raises(DatabaseError), transaction.atomic():
        ForwardingVoucher.objects.all().delete()


def test_nothing_is_proved_before_it_is_paid() -> None:
    now = timezone.now()
    phone = Phone(samples.filled(samples.open_call(at=now), at=now))
    assert phone.get("nachweis/").status_code == 302
    refused = send(phone, "nachweis/", STORY)
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert not ForwardingProof.objects.exists()

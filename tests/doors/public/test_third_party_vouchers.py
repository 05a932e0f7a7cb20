"""Vouchers as telephones send them, what each must tell, and the proof as PDF for both sides."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from PIL import Image

from drehscheibe.domain.forwarding.models import ForwardingProof, ForwardingVoucher
from drehscheibe.kernel.documents.selectors import document_bytes, versions
from tests import factories
from tests.domain.forwarding.third_party import samples
from tests.doors.public.test_third_party import Phone, photo, said
from tests.doors.public.test_third_party_proof import LINES, STORY, send, tell
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
ROTATED, GPS = 0x0112, 0x8825


@pytest.fixture
def phone() -> Phone:
    """Somebody whose 6,600 euro for B2 and D1 are paid."""
    now = timezone.now()
    case = samples.filled(samples.open_call(at=now), at=now)
    return Phone(samples.paid(case, at=now))


def rotated() -> bytes:
    """A photo held upright: 300 × 200 pixels, turned by its note, with the place it was taken."""
    exif = Image.Exif()
    exif[ROTATED] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 57.0, 0.0), 3: "E", 4: (7.0, 37.0, 0.0)})
    out = BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "JPEG", exif=exif)
    assert b"Exif" in out.getvalue()
    return out.getvalue()


def book(change: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    """A page, perhaps with something in it."""
    with pikepdf.new() as pdf, BytesIO() as out:
        pdf.add_blank_page()
        if change:
            change(pdf)
        pdf.save(out)
        return out.getvalue()


def scripted(pdf: pikepdf.Pdf) -> None:
    """Runs when it is opened."""
    pdf.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x')")
    )


def files(*parts: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    """What a file input with several files sends."""
    return [SimpleUploadedFile(name, data, "application/octet-stream") for name, data in parts]


def upload(phone: Phone, *parts: tuple[str, bytes], **more: str) -> object:
    proof = ForwardingProof.objects.filter(case=phone.case).first()
    form = {"photo": files(*parts), "photo_item": "2", "upload": "1"} | more
    return phone.post("nachweis/belege/", {"version": str(proof.version if proof else 1)} | form)


def test_a_rotated_photo_stands_upright_and_tells_no_place(phone: Phone) -> None:
    assert upload(phone, ("IMG_1.jpg", rotated())).status_code == 302  # type: ignore[attr-defined]
    voucher = ForwardingVoucher.objects.get()
    assert voucher.document
    kept = document_bytes(voucher.document)
    assert b"Exif" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (200, 300)
        assert not dict(picture.getexif())


def test_the_content_counts_and_not_the_ending(phone: Phone) -> None:
    picture = photo().read()
    assert upload(phone, ("quittung.txt", picture)).status_code == 302  # type: ignore[attr-defined]
    assert upload(phone, ("foto.jpg", book())).status_code == 302  # type: ignore[attr-defined]
    kinds = [each.document and each.document.type_text for each in ForwardingVoucher.objects.all()]
    assert kinds == ["JPG", "PDF"]


def test_one_bad_file_hinders_no_other_and_nothing_typed_is_lost(phone: Phone) -> None:
    upload(phone, ("erste.jpg", photo().read()))
    answer = upload(
        phone, ("gut.jpg", photo().read()), ("leer.jpg", b""), ("skript.pdf", book(scripted)),
        ("iphone.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40), ("notiz.txt", b"80 Euro"),
        **{"vouchers-1-payee": "Copyshop", "vouchers-1-amount": "achtzig"},
    )  # fmt: skip
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = said(answer)
    for words in (
        "leer.jpg: Die Datei ist leer", "skript.pdf: Das PDF enthält Programme",
        "iphone.heic: Dieses Foto hat das Format HEIC", "notiz.txt: Diese Art von Datei",
    ):  # fmt: skip
        assert words in page
    assert 'value="Copyshop"' in page
    assert 'value="achtzig"' in page
    assert '<option value="2" selected>' in page
    assert_sound(answer)
    assert list(ForwardingVoucher.objects.values_list("number", flat=True)) == [1, 2]


def test_twelve_at_once_are_kept_and_thirteen_are_refused_whole(phone: Phone) -> None:
    many = [(f"IMG_{n}.jpg", photo().read()) for n in range(13)]
    answer = upload(phone, *many)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Auf einmal gehen höchstens 12" in said(answer)
    assert not ForwardingVoucher.objects.exists()
    assert upload(phone, *many[:12]).status_code == 302  # type: ignore[attr-defined]
    assert ForwardingVoucher.objects.count() == 12
    assert_sound(phone.get("nachweis/belege/"))


def test_a_draft_may_be_incomplete_and_handing_in_asks_at_the_field(phone: Phone) -> None:
    upload(phone, ("IMG_1.jpg", photo().read()))
    send(phone, "nachweis/", STORY | LINES)
    answer = send(phone, "nachweis/belege/", {"vouchers-1-payee": "Copyshop", "finish": "1"})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = said(answer)
    assert_sound(answer)
    for name, words in (
        ("dated_on", "Welches Datum steht auf dem Beleg?"), ("paid_on", "Wann haben Sie bezahlt?"),
        ("amount", "Wie hoch ist der Betrag?"), ("purpose", "Wofür war das?"),
    ):  # fmt: skip
        assert f'href="#vouchers-1-{name}"' in page
        error = f'id="error-vouchers-1-{name}"><bdi lang="de">Beleg 1: {words}'
        assert error in page
    assert 'id="error-vouchers-1-payee"><bdi lang="de"></bdi>' in page
    refused = send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "Es fehlt noch etwas (4): Beleg 1: Welches Datum" in said(refused)
    assert "nachweis/belege/?fehlt=1#vouchers-1-dated_on" in said(refused)
    later = tell(phone, 1, paid_on="31.12.2099")
    assert later.status_code == 302  # type: ignore[attr-defined]
    refused = send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    assert "Dieser Tag liegt in der Zukunft" in said(refused)
    tell(phone, 1)
    assert send(phone, "nachweis/einreichen/", {"confirmed": "1"}).status_code == 302  # type: ignore[attr-defined]


def test_the_proof_is_frozen_as_accessible_pdf_for_both_sides(phone: Phone) -> None:
    upload(phone, ("IMG_1.jpg", photo().read()))
    tell(phone, 1)
    send(phone, "nachweis/", STORY | LINES)
    send(phone, "nachweis/einreichen/", {"confirmed": "1"})
    document = versions(f"{phone.case.letter_series}:proof").get()
    assert document.frozen
    assert ForwardingProof.objects.get().document == document
    with pikepdf.open(BytesIO(document_bytes(document))) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["pdfaid:part"] == "2"
        assert pdf.Root.MarkInfo.Marked
    assert "Verwendungsnachweis" in said(phone.get(""))
    mine = phone.get(f"dokument/{document.pk}/")
    head = factories.client_of(samples.of_centre(phone.case, "head"))
    base = f"/mitarbeit/weiterleitung/antraege/{phone.case.number}/"
    assert "Nachweis als PDF, Fassung 1" in head.get(base).content.decode()
    theirs = head.get(f"{base}dokumente/{document.pk}/")
    assert mine.content == theirs.content == document_bytes(document)
    with pytest.raises(DatabaseError, match="handed in"), transaction.atomic():
        ForwardingProof.objects.update(text="Anders.")


def test_a_proof_without_a_day_to_come() -> None:
    """The frozen PDF names the day until which vouchers stay."""
    from drehscheibe.domain.forwarding.third_party.proof_letter import proof_letter

    now = datetime(2025, 3, 28, 10, tzinfo=UTC)
    case = samples.paid(samples.filled(samples.open_call(at=now), at=now), at=now)
    proof = ForwardingProof.objects.create(
        case=case, text="Sport.", created_at=now, changed_at=now, kept_until=date(2030, 3, 28)
    )
    letter = proof_letter(proof, at=now)
    said_of_keeping = "".join(str(run) for run in letter.content["keeping"].runs)
    assert said_of_keeping == "Die Belege bleiben bis zum 28.03.2030 aufbewahrt."
    assert letter.content["spent"].startswith("0,00")

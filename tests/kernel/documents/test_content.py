"""Files are what they contain (attacks 25, 26, 29, 32)."""

import io
import struct
import zlib

import pytest
from PIL import Image

from drehscheibe.kernel.documents.content import examined
from drehscheibe.kernel.documents.file_names import DOCX, JPEG, ODT, PDF, PNG, XLSX
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.xlsx_out import write_xlsx
from tests.kernel.documents import samples


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (samples.PDF, PDF),
        (samples.picture("PNG"), PNG),
        (samples.picture("PNG", mode="P"), PNG),
        (samples.picture("PNG", mode="RGBA"), PNG),
        (samples.picture("JPEG"), JPEG),
        (samples.picture("JPEG", mode="CMYK"), JPEG),
        (samples.docx(), DOCX),
        (samples.odt(), ODT),
        (write_xlsx([Column("a", "A")], [], title="T"), XLSX),
    ],
)
def test_allowed_files_are_known_by_content(data: bytes, content_type: str) -> None:
    assert examined(data).content_type == content_type


@pytest.mark.parametrize(
    "svg",
    [
        samples.SVG,
        b"<?xml version='1.0'?>\n<!DOCTYPE svg>\n" + samples.SVG,
        b"\xef\xbb\xbf  <svg><foreignObject><body onload='x'/></foreignObject></svg>",
        b'<svg><image href="http://x.example/a.png"/><use href="#a"/></svg>',
    ],
)
def test_attack_25_svg_is_refused_with_a_remedy(svg: bytes) -> None:
    with pytest.raises(UploadRefused, match="SVG-Bilder können Programme enthalten"):
        examined(svg)


ATTACKS = {
    "HTML called PDF": (b"<!doctype html><script>alert(1)</script>", "Webseite"),
    "PDF cut short": (samples.PDF[:60], "kein vollständiges PDF"),
    "PDF behind other data": (b"GIF89a" + samples.PDF, "nicht angenommen"),
    "HTML behind PDF": (samples.PDF + b"<html><script>", "fremde Daten"),
    "ZIP behind PDF": (samples.PDF + samples.docx(), "fremde Daten"),
    "ZIP and a second end": (samples.PDF + samples.docx() + b"\n%%EOF\n", "fremde Daten"),
    "HTML inside the PDF head": (samples.PDF.replace(b"%\xe2", b"%<script>", 1), "Webseite"),
    "encrypted PDF": (samples.PDF.replace(b"<</Root", b"<</Encrypt 5 0 R/Root"), "verschlüsselt"),
    "PDF with script": (samples.PDF.replace(b"<</Type", b"<</JS (x)/Type"), "Programme"),
    "PDF that starts programs": (samples.PDF.replace(b"/Catalog", b"/Launch "), "Programme"),
    "EICAR": (samples.EICAR, "Schadsoftware"),
    "EICAR in Word": (samples.docx(word__x=samples.EICAR), "Schadsoftware"),
    "EICAR in PDF": (samples.PDF.replace(b"endobj", samples.EICAR), "Schadsoftware"),
    "encrypted ZIP": (samples.encrypted_zip(), "verschlüsselt"),
    "encrypted Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "Kennwort"),
    "macros": (samples.docx(word__vbaProject=b"x"), "Makros"),
    "plain ZIP": (samples.container({"a.txt": "x"}), "ZIP-Archive"),
    "OpenDocument table": (
        samples.container({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                           "META-INF/manifest.xml": "x"}), r"nur Texte \(.odt\)"),
    "HTML behind Word": (samples.docx() + b"<html>", "fremde Daten"),
    "program": (b"MZ\x90\x00" + b"\x00" * 100, "nicht angenommen"),
    "nothing": (b"", "leer"),
    "text": (b"Hallo", "Erlaubt sind PDF"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), ATTACKS.values(), ids=ATTACKS)
def test_attack_26_wrong_and_hidden_types_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UploadRefused, match=message):
        examined(data)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_attack_26_a_polyglot_picture_loses_its_second_half(form: str) -> None:
    clean = examined(samples.picture(form) + b"<script>alert(1)</script>" + samples.docx()).data
    assert b"<script" not in clean
    assert b"PK\x03\x04" not in clean


def test_pictures_lose_place_and_device_and_stand_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90 degrees
    exif[0x010F] = "Kamera 4711"
    clean = examined(samples.picture("JPEG", size=(8, 6), exif=exif)).data
    with Image.open(io.BytesIO(clean)) as picture:
        assert picture.size == (6, 8)
        assert not picture.getexif()
    assert b"Kamera" not in clean


def test_a_picture_keeps_its_look() -> None:
    original = Image.effect_noise((30, 20), 90).convert("RGB")
    out = io.BytesIO()
    original.save(out, "PNG")
    with Image.open(io.BytesIO(examined(out.getvalue()).data)) as picture:
        assert picture.tobytes() == original.tobytes()


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and brings next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    out = b"\x89PNG\r\n\x1a\n"
    for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        out += struct.pack(">I", len(body)) + name + body
        out += struct.pack(">I", zlib.crc32(name + body))
    return out


@pytest.mark.parametrize("size", [(50_000, 50_000), (30_000, 10), (8_000, 8_000)])
def test_attack_32_a_huge_picture_is_refused_by_its_header(size: tuple[int, int]) -> None:
    with pytest.raises(UploadRefused, match=r"zu groß"):
        examined(png_head(*size))


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(UploadRefused, match="beschädigt"):
        examined(samples.picture("PNG", size=(400, 400))[:100])
    with pytest.raises(UploadRefused, match="beschädigt"):
        examined(png_head(20, 20))


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "a\\b"])
def test_attack_29_containers_with_foreign_paths_are_refused(name: str) -> None:
    with pytest.raises(UploadRefused, match="Pfade"):
        examined(
            samples.container({"[Content_Types].xml": "x", "word/document.xml": "x", name: "x"})
        )

"""Files to try: honest ones and attacks, all made here."""

import io
import zipfile

from PIL import Image

PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ODT_MARK = "application/vnd.oasis.opendocument.text"


def picture(
    form: str = "PNG", size: tuple[int, int] = (8, 6), mode: str = "RGB", **extra: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode == "P" else None).save(out, form, **extra)
    return out.getvalue()


def container(members: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as book:
        for name, body in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else None
            book.writestr(name, body, compress_type=kind)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    parts: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}
    return container({**parts, **{name.replace("__", "/"): body for name, body in more.items()}})


def odt() -> bytes:
    return container({"mimetype": ODT_MARK, "META-INF/manifest.xml": "<x/>", "content.xml": "<x/>"})


def encrypted_zip() -> bytes:
    """A container whose one member carries the encryption mark."""
    data = bytearray(docx())
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    return bytes(data)

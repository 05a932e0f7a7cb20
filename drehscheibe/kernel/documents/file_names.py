"""File names: shown safely when they come in, made by us when they go out."""

import re
import unicodedata
from pathlib import PurePosixPath

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
XML = "application/xml"
ENDINGS = {
    PDF: "pdf", PNG: "png", JPEG: "jpg", DOCX: "docx", XLSX: "xlsx", ODT: "odt", XML: "xml",
}  # fmt: skip
LONGEST = 100
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


def cleaned_name(name: str) -> str:
    """The name a file came with, fit to be shown: no path, no controls, no direction tricks.

    >>> cleaned_name("../../etc/pass\\x00wd"), cleaned_name("CON.pdf")
    ('passwd', '_CON.pdf')
    >>> cleaned_name("gpj.\\u202efdp.exe")
    'gpj.fdp.exe'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if _is_visible(c))
    plain = " ".join(UNSAFE.sub("_", visible).split()).strip(". ")
    if RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return _shortened(plain) or "Datei"


def _is_visible(character: str) -> bool:
    """Letters, marks, numbers, signs; joiners stay, they make emoji and Arabic what they are."""
    return unicodedata.category(character)[0] != "C" or character in "\u200c\u200d"


def _shortened(name: str) -> str:
    """At most `LONGEST` characters; the ending stays, a mark never loses its letter."""
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = name, "", ""
    kept = stem[: LONGEST - len(dot + ending) - 1]
    while kept and unicodedata.combining(stem[len(kept)]):
        kept = kept[:-1]
    return f"{kept}…{dot}{ending}"


def file_name(title: str, *, version: int, content_type: str) -> str:
    """A name for the download that every system can store.

    >>> file_name("Beschluss des Kreistags", version=2, content_type=PDF)
    'beschluss-des-kreistags-v2.pdf'
    """
    plain = unicodedata.normalize("NFKD", title.translate(UMLAUTS)).encode("ascii", "ignore")
    stem = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")[:80].strip("-")
    return f"{stem or 'dokument'}-v{version}.{ENDINGS.get(content_type, 'bin')}"

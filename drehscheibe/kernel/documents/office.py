"""Office files: looked into as containers, never opened."""

from collections.abc import Iterable
from zipfile import ZIP_STORED

from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.tables.archives import Archive, ArchiveRefused

MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ODT_MARK = b"application/vnd.oasis.opendocument.text"
ACTIVE = ("vbaproject", "activex", "basic/", "scripts/")


def office_type(data: bytes, malware: bytes) -> str:
    """`docx`, `xlsx` or `odt`; raises `UploadRefused` for any other or a dangerous container."""
    try:
        archive = Archive(data)
        _check_members(archive, malware)
        return _type(archive)
    except ArchiveRefused as refusal:
        raise UploadRefused(str(refusal)) from refusal


def _check_members(archive: Archive, malware: bytes) -> None:
    """Every member is unpacked once: sizes must be true, the known test file is not inside."""
    if any(part in name.lower() for name in archive.names for part in ACTIVE):
        raise UploadRefused("Die Datei enthält Makros. Bitte ohne Makros oder als PDF speichern.")
    for entry in archive.entries:
        if _holds(archive.unpack(entry), malware):
            raise UploadRefused("Die Datei enthält Schadsoftware und wurde nicht gespeichert.")


def _holds(pieces: Iterable[bytes], malware: bytes) -> bool:
    kept, found = b"", False
    for piece in pieces:
        found = found or malware in kept + piece
        kept = piece[-len(malware) :]
    return found


def _type(archive: Archive) -> str:
    if "[Content_Types].xml" in archive.names:
        for part, name in MAIN_PARTS.items():
            if part in archive.names:
                return name
    first = archive.entries[0] if archive.entries else None
    if first and first.filename == "mimetype" and first.compress_type == ZIP_STORED:
        if b"".join(archive.unpack(first)) == ODT_MARK:
            return "odt"
        if "META-INF/manifest.xml" in archive.names:
            raise UploadRefused("Von OpenDocument werden nur Texte (.odt) angenommen.")
    raise UploadRefused("ZIP-Archive werden nicht angenommen. Bitte die Dateien einzeln hochladen.")

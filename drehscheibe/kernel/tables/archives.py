"""Looking into a ZIP container (Office files) before anything else opens it.

Sizes in a ZIP's directory are claims. Every member is unpacked once, piece by piece, and must be
exactly as large as claimed, so that a later reader cannot be surprised (ASVS V5.2.3, V5.3.3).
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

START = b"PK\x03\x04"
END = b"PK\x05\x06"
ENCRYPTED = 0x1
PIECE = 1 << 18
DIRECTORY_BYTES_PER_ENTRY = 512
MEGABYTE = 1024 * 1024


class ArchiveRefused(Exception):
    """The container is broken, dangerous or too large; the message is for the user."""


@dataclass(frozen=True)
class Limits:
    """How much a container may hold; `unpacked` in bytes, `ratio` as unpacked to packed."""

    entries: int = 2000
    unpacked: int = 200 * MEGABYTE
    ratio: int = 300


class Archive:
    """A container whose directory has been checked; `unpack` checks the members."""

    def __init__(self, content: bytes, limits: Limits | None = None) -> None:
        """Refuse by the directory alone, without unpacking anything."""
        self.content = content
        self.limits = limits or Limits()
        _check_end(content, self.limits)
        try:
            with ZipFile(BytesIO(content)) as container:
                self.entries = container.infolist()
        except (BadZipFile, ValueError, NotImplementedError, struct.error) as fault:
            raise ArchiveRefused("Die Datei ist beschädigt.") from fault
        self.names = [entry.filename for entry in self.entries]
        _check_entries(self.entries, self.limits)

    def unpack(self, entry: ZipInfo) -> Iterator[bytes]:
        """The member in pieces; refuses as soon as it is larger than its directory says."""
        size = 0
        for piece in _pieces(self.content, entry):
            size += len(piece)
            if size > entry.file_size:
                raise ArchiveRefused("Die Datei ist beschädigt: Größenangaben stimmen nicht.")
            yield piece
        if size != entry.file_size:
            raise ArchiveRefused("Die Datei ist beschädigt: Größenangaben stimmen nicht.")


def is_archive(content: bytes) -> bool:
    """Whether the bytes begin like a ZIP container."""
    return content.startswith(START)


def _check_end(content: bytes, limits: Limits) -> None:
    """The last record tells how many entries there are, before any is read."""
    place = content.rfind(END, max(0, len(content) - 65_557))
    if not is_archive(content) or place < 0 or len(content) < place + 22:
        raise ArchiveRefused("Die Datei ist beschädigt oder unvollständig.")
    count, directory_size, _, comment = struct.unpack("<HIIH", content[place + 10 : place + 22])
    if count > limits.entries or directory_size > limits.entries * DIRECTORY_BYTES_PER_ENTRY:
        raise ArchiveRefused("Die Datei enthält zu viele Bestandteile.")
    if len(content) != place + 22 + comment:
        raise ArchiveRefused("Hinter dem Ende der Datei stehen fremde Daten.")


def _check_entries(entries: list[ZipInfo], limits: Limits) -> None:
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise ArchiveRefused("Die Datei enthält doppelte Bestandteile.")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise ArchiveRefused("Die Datei ist ausgepackt zu groß.")
    for entry in entries:
        _check_entry(entry, limits)


def _check_entry(entry: ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise ArchiveRefused("Die Datei ist verschlüsselt. Bitte ohne Kennwort speichern.")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ArchiveRefused("Die Datei ist auf ungewöhnliche Weise gepackt.")
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
        raise ArchiveRefused("Die Datei enthält unzulässige Pfade.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveRefused("Die Datei enthält Verweise auf andere Dateien.")
    if entry.file_size > 10 * MEGABYTE and entry.file_size > limits.ratio * entry.compress_size:
        raise ArchiveRefused("Die Datei ist ausgepackt zu groß.")


def _pieces(content: bytes, entry: ZipInfo) -> Iterator[bytes]:
    """Unpack by hand: the standard library stops silently at the claimed size."""
    head = entry.header_offset
    if content[head : head + 4] != START or len(content) < head + 30:
        raise ArchiveRefused("Die Datei ist beschädigt.")
    name, extra = struct.unpack("<HH", content[head + 26 : head + 30])
    start = head + 30 + name + extra
    packed = content[start : start + entry.compress_size]
    if entry.compress_type == ZIP_STORED:
        yield packed
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not unpacker.eof:
            piece = unpacker.decompress(packed, PIECE)
            packed = unpacker.unconsumed_tail
            if not piece and not packed:
                break
            yield piece
    except zlib.error as fault:
        raise ArchiveRefused("Die Datei ist beschädigt.") from fault
    if not unpacker.eof:
        raise ArchiveRefused("Die Datei ist beschädigt oder unvollständig.")

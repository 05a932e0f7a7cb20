"""One ZIP file of many: the same bytes for the same content, written to disk when it grows."""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO

IN_MEMORY = 8 * 1024 * 1024
"""Bytes a package may have in memory; a larger one continues on disk."""
CHECKSUMS = "pruefsummen.sha256"
FIXED = (1980, 1, 1, 0, 0, 0)
"""A ZIP entry has a time; ours says nothing, so that equal content gives equal bytes."""
PLAIN_FILE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the package, read when its turn comes; only texts are worth compressing."""

    name: str
    read: Callable[[], bytes]
    sha256: str = ""
    is_text: bool = False


def text_entry(name: str, content: bytes) -> Entry:
    """A file that is written here."""
    return Entry(name, lambda: content, sha256(content).hexdigest(), is_text=True)


def archive(entries: Iterable[Entry]) -> IO[bytes]:
    """The ZIP with a list of checksums at its end, open at its beginning.

    One file at a time is in memory. Raises what `Entry.read` raises before anything was sent.
    """
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – the answer closes it
    with zipfile.ZipFile(target, "w") as book:
        known = sorted(entries, key=lambda entry: entry.name)
        for entry in known:
            _write(book, entry)
        sums = "".join(f"{entry.sha256}  {entry.name}\n" for entry in known)
        _write(book, text_entry(CHECKSUMS, sums.encode()))
    target.seek(0)
    return target


def _write(book: zipfile.ZipFile, entry: Entry) -> None:
    info = zipfile.ZipInfo(entry.name, FIXED)
    info.external_attr = PLAIN_FILE
    info.create_system = 3
    info.compress_type = zipfile.ZIP_DEFLATED if entry.is_text else zipfile.ZIP_STORED
    book.writestr(info, entry.read())

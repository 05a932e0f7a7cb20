"""Files that no document names any more: left over when a transaction was rolled back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.permissions.second_wall import acting_as_system

FOLDER = "documents"
YOUNG = timedelta(days=1)
"""The row of a younger file may still be on its way."""
FEW = 20
SHARE = 10
"""More than a few orphans and more than a tenth of all files: then the table is what is missing."""


class SweepRefused(Exception):
    """Too many files would go; a restored or wrong database is more likely than so many orphans."""


def sweep_orphans(*, at: datetime) -> int:
    """Delete files older than a day without a document; how many.

    Raises `SweepRefused`, with nothing deleted, when that would be suspiciously much.
    """
    files = list(_files())
    with acting_as_system():  # a row behind the second wall would make its file an orphan
        known = set(Document.objects.values_list("storage_key", flat=True))
    orphans = [
        key
        for key in files
        if key not in known and default_storage.get_modified_time(key) < at - YOUNG
    ]
    if len(orphans) > max(FEW, len(files) // SHARE):
        raise SweepRefused("too many files without a document")
    for key in orphans:
        default_storage.delete(key)
    return len(orphans)


def _files() -> Iterator[str]:
    """The keys of all stored files."""
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"

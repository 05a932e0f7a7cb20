"""Keeping documents: uploads after examination, letters frozen as they were sent."""

import uuid
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Max

from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.documents.content import Content, examined
from drehscheibe.kernel.documents.file_names import PDF, XML, cleaned_name
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

__all__ = ["Content", "UploadRefused", "freeze", "freeze_letter", "store_upload"]

BEGINNINGS = {PDF: b"%PDF-", XML: b"<?xml "}
"""What the platform writes and freezes, and how such a file begins."""

TITLE_LIMIT = 200


@transaction.atomic
def store_upload(
    *,
    file: "UploadedFile[Any]",
    owner: Organisation,
    title: str,
    by: Person | None,
    at: datetime,
    series: str = "",
) -> Document:
    """Keep an uploaded file, typed by its content, as the next version of `series`.

    Without `series` the file is a series of its own. Raises `UploadRefused` with a German message.
    """
    limit = settings.DREHSCHEIBE_UPLOAD_LIMIT
    if file.size is None or file.size > limit:
        raise UploadRefused(f"Die Datei ist zu groß. Erlaubt sind {limit // 1024**2} MB.")
    content = examined(file.read())
    document = Document(
        owner=owner,
        series=series,
        title=title[:TITLE_LIMIT],
        kind=Document.Kind.UPLOAD,
        original_name=cleaned_name(file.name or ""),
        created_by=by,
        created_at=at,
    )
    return _keep(document, content)


@transaction.atomic
def freeze_letter(
    *,
    content: bytes,
    series: str,
    title: str,
    owner: Organisation,
    by: Person | None,
    at: datetime,
) -> Document:
    """Hold on to a generated PDF as the next version of its series, for good."""
    return freeze(
        content=Content(content, PDF), series=series, title=title, owner=owner, by=by, at=at
    )


@transaction.atomic
def freeze(
    *,
    content: Content,
    series: str,
    title: str,
    owner: Organisation,
    by: Person | None,
    at: datetime,
) -> Document:
    """Hold on to a file the platform wrote (PDF, XML) as the next version of its series."""
    beginning = BEGINNINGS.get(content.content_type)
    if beginning is None or not content.data.startswith(beginning):
        raise ValueError("only PDF letters and XML files can be frozen")
    document = Document(
        owner=owner,
        series=series,
        title=title[:TITLE_LIMIT],
        kind=Document.Kind.LETTER,
        frozen=True,
        created_by=by,
        created_at=at,
    )
    return _keep(document, content)


def _keep(document: Document, content: Content) -> Document:
    """Bytes first, row second: a rollback leaves an unnamed file, never a row without file."""
    document.id = uuid.uuid4()
    document.series = document.series or f"documents.document:{document.id}"
    document.version = _next_version(document.series)
    document.content_type = content.content_type
    document.size = len(content.data)
    document.sha256 = sha256(content.data).hexdigest()
    document.storage_key = f"documents/{document.id.hex[:2]}/{document.id.hex}"
    stored = default_storage.save(document.storage_key, ContentFile(content.data))
    if stored != document.storage_key:
        raise FileExistsError(f"storage already holds {document.storage_key}")
    document.save(force_insert=True)
    record(
        f"documents.document.{document.kind}",
        about=document,
        by=document.created_by,
        at=document.created_at,
        detail={
            "series": document.series,
            "version": document.version,
            "sha256": document.sha256,
            "size": document.size,
            "type": document.content_type,
        },
    )
    return document


def _next_version(series: str) -> int:
    """One more than the highest; two at once wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7301))", [series])
    highest = Document.objects.filter(series=series).aggregate(highest=Max("version"))["highest"]
    return (highest or 0) + 1

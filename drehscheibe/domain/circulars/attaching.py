"""Files that go with a circular: put to its draft, read by whoever may read the letter."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import Circular, CircularAttachment, CircularIs
from drehscheibe.domain.circulars.receiving import circulars_for
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, locked_for

MOST = 10
"""So many files go with one circular."""
STANDS = "Was versandt ist, ändert sich nicht. Bitte ersetzen Sie das Rundschreiben."
PAGES = "drehscheibe.config.urls"


@transaction.atomic
def attach(
    *, circular: Circular, file: "UploadedFile[Any]", title: str, by: Person, at: datetime
) -> CircularAttachment:
    """Put a file to a draft; without a title it is called as the file is.

    Raises `CircularRefused` for one too many and the same file twice, `UploadRefused` for what the
    platform does not take (size, kind, damaged).
    """
    held = _draft(circular, by, at)
    there = held.attachments.select_related("document")
    if len(there) >= MOST:
        raise CircularRefused(f"Zu einem Rundschreiben gehören höchstens {MOST} Anlagen.", "file")
    document = store_upload(
        file=file, owner=held.sender, title=title.strip() or PurePath(file.name or "Anlage").stem,
        by=by, at=at,
    )  # fmt: skip
    if any(each.document.sha256 == document.sha256 for each in there):
        raise CircularRefused("Diese Datei liegt dem Rundschreiben schon bei.", "file")
    made = CircularAttachment.objects.create(circular=held, document=document)
    record("circulars.attachment.attach", about=made, by=by, at=at)
    return made


@transaction.atomic
def detach(*, attachment: CircularAttachment, by: Person, at: datetime) -> None:
    """Take it from the draft again; the file stays in the archive. Twice is once."""
    held = _draft(attachment.circular, by, at)
    row = held.attachments.filter(pk=attachment.pk).first()
    if row is not None:
        record("circulars.attachment.detach", about=row, by=by, at=at)
        row.delete()


def attachments_for(standing: Standing, circular: Circular) -> QuerySet[CircularAttachment]:
    """Those of a letter this person may know of, in their order."""
    rows = CircularAttachment.objects.filter(
        circular__in=circulars_for(standing).filter(pk=circular.pk).order_by().values("pk")
    )
    return rows.select_related("document").order_by("pk")


def mentioned(circular: Circular) -> str:
    """What a mail says of them: how many, and where; no file travels by mail."""
    count = circular.attachments.count()
    if not count:
        return ""
    page = reverse("staff:circulars:circular_detail", urlconf=PAGES, args=[circular.pk])
    files = "eine Anlage" if count == 1 else f"{count} Anlagen"
    verb = "Sie steht" if count == 1 else "Sie stehen"
    return f"Dazu gehört {files}. {verb} nur dort:\n{settings.DREHSCHEIBE_ORIGIN}{page}"


def _draft(circular: Circular, by: Person, at: datetime) -> Circular:
    held: Circular = locked_for(by, may.SEND, circular, on=day_of(at))
    if held.status != CircularIs.DRAFT:
        raise CircularRefused(STANDS)
    return held

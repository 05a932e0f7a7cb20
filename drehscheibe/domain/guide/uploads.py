"""A file on its way in: kept for a job to read, given to another to take over, or given up."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.incoming import LARGEST, merged
from drehscheibe.domain.guide.jobs import read_upload, take_upload
from drehscheibe.domain.guide.models import GuideUpload
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check

IS = GuideUpload.Standing
BEGUN_ALREADY = "Diese Datei wird gerade gelesen oder übernommen. Bitte warten Sie einen Moment."


@transaction.atomic
def keep_upload(
    *, centre: Centre, name: str, contents: list[bytes], by: Person, at: datetime
) -> GuideUpload:
    """Keep the files as one, for a job to read. Raises `GuideRefused` for none, or too much."""
    if not any(contents):
        raise GuideRefused("Bitte wählen Sie eine Datei.", "files")
    if sum(map(len, contents)) > LARGEST:
        raise GuideRefused(f"Zusammen höchstens {LARGEST // 1_000_000} MB.", "files")
    GuideUpload.objects.filter(centre=centre, made_by=by).delete()
    upload = GuideUpload.objects.create(
        centre=centre, made_by=by, name=name[-120:], made_at=at, content=merged(contents)
    )
    check(by, may.TAKE_IN, upload, on=day_of(at))
    record("guide.import.upload", about=centre, by=by, at=at)
    read_upload.defer(number=upload.pk)
    return upload


@transaction.atomic
def ask_to_take(*, upload: GuideUpload, by: Person, at: datetime) -> None:
    """What was read and is free of mistakes is taken over by a job."""
    held = GuideUpload.objects.select_for_update().get(pk=upload.pk)
    check(by, may.TAKE_IN, held, on=day_of(at))
    if held.standing != IS.READ:
        raise GuideRefused(BEGUN_ALREADY)
    if held.failed or held.plan.get("mistakes"):
        raise GuideRefused("In der Datei sind noch Fehler; übernommen wird alles oder nichts.")
    held.standing = IS.TAKING
    held.save(update_fields=["standing"])
    take_upload.defer(number=held.pk)


@transaction.atomic
def drop_upload(*, upload: GuideUpload, by: Person, at: datetime) -> None:
    """Give it up; a job that comes later finds nothing."""
    check(by, may.TAKE_IN, upload, on=day_of(at))
    GuideUpload.objects.filter(pk=upload.pk).delete()

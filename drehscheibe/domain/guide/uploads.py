"""A file on its way in: kept, read by a job, taken over by another, forgotten."""

from datetime import datetime, timedelta

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.incoming import LARGEST, merged
from drehscheibe.domain.guide.intake import take
from drehscheibe.domain.guide.models import GuideUpload
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check

IS = GuideUpload.Standing
KEPT = timedelta(days=30)
"""What nobody took over is forgotten."""
BEGUN_ALREADY = "Diese Datei wird gerade gelesen oder übernommen. Bitte warten Sie einen Moment."


@transaction.atomic
def keep_upload(
    *, centre: Centre, name: str, contents: list[bytes], by: Person, at: datetime
) -> GuideUpload:
    """Keep the files as one, for a job to read. Raises `GuideRefused` for none, or too much."""
    from drehscheibe.domain.guide.jobs import read_upload

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
    from drehscheibe.domain.guide.jobs import take_upload

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


@transaction.atomic
def work_on(number: int, standing: str, *, at: datetime) -> None:
    """Read it, or take it over; a second time, or of one that is gone, nothing."""
    rows = GuideUpload.objects.select_for_update(of=("self",)).select_related("centre", "made_by")
    upload = rows.filter(pk=number, standing=standing).first()
    if upload is None:
        return
    dry = standing == IS.READING
    try:
        with transaction.atomic():
            taken = take(upload=upload, by=upload.made_by, at=at, dry=dry)
    except GuideRefused as refused:
        upload.failed, upload.plan, upload.standing = str(refused)[:300], {}, IS.READ
    else:
        done = not dry and not taken.mistakes
        upload.plan, upload.failed = taken.told(), ""
        upload.standing = IS.DONE if done else IS.READ
        upload.content = b"" if done else upload.content
    upload.save()


def forget_uploads(*, at: datetime) -> int:
    """How many were forgotten."""
    return GuideUpload.objects.filter(made_at__lt=at - KEPT).delete()[0]

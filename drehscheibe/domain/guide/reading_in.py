"""What a job does with a file that was kept: read it, take it over, forget it."""

from datetime import datetime, timedelta

from django.db import transaction

from drehscheibe.domain.guide.intake import take
from drehscheibe.domain.guide.models import GuideUpload
from drehscheibe.domain.guide.refusals import GuideRefused

IS = GuideUpload.Standing
KEPT = timedelta(days=30)
"""What nobody took over is forgotten."""


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

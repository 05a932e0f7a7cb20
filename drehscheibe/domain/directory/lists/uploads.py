"""A list of actors on its way in: kept, tried, taken over here or given to a job, given up.

Taken over is in the request what is done before people wonder: 200 actors are half a second. More
of them – a thousand are two, ten on a machine that is busy – a job takes over (`by_job`), so that
no page hangs and nothing is lost when it is closed.
"""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.jobs import take_list_over
from drehscheibe.domain.directory.lists.columns import MEANINGS
from drehscheibe.domain.directory.lists.taking import mappings_of, take_list
from drehscheibe.domain.directory.models import ActorUpload
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.foreign import read_foreign
from drehscheibe.kernel.tables.lists import kept_columns, remembered
from drehscheibe.kernel.tables.matching import proposed
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.rows import Taken

IS = ActorUpload.Standing
AT_ONCE = 200
"""Actors that a request writes itself; more are given to a job (our choice)."""
BEGUN = "Ihre Liste wird gerade übernommen. Bitte warten Sie, bis sie fertig ist."


@transaction.atomic
def upload_list(
    *, centre: Centre, name: str, content: bytes, by: Person, at: datetime
) -> ActorUpload:
    """Keep a file with what its columns likely mean; raises `TableRefused` for a useless one, and
    while the one before is being taken over."""
    check(by, may.KEEP_ALL_OF, centre, on=day_of(at))
    sheet = read_foreign(content, MEANINGS.values())
    columns = proposed(sheet.headers, MEANINGS, remembered(mappings_of(centre), sheet))
    before = ActorUpload.objects.select_for_update().filter(centre=centre, made_by=by).first()
    if before is not None and before.standing == IS.TAKING:
        raise TableRefused(BEGUN)
    upload, _ = ActorUpload.objects.update_or_create(
        centre=centre, made_by=by,
        defaults={
            "name": name[-120:], "content": content, "made_at": at, "standing": IS.OPEN,
            "columns": kept_columns(columns, MEANINGS), "told": {},
        },
    )  # fmt: skip
    record("directory.list.upload", about=centre, by=by, at=at)
    return upload


@transaction.atomic
def choose_columns(
    *, upload: ActorUpload, columns: dict[int, str], by: Person, at: datetime
) -> bool:
    """Keep what somebody chose; unknown meanings fall away. False where it is too late for that."""
    check(by, may.KEEP_ALL_OF, upload.centre, on=day_of(at))
    kept = kept_columns(columns, MEANINGS)
    open_ones = ActorUpload.objects.filter(pk=upload.pk, standing=IS.OPEN)
    changed = open_ones.update(columns=kept, told={})
    upload.refresh_from_db(fields=["columns", "told", "standing"])
    return bool(changed)


@transaction.atomic
def ask_to_take(*, upload: ActorUpload, by: Person, at: datetime) -> Taken | None:
    """Take it over, or let a job do it where it is long and nothing is wrong with it.

    What came of it; None where it was given before, and a second time is once.
    """
    check(by, may.KEEP_ALL_OF, upload.centre, on=day_of(at))
    held = _held(upload, IS.OPEN)
    if held is None:
        return None
    taken = take_list(upload=held, by=by, at=at, dry=False, most=AT_ONCE)
    if (taken.new or taken.changed) and not (taken.done or taken.mistakes):
        held.standing = IS.TAKING
        held.save(update_fields=["standing"])
        take_list_over.defer(once=f"actors:{held.pk}", number=held.pk)
    return taken


@transaction.atomic
def take_back(*, upload: ActorUpload, by: Person, at: datetime) -> bool:
    """Take it back while it waits for its job; False where it is too late."""
    check(by, may.KEEP_ALL_OF, upload.centre, on=day_of(at))
    held = _held(upload, IS.TAKING)
    if held is None:
        return False
    held.standing = IS.OPEN
    held.save(update_fields=["standing"])
    return True


@transaction.atomic
def drop_upload(*, upload: ActorUpload, by: Person, at: datetime) -> None:
    """Give it up, unless it is being taken over."""
    check(by, may.KEEP_ALL_OF, upload.centre, on=day_of(at))
    ActorUpload.objects.filter(pk=upload.pk).exclude(standing=IS.TAKING).delete()


def _held(upload: ActorUpload, standing: str) -> ActorUpload | None:
    rows = ActorUpload.objects.select_for_update(of=("self",)).select_related("centre")
    return rows.filter(pk=upload.pk, standing=standing).first()

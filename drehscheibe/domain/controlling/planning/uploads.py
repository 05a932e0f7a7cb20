"""A planning on its way in: kept between the steps, its columns remembered for the next time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import GoalPeriod, PlanningMapping, PlanningUpload
from drehscheibe.domain.controlling.planning.columns import meanings, proposed
from drehscheibe.domain.controlling.planning.sheet import PlanningSheet, read_planning
from drehscheibe.domain.controlling.planning.taking import Planned, take_planning
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.lists import columns_of, header_words, kept_columns, remembered

KEPT = timedelta(days=30)
"""An upload nobody took over is forgotten."""


def waiting_upload(period: GoalPeriod, by: Person) -> PlanningUpload | None:
    """What this person uploaded for the period and has not taken over yet."""
    return PlanningUpload.objects.filter(period=period, made_by=by).first()


@transaction.atomic
def upload_planning(
    *, period: GoalPeriod, name: str, content: bytes, by: Person, at: datetime
) -> PlanningUpload:
    """Keep a file with what its columns likely mean; raises `TableRefused` for a useless one."""
    check(by, may.EDIT, period, on=day_of(at))
    sheet = read_planning(content)
    known = meanings(period.each_year)
    columns = proposed(sheet.headers, known, remembered(_mappings(period), sheet))
    defaults = {
        "centre_id": period.centre_id, "name": name[-120:], "content": content, "made_at": at,
        "columns": kept_columns(columns, known),
    }  # fmt: skip
    stored, _ = PlanningUpload.objects.update_or_create(
        period=period, made_by=by, defaults=defaults
    )
    record("controlling.planning.upload", about=period, by=by, at=at)
    return stored


def sheet_of(upload: PlanningUpload) -> PlanningSheet:
    """The uploaded table."""
    return read_planning(bytes(upload.content))


def _mappings(period: GoalPeriod) -> QuerySet[PlanningMapping]:
    return PlanningMapping.objects.filter(centre=period.centre_id)


def is_remembered(period: GoalPeriod, sheet: PlanningSheet) -> bool:
    """Whether this very header set was read before."""
    return _mappings(period).filter(fingerprint=sheet.fingerprint).exists()


@transaction.atomic
def choose_columns(
    *, upload: PlanningUpload, columns: dict[int, str], by: Person, at: datetime
) -> None:
    """Keep what somebody chose; unknown meanings fall away."""
    check(by, may.EDIT, upload.period, on=day_of(at))
    upload.columns = kept_columns(columns, meanings(upload.period.each_year))
    upload.save(update_fields=["columns"])


@transaction.atomic
def take_upload(*, upload: PlanningUpload, by: Person, at: datetime, dry: bool) -> Planned:
    """Try, or take over all of it; then the columns are remembered and the file is forgotten."""
    sheet, columns = sheet_of(upload), columns_of(upload)
    planned = take_planning(
        period=upload.period, sheet=sheet, columns=columns, by=by, at=at, dry=dry
    )
    if planned.done:
        _remember(upload.period, sheet, columns, by=by, at=at)
        upload.delete()
    return planned


@transaction.atomic
def drop_upload(*, upload: PlanningUpload, by: Person, at: datetime) -> None:
    """Give it up."""
    check(by, may.EDIT, upload.period, on=day_of(at))
    upload.delete()


def forget_uploads(*, at: datetime) -> int:
    """Delete what nobody took over in thirty days; how many."""
    return PlanningUpload.objects.filter(made_at__lt=at - KEPT).delete()[0]


def _remember(
    period: GoalPeriod, sheet: PlanningSheet, columns: dict[int, str], *, by: Person, at: datetime
) -> None:
    """By header word, a year's number left out of nothing: „Soll 2027“ means 2027 only."""
    words = header_words(sheet, columns)
    _mappings(period).update_or_create(
        centre_id=period.centre_id, fingerprint=sheet.fingerprint,
        defaults={"columns": words, "made_by": by, "made_at": at},
    )  # fmt: skip

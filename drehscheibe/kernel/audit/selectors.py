"""Reading and checking the record."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection, models
from django.db.models import QuerySet

from drehscheibe.kernel.audit.models import ChainCheck, Entry
from drehscheibe.kernel.calendar.moments import BERLIN


@dataclass(frozen=True)
class Narrowing:
    """What the record is narrowed to: the beginning of the act, its room, one day in Germany."""

    act: str = ""
    room: str = ""
    day: date | None = None


def history_of(about: models.Model) -> QuerySet[Entry]:
    """Everything recorded about one row, oldest first."""
    return Entry.objects.filter(
        about_model=about._meta.label_lower, about_id=str(about.pk)
    ).select_related("by")


def broken_links() -> list[int]:
    """Ids of entries whose hash or predecessor does not fit; empty means the chain is whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM audit_broken_links() AS id")
        return [row[0] for row in cursor.fetchall()]


def last_check() -> ChainCheck | None:
    """The latest look over the chain; None before the first night."""
    return ChainCheck.objects.order_by("-id").first()


def entries(wanted: Narrowing) -> QuerySet[Entry]:
    """The record, newest first; persons stay numbers."""
    rows = Entry.objects.order_by("-id")
    if wanted.act:
        rows = rows.filter(act__startswith=wanted.act)
    if wanted.room:
        rows = rows.filter(act__startswith=f"{wanted.room}.")
    if wanted.day:
        begins = datetime.combine(wanted.day, time(), BERLIN)
        ends = datetime.combine(wanted.day + timedelta(days=1), time(), BERLIN)
        rows = rows.filter(at__gte=begins, at__lt=ends)
    return rows

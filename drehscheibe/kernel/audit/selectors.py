"""Reading and checking the record."""

from django.db import connection, models
from django.db.models import QuerySet

from drehscheibe.kernel.audit.models import ChainCheck, Entry


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

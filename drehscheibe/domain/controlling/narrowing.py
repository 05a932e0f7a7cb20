"""What the lists of the room are narrowed to: year, state, words of the centre."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Filters:
    """Empty means all; each word must be in the centre's name or be its key."""

    year: int | None = None
    status: str = ""
    words: str = ""


ALL = Filters()


def narrowed(rows: QuerySet[Row], filters: Filters, *, in_year: Q) -> QuerySet[Row]:
    """Rows that have a centre and a status; `in_year` says what it means to be of the year."""
    if filters.year:
        rows = rows.filter(in_year)
    if filters.status:
        rows = rows.filter(status=filters.status)
    for word in filters.words.split():
        rows = rows.filter(Q(centre__area_name__icontains=word) | Q(centre__key=word))
    return rows

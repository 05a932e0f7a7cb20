"""How actors and their places are read for the public: rows, for models are slow by the hundred."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, Func, OuterRef, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from drehscheibe.domain.directory.models import OpeningBlock


class Row(NamedTuple):
    """An actor with its shown wording, as it is read; in the order of `COLUMNS`."""

    public_id: UUID
    at_risk: bool
    verified_at: datetime | None
    stale_after: int
    kind: str
    kind_key: str
    name: str
    description: str
    phone: str
    email: str
    website: str
    languages: list[str]
    cleared_at: datetime | None
    town: str | None


class PlaceRow(NamedTuple):
    """An address of a wording, as it is read; its columns are called the same."""

    kind: str
    street: str
    postcode: str
    town: str
    latitude: Any
    longitude: Any
    step_free: bool | None
    note: str
    valid_from: date | None
    valid_to: date | None
    week: list[str]


COLUMNS = (
    "actor__public_id", "actor__at_risk", "actor__verified_at", "actor__stale_after",
    "actor__kind__label", "actor__kind", "name", "description", "phone", "email", "website",
    "languages", "decided_at",
)  # fmt: skip
"""Of a wording, for `Row`; the town comes after them."""


def town_told(of: str = "") -> Case:
    """Of an actor at risk its town; of others none, for their places tell. `of`: the way to it."""
    kept = f"{of}__" if of else ""
    older = Func(F(f"{kept}pk"), function="directory_town")
    town = Coalesce(F(f"{kept}municipality__name"), older, output_field=TextField())
    return Case(When(**{f"{kept}at_risk": True}, then=town), output_field=TextField())


WEEK = ArraySubquery(
    OpeningBlock.objects.filter(place=OuterRef("pk"))
    .order_by("weekday", "block")
    .values(
        told=Concat(
            "weekday", Value(" "), "opens", Value(" "), "closes", Value(" "),
            Cast("by_appointment", CharField()), output_field=TextField(),
        )
    )
)  # fmt: skip
"""Opening hours of a place as plain words: a region has thousands, no page needs them as rows."""

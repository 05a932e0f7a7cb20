"""Writing the record."""

from datetime import datetime
from typing import Any

from django.db import models

from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.people.models import Person


def record(
    act: str,
    *,
    about: models.Model | None,
    by: Person | None,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Note an act in the transaction of the change itself (`room.model.verb`).

    `by=None` is the platform itself (a job, an import). `detail` holds codes and numbers, never
    free text about persons.
    """
    return Entry.objects.create(
        act=act,
        about_model=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        by=by,
        at=at,
        detail=detail or {},
    )

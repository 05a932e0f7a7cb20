"""What events are about: the fields of action (Handlungsfelder) one finds them by."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.qualification.models import Event
from drehscheibe.domain.qualification.preparing import locked_event
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.people.models import Person


def fields_to_choose(*also: str) -> QuerySet[FieldOfAction]:
    """The fields of action of the network, by position; `also` are keys chosen before."""
    today = Q(facet="handlungsfeld", parent=None, valid_to=None)
    return FieldOfAction.objects.filter(today | Q(pk__in=also))


@transaction.atomic
def set_fields(*, event: Event, fields: Iterable[FieldOfAction], by: Person, at: datetime) -> None:
    """Which it belongs to; searches of the public and of guides ask for them."""
    locked = locked_event(event, by=by, at=at)
    chosen = list(fields)
    keys = sorted(each.pk for each in chosen)
    if keys != sorted(locked.fields_of_action.values_list("pk", flat=True)):
        locked.fields_of_action.set(chosen)
        record("qualification.event.fields", about=locked, by=by, at=at, detail={"fields": keys})

"""Whether a centre shows its network to everybody: off until somebody who may switches it on."""

from datetime import datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.models import Opening
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for


@transaction.atomic
def open_to_all(*, centre: Centre, by: Person, at: datetime) -> Opening:
    """From now on everybody sees shown actors and confirmed relations.

    Raises `NetworkRefused` where they do already, `PermissionDenied` for others.
    """
    held = locked_for(by, may.OPEN, centre, on=day_of(at))
    try:
        with transaction.atomic():
            made = Opening.objects.create(centre=held, opened_by=by, opened_at=at)
    except IntegrityError:
        raise NetworkRefused("Ihr Netzwerk ist schon öffentlich.") from None
    record("network.public.open", about=made, by=by, at=at)
    publish_change()
    return made


@transaction.atomic
def close_to_all(*, centre: Centre, by: Person, at: datetime) -> Opening:
    """From now on it is again for those who keep it. Raises `NetworkRefused` where it is."""
    held = locked_for(by, may.OPEN, centre, on=day_of(at))
    found = Opening.objects.select_for_update().filter(centre=held, closed_at=None).first()
    if found is None:
        raise NetworkRefused("Ihr Netzwerk ist nicht öffentlich.")
    found.closed_by, found.closed_at = by, at
    found.save(update_fields=["closed_by", "closed_at"])
    record("network.public.close", about=found, by=by, at=at)
    publish_change()
    return found

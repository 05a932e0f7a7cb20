"""The coordinating office opens a lock for one centre, with reason and end, and ends it early."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import LockException
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns.obligations import obligation
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for


@dataclass(frozen=True)
class Opening:
    """What is opened once more, why, and until which day."""

    obligation: str
    year: int
    reason: str
    until: date


@transaction.atomic
def grant_exception(*, centre: Centre, opening: Opening, by: Person, at: datetime) -> LockException:
    """Let the centre return it until a day, the last one included.

    Raises `ControllingRefused` for what never locks, without reason, for a day that has passed,
    and while another exception stands.
    """
    check(by, may.UNLOCK, on=day_of(at))
    owed = obligation(opening.obligation, opening.year)
    if owed is None or owed.locks_after is None:
        raise ControllingRefused("Diese Pflicht wird nie gesperrt.", "obligation")
    if not opening.reason.strip():
        raise ControllingRefused("Bitte begründen Sie die Ausnahme.", "reason")
    if opening.until < day_of(at):
        raise ControllingRefused("Bitte nennen Sie einen Tag, der noch kommt.", "until")
    LockException.objects.filter(
        centre=centre, obligation=opening.obligation, year=opening.year, ended_at__isnull=True,
        until__lt=day_of(at),
    ).update(ended_at=at, ended_by=by)  # fmt: skip
    try:
        with transaction.atomic():
            granted = LockException.objects.create(
                centre=centre, obligation=opening.obligation, year=opening.year,
                reason=opening.reason.strip(), until=opening.until, granted_by=by, granted_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise ControllingRefused(
            "Für dieses Zentrum steht schon eine Ausnahme. Bitte beenden Sie diese zuerst."
        ) from None
    detail = {"obligation": opening.obligation, "year": opening.year}
    record("controlling.return.unlock", about=centre, by=by, at=at, detail=detail)
    return granted


@transaction.atomic
def end_exception(*, exception: LockException, by: Person, at: datetime) -> LockException:
    """The lock holds again from now on; ended twice is ended once."""
    found = locked_for(by, may.UNLOCK, exception, on=day_of(at))
    if found.ended_at is None:
        LockException.objects.filter(pk=found.pk).update(ended_by=by, ended_at=at)
        found.refresh_from_db()
        detail = {"obligation": found.obligation, "year": found.year}
        record("controlling.return.lock", about=found.centre, by=by, at=at, detail=detail)
    return found

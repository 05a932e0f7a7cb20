"""When something is no longer taken: so many days after its due day, unless an exception stands."""

from datetime import date

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import LockException
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, due_day, lock_day
from drehscheibe.domain.controlling.returns.obligations import obligation
from drehscheibe.kernel.language.days import german_day


def locked(centre: Centre, key: str, year: int, on: date) -> str | None:
    """Why the centre can no longer return or correct this, in German; None while it can.

    `key` is an obligation's (`report`, `goals` …), `year` the year it is about: the report year,
    the first year of a period. What was returned stays readable, locked or not.
    """
    owed = obligation(key, year)
    if owed is None:
        return None
    life = Lifetime(centre.known_since, centre.valid_to)
    due = due_day(owed, Span(year, year), life)
    day = lock_day(owed, due)
    if day is None or on < day or has_exception(centre, key, year, on):
        return None
    return (
        f"{owed.label} {year}: Die Frist war der {german_day(due)}, seit dem {german_day(day)} ist "
        "gesperrt. Die Koordinierungsstelle kann Ihnen eine Ausnahme gewähren."
    )


def has_exception(centre: Centre, key: str, year: int, on: date) -> bool:
    """Whether an exception that has neither ended nor run out opens it on the day."""
    rows = LockException.objects.filter(centre=centre, obligation=key, year=year)
    return rows.filter(ended_at__isnull=True, until__gte=on).exists()

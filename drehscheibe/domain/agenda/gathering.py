"""Collecting entries: each room's own rule of visibility says what is seen, none is made here."""

from collections.abc import Callable, Iterable

from drehscheibe.domain.agenda import deadlines, meetings, sessions
from drehscheibe.domain.agenda.entries import Entry, Kind, Scope, Window
from drehscheibe.domain.qualification.calendars import mail_domain
from drehscheibe.kernel.calendar.feeds import FeedEntry, lasting_uid
from drehscheibe.kernel.calendar.holidays import holidays
from drehscheibe.kernel.calendar.school import school_holidays
from drehscheibe.kernel.permissions.reach import Standing

Source = Callable[[Standing, Scope, Window], Iterable[Entry]]
SOURCES: dict[Kind, Source] = {
    Kind.EVENT: sessions.of_events,
    Kind.MEETING: meetings.of_groups,
    Kind.CIRCULAR: deadlines.of_circulars,
    Kind.SURVEY: deadlines.of_surveys,
    Kind.OBLIGATION: deadlines.of_controlling,
}


def gathered(
    standing: Standing, scope: Scope, window: Window, kinds: Iterable[Kind] = Kind
) -> list[Entry]:
    """All entries of these kinds that touch the days, in order of time."""
    wanted = set(kinds)
    found = [
        entry
        for kind, source in SOURCES.items()
        if kind in wanted
        for entry in source(standing, scope, window)
    ]
    free = [each for each in free_days(window) if each.kind in wanted]
    return sorted([*found, *free], key=_order)


def free_days(window: Window) -> Iterable[Entry]:
    """Public holidays and school holidays of North Rhine-Westphalia; everybody knows them."""
    for year in window.years:
        for day, name in holidays(year).items():
            if window.holds(day):
                yield _free(Kind.HOLIDAY, name, day, day)
    for each in school_holidays(window.first, window.last):
        yield _free(Kind.SCHOOL, f"{each.name} NRW", each.first, each.last)


def _free(kind: Kind, name: str, first: object, last: object) -> Entry:
    uid = lasting_uid(f"agenda.{kind}:{name}:{first}", mail_domain())
    what = FeedEntry(uid=uid, title=name, starts=first, ends=last, quiet=True)  # type: ignore[arg-type]
    return Entry(kind, what)


def _order(entry: Entry) -> tuple[object, ...]:
    """By day; whole days before times; then by time and name."""
    timed = entry.what.is_timed
    return (entry.first, timed, entry.what.starts.isoformat() if timed else "", entry.what.title)

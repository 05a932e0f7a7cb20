"""What stands in the calendar, for whom it is asked, and over which days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from drehscheibe.kernel.calendar.feeds import FeedEntry
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.organisations.models import Organisation


class Kind(StrEnum):
    """What an entry is; `words` says it."""

    EVENT = "event"
    MEETING = "meeting"
    CIRCULAR = "circular"
    SURVEY = "survey"
    OBLIGATION = "obligation"
    HOLIDAY = "holiday"
    SCHOOL = "school"

    @property
    def words(self) -> str:
        """As people say it."""
        return WORDS[self]

    @property
    def short(self) -> str:
        """Beside a title that already says which deadline it is."""
        return "Frist" if self in DEADLINES else WORDS[self]


WORDS = {
    Kind.EVENT: "Veranstaltung",
    Kind.MEETING: "Sitzung",
    Kind.CIRCULAR: "Frist eines Rundschreibens",
    Kind.SURVEY: "Frist einer Abfrage",
    Kind.OBLIGATION: "Frist im Controlling",
    Kind.HOLIDAY: "Feiertag",
    Kind.SCHOOL: "Schulferien",
}
DEADLINES = (Kind.CIRCULAR, Kind.SURVEY, Kind.OBLIGATION)


class Of(StrEnum):
    """Whose calendar it is."""

    NETWORK = "network"
    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True)
class Scope:
    """Whose calendar: the network's, one organisation's, the reader's own."""

    of: Of
    organisation: Organisation | None = None

    @property
    def name(self) -> str:
        """The heading, and the name in calendar programs."""
        if self.organisation is not None:
            return str(self.organisation)
        return "Meine Termine" if self.of == Of.PERSON else "Termine im Netzwerk"


@dataclass(frozen=True)
class Window:
    """From the first to the last day, both seen."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """Midnight before the first day, in Germany."""
        return datetime(self.first.year, self.first.month, self.first.day, tzinfo=BERLIN)

    @property
    def ends(self) -> datetime:
        """Midnight after the last day."""
        after = self.last + timedelta(days=1)
        return datetime(after.year, after.month, after.day, tzinfo=BERLIN)

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the calendar; `page` is the key of what one opens, empty without a page."""

    kind: Kind
    what: FeedEntry
    page: str = ""

    @property
    def first(self) -> date:
        """The day it begins."""
        return _day(self.what.starts)

    @property
    def last(self) -> date:
        """The last day it is on; what ends at midnight is over the day before."""
        ends = self.what.ends
        if isinstance(ends, datetime):
            return max(self.first, day_of(ends - timedelta(seconds=1)))
        return ends


def _day(when: datetime | date) -> date:
    return day_of(when) if isinstance(when, datetime) else when

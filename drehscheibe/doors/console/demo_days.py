"""The days of the demonstration: it has to make sense whenever it is loaded.

What lies back is told on its own day, what is going on lies a few days before the day of loading.
Fiscal years without a guideline or programme are never used: then the last known year goes on.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from drehscheibe.domain.forwarding.programme_files import versions_of
from drehscheibe.domain.funding.guideline_files import known_fiscal_years
from drehscheibe.kernel.calendar.holidays import next_working_day
from drehscheibe.kernel.calendar.moments import BERLIN

JUNE, OCTOBER = 6, 10
PROGRAMME = "praevention"


def moment(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """A moment of that day in Berlin."""
    return datetime(year, month, day, hour, tzinfo=BERLIN)


@dataclass(frozen=True)
class Days:
    """The demonstration as it stands on the morning of `today`."""

    today: date

    @property
    def running(self) -> int:
        """The fiscal year whose money is on its way; until May the year before.

        >>> Days(date(2026, 11, 22)).running, Days(date(2027, 2, 1)).running
        (2026, 2026)
        """
        year = self.today.year if self.today.month >= JUNE else self.today.year - 1
        return min(year, known_fiscal_years()[-1] - 1)  # applications for the next one follow

    @property
    def calling(self) -> int:
        """The year for which third parties may apply: from October on the next one.

        >>> Days(date(2026, 11, 22)).calling, Days(date(2027, 9, 30)).calling
        (2027, 2027)
        """
        return self.today.year + (self.today.month >= OCTOBER)

    def of_third_parties(self) -> "Days":
        """The same while the programme runs; afterwards its last autumn (K13)."""
        last = versions_of(PROGRAMME)[-1].fiscal_years[-1]
        return Days(min(self.today, date(last, OCTOBER - 1, 30)))

    def on(self, year: int, month: int, day: int, *, latest: int = 1) -> datetime:
        """That day at ten, or `latest` days ago when that is earlier."""
        return min(moment(year, month, day), self.ago(latest))

    def ago(self, days: int) -> datetime:
        """So many days ago, at ten."""
        day = self.today - timedelta(days=days)
        return moment(day.year, day.month, day.day)

    def ahead(self, days: int) -> date:
        """The first working day after so many days."""
        return next_working_day(self.today + timedelta(days=days))

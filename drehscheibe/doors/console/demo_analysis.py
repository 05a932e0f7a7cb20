"""A frozen analysis of the demonstration, as a ministry keeps it."""

from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.frozen import freeze_analysis
from drehscheibe.domain.reporting.models import FrozenReport
from drehscheibe.doors.console.demo_days import Days, moment
from drehscheibe.doors.console.demo_people import People

TITLE = "Stand der Ziele zum Jahresende (erfundenes Beispiel)"


def analysis(cast: People, days: Days) -> None:
    """Made once, on the day of loading."""
    if FrozenReport.objects.filter(title=TITLE).exists():
        return
    year = days.today.year
    freeze_analysis(
        title=TITLE, note="Für die Hausleitung.", filters=Filters(year - 3, year),
        by=cast["integration@ministerium.example"],
        at=moment(year, days.today.month, days.today.day, 8),
    )  # fmt: skip

"""Each night: figures of all open years, then the rules; a second run changes nothing."""

from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.checks.looking import all_findings
from drehscheibe.domain.controlling.models import GoalPeriod
from drehscheibe.domain.controlling.values.feeding import feed, open_years
from drehscheibe.domain.controlling.values.forming import sheet_form
from drehscheibe.domain.controlling.values.noting import note_findings
from drehscheibe.domain.controlling.values.openness import CLOSED
from drehscheibe.kernel.permissions.second_wall import acting_as_system


def look_after_values(*, at: datetime) -> None:
    """Feed and check every open year, each centre's in a transaction of its own.

    What was done before a crash stays done; the next run finds it and goes on.
    """
    with acting_as_system():
        waiting = open_years(at=at)
    for centre, year in waiting:
        with acting_as_system():
            look_after_year(centre, year, at=at)


def look_after_year(centre: Centre, year: int, *, at: datetime) -> None:
    """Feed one year and note how many findings there are, for the first screen."""
    feed(centre, year, at=at)
    periods = GoalPeriod.objects.covering(year).filter(centre=centre).exclude(status__in=CLOSED)
    for period in periods.select_related("centre"):
        form = sheet_form(period, year, at=at)
        if form.lines:
            note_findings(period, year, all_findings(form), at=at)

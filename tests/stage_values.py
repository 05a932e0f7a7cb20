"""A goal fed by activities and a planning on its way in, for the addresses that lead there."""

from datetime import date, datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import IndicatorTerms
from drehscheibe.domain.controlling.planning import uploads
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.people.models import Person
from tests.domain.controlling.stories import Story
from tests.routes import Sample

YEAR = 2015


def samples_of_values(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """2015/2016 is agreed and fed by activities; in the draft of 2017/2018 waits a table."""
    side = Story(
        centre=Centre.objects.get(key=WARENDORF),
        specialist=cast["fachkraft@warendorf.example"],
        head=cast["leitung@warendorf.example"],
        adviser=cast["beratung@koordinierung.example"],
        integration=cast["integration@ministerium.example"],
        school=cast["schule@ministerium.example"],
    )
    period = side.draft(at=at, goals=1, year=YEAR)
    goal = period.goals.get()
    IndicatorTerms.objects.filter(version__goal=goal).update(
        source="activities.participants", splits=["Frauen", "Männer"]
    )
    draft = side.draft(at=at, goals=1, year=YEAR + 2)
    table = b"Strang;Ziel;Indikator;Zielwert 2017\nIQ;Vereine;Teilnehmende;zehn\n"
    uploads.upload_planning(
        period=draft, name="planung.csv", content=table, by=side.specialist, at=at
    )
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=date(2014, 9, 1), by=side.specialist, at=at
    )
    submitting.submit_period(period=period, by=side.head, at=at)
    for ministry in ("integration", "school"):
        side.say(goal, ministry, at=at)
    sheet = {"period": period.pk, "year": YEAR}
    rows = {**sheet, "indicator": goal.indicators.get().pk}
    return {
        "staff:controlling:period,year": [Sample(sheet, period)],
        "staff:controlling:planning_import": [Sample({"period": draft.pk}, draft)],
        "staff:controlling:indicator,period,year": [Sample(rows, period)],
    }

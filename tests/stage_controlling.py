"""An activity and goals of the demonstration's centre, for the addresses that lead to them."""

from datetime import datetime
from uuid import UUID

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.goals import advice, beginning
from drehscheibe.domain.controlling.goals.fields import Wording, add_local_field
from drehscheibe.domain.controlling.goals.workflow import GOAL, PERIOD
from drehscheibe.domain.controlling.models import GoalPeriod
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from tests.domain.controlling.stories import Story
from tests.routes import Sample

KEY = UUID("6f9b2a0e-5d0a-4d53-9a53-3a0f6a1c2b11")


def samples_of_controlling(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """One activity, entered today; goals in draft, submitted and agreed."""
    entry = Entry("Dialog Sport", day_of(at), "Kreishaus", "Vereine", 14)
    activity, _ = enter_activity(
        centre=Centre.objects.get(key=WARENDORF), key=KEY, entry=entry,
        by=cast["fachkraft@warendorf.example"], at=at,
    )  # fmt: skip
    own = {"staff:controlling:key": [Sample({"key": activity.key}, activity)]}
    return own | _of_goals(_side(cast), at)


def _side(cast: dict[str, Person]) -> Story:
    return Story(
        centre=Centre.objects.get(key=WARENDORF),
        specialist=cast["fachkraft@warendorf.example"],
        head=cast["leitung@warendorf.example"],
        adviser=cast["beratung@koordinierung.example"],
        integration=cast["integration@ministerium.example"],
        school=cast["schule@ministerium.example"],
    )


def _of_goals(side: Story, at: datetime) -> dict[str, list[Sample]]:
    """2033/2034 is a draft with a hint, 2031/2032 lies before the ministries, 2029/2030 holds."""
    draft = side.draft(at=at, goals=2, year=2033)
    beginning.share_for_advice(period=draft, by=side.specialist, at=at)
    words = advice.Words("text", "Bitte messbar fassen.", "Zwölf Vereine öffnen ihre Angebote.")
    hint = advice.advise(goal=draft.goals.all()[0], words=words, by=side.adviser, at=at)
    periods = [
        draft,
        side.submitted(at=at, goals=2, year=2031),
        side.agreed(at=at, goals=1, year=2029),
    ]
    field = FieldOfAction.objects.get(key="querschnitt.sport")
    wording = Wording("Bewegung und Begegnung", day_of(at), None, [field.key])
    local = add_local_field(centre=side.centre, wording=wording, by=side.specialist, at=at)
    goals = [Sample({"period": each.pk, "number": 1}, each) for each in periods]
    first = {"period": draft.pk, "number": 1}
    return {
        "staff:controlling:form": [Sample({"form": "csv"}), Sample({"form": "xlsx"})],
        "staff:controlling:field": [Sample({"field": local.pk}, local)],
        "staff:controlling:period": [Sample({"period": each.pk}, each) for each in periods],
        "staff:controlling:number,period": goals,
        "staff:controlling:goal_row": [Sample(first, draft, form={"row": "add:measures"})],
        "staff:controlling:advice_answer": [
            Sample(first, draft, form={"answer": f"decline:{hint.pk}"})
        ],
        "staff:controlling:period,step": [
            Sample({"period": draft.pk, "step": name}, draft, (PERIOD.by_name[name].permission,))
            for name in ("reopen_draft", "submit", "close", "discard")
        ],
        "staff:controlling:number,period,step": _steps(periods[2]),
    }


def _steps(period: GoalPeriod) -> list[Sample]:
    needs = {name: GOAL.by_name[name].permission for name in ("submit", "revise", "drop")}
    needs |= {"rework": may.EDIT, "discard_revision": may.SUBMIT}
    return [
        Sample({"period": period.pk, "number": 1, "step": step}, period, (permission,))
        for step, permission in needs.items()
    ]

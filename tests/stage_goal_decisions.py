"""Goals before both ministries and under advice, for the addresses that lead to them."""

from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import advice, beginning
from drehscheibe.domain.controlling.models import GoalDecision
from drehscheibe.doors.console.demonstration import DUESSELDORF
from drehscheibe.kernel.people.models import Person
from tests.domain.controlling.stories import Story
from tests.routes import Sample


def samples_of_goal_decisions(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """Düsseldorf: 2029/2030 is a shared draft with a hint, 2027/2028 has one ministry's yes."""
    side = Story(
        centre=Centre.objects.get(key=DUESSELDORF),
        specialist=cast["fachkraft@duesseldorf.example"],
        head=cast["leitung@duesseldorf.example"],
        adviser=cast["beratung@koordinierung.example"],
        integration=cast["integration@ministerium.example"],
        school=cast["schule@ministerium.example"],
    )
    shared = side.draft(at=at, goals=2, year=2029)
    beginning.share_for_advice(period=shared, by=side.specialist, at=at)
    words = advice.Words("text", "Bitte messbar fassen.", "Zwölf Vereine öffnen ihre Angebote.")
    advice.advise(goal=shared.goals.all()[0], words=words, by=side.adviser, at=at)
    period = side.submitted(at=at, goals=2, year=2027)
    goal = period.goals.all()[0]
    side.say(goal, "integration", at=at)
    own = GoalDecision.objects.get(version__goal=goal)
    return {
        "staff:controlling:period_decide": [Sample({"period": period.pk}, period)],
        "staff:controlling:period_advise": [Sample({"period": shared.pk}, shared)],
        "staff:controlling:decision_withdraw": [
            Sample({"period": period.pk, "decision": own.pk}, period, (may.DECIDE_INTEGRATION,))
        ],
    }

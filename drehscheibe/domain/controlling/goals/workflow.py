"""Procedures: the period as a whole, and each goal on its own way through two ministries."""

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import guards
from drehscheibe.domain.controlling.models import GoalIs, PeriodIs
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

PERIOD = Workflow(
    name="controlling.period",
    states=PeriodIs,
    initial=PeriodIs.DRAFT,
    transitions=(
        Transition(
            "note_agreement", "Örtliche Abstimmung festhalten", (PeriodIs.DRAFT,),
            PeriodIs.LOCALLY_AGREED, may.EDIT, (guards.local_agreement_is_named,),
            effect="Danach kann die Leitung die Ziele den Ministerien vorlegen.",
        ),
        Transition(
            "reopen_draft", "Zurück zum Entwurf", (PeriodIs.LOCALLY_AGREED,), PeriodIs.DRAFT,
            may.EDIT,
            effect="Die Ziele lassen sich wieder frei ändern; die Abstimmung ist neu einzutragen.",
        ),
        Transition(
            "submit", "Den Ministerien vorlegen", (PeriodIs.LOCALLY_AGREED,), PeriodIs.SUBMITTED,
            may.SUBMIT, (guards.goals_are_complete,),
            effect="Beide Ministerien sehen alle Ziele in dieser Fassung und entscheiden über "
            "jedes einzeln.",
        ),
        Transition(
            "agree", "Alle Ziele sind vereinbart", (PeriodIs.SUBMITTED,), PeriodIs.AGREED,
            may.DECIDE, (guards.every_goal_is_agreed,),
        ),
        Transition(
            "settle", "Kein Ziel wartet mehr", (PeriodIs.SUBMITTED,), PeriodIs.AGREED,
            may.SUBMIT, (guards.every_goal_is_agreed,),
        ),
        Transition(
            "reopen", "Eine Zustimmung ist zurückgenommen", (PeriodIs.AGREED,),
            PeriodIs.SUBMITTED, may.DECIDE, needs_reason=True,
        ),
        Transition(
            "close", "Periode abschließen", (PeriodIs.AGREED,), PeriodIs.CLOSED, may.SUBMIT,
            effect="Die Ziele dieser Periode ändern sich nicht mehr.",
        ),
        Transition(
            "discard", "Verwerfen", (PeriodIs.DRAFT, PeriodIs.LOCALLY_AGREED),
            PeriodIs.DISCARDED, may.SUBMIT,
            needs_reason=True,
            effect="Die Ziele bleiben nachlesbar; für die Jahre kann neu begonnen werden.",
        ),
    ),
)  # fmt: skip

GOAL = Workflow(
    name="controlling.goal",
    states=GoalIs,
    initial=GoalIs.DRAFT,
    transitions=(
        Transition(
            "submit", "Ziel vorlegen", (GoalIs.DRAFT, GoalIs.RETURNED, GoalIs.REVISING),
            GoalIs.SUBMITTED, may.SUBMIT, (guards.goal_is_complete,),
            effect="Beide Ministerien entscheiden über diese Fassung.",
        ),
        Transition(
            "agree", "Ziel ist vereinbart", (GoalIs.SUBMITTED,), GoalIs.AGREED, may.DECIDE,
            (guards.both_ministries_agree,),
        ),
        Transition(
            "return", "Änderung erbitten", (GoalIs.SUBMITTED,), GoalIs.RETURNED, may.DECIDE,
            needs_reason=True,
            effect="Das Zentrum sieht Ihre Begründung und legt eine neue Fassung vor; die anderen "
            "Ziele bleiben, wie sie sind.",
        ),
        Transition(
            "take_back_return", "Änderungswunsch zurücknehmen", (GoalIs.RETURNED,),
            GoalIs.SUBMITTED, may.DECIDE, needs_reason=True,
        ),
        Transition(
            "reopen", "Zustimmung zurücknehmen", (GoalIs.AGREED,), GoalIs.SUBMITTED, may.DECIDE,
            (guards.period_is_not_closed,),
            needs_reason=True,
            effect="Das Ziel gilt nicht mehr als vereinbart, bis wieder beide zustimmen.",
        ),
        Transition(
            "revise", "Änderung beginnen", (GoalIs.AGREED,), GoalIs.REVISING, may.SUBMIT,
            (guards.period_is_not_closed,),
            needs_reason=True,
            effect="Es entsteht eine neue Fassung. Die vereinbarte gilt, bis beide Ministerien "
            "der neuen zugestimmt haben.",
        ),
        Transition(
            "discard_revision", "Änderung verwerfen", (GoalIs.REVISING, GoalIs.RETURNED),
            GoalIs.AGREED, may.SUBMIT, (guards.an_agreed_version_stands,),
            effect="Die vereinbarte Fassung gilt unverändert weiter.",
        ),
        Transition(
            "drop", "Ziel streichen", (GoalIs.DRAFT, GoalIs.RETURNED), GoalIs.DROPPED, may.SUBMIT,
            needs_reason=True,
            effect="Das Ziel wird nicht weiter verfolgt; seine Fassungen bleiben nachlesbar.",
        ),
    ),
)  # fmt: skip

"""What must hold before goals move on: the very checks that „Was fehlt noch?“ shows."""

from typing import cast

from drehscheibe.domain.controlling.goals.facts import blocking_points
from drehscheibe.domain.controlling.models import Goal, GoalDecision, GoalIs, GoalPeriod, Ministry
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def local_agreement_is_named(attempt: Attempt) -> None:
    """The body and the day of the local agreement are recorded; nobody agrees in the future."""
    period = cast(GoalPeriod, attempt.on)
    if not period.body.strip() or period.decided_on is None:
        raise TransitionRefused("Bitte tragen Sie ein, wer örtlich wann zugestimmt hat.")


def goals_are_complete(attempt: Attempt) -> None:
    """Nothing blocking is left in the frame or any goal."""
    left = blocking_points(cast(GoalPeriod, attempt.on))
    if left:
        raise TransitionRefused(
            f"Es fehlt noch etwas ({len(left)}): {left[0].message} "
            "Alle offenen Punkte stehen unter „Was fehlt noch?“."
        )


def goal_is_complete(attempt: Attempt) -> None:
    """Nothing blocking is left in this goal."""
    goal = cast(Goal, attempt.on)
    left = blocking_points(goal.period, goal)
    if left:
        raise TransitionRefused(f"Es fehlt noch etwas ({len(left)}): {left[0].message}")


def period_is_not_closed(attempt: Attempt) -> None:
    """A closed period stays as it was."""
    if cast(Goal, attempt.on).period.status not in {"submitted", "agreed"}:
        raise TransitionRefused(
            "Die Zielperiode ist abgeschlossen oder noch nicht vorgelegt; vereinbarte Ziele "
            "ändern sich nur in einer laufenden Periode."
        )


def both_ministries_agree(attempt: Attempt) -> None:
    """F14: the version before them has the consent of both."""
    goal = cast(Goal, attempt.on)
    agreed = set(
        GoalDecision.objects.filter(
            version=goal.versions.filter(submitted_at__isnull=False).order_by("-number")[:1],
            verdict="agree",
            withdrawn_at__isnull=True,
        ).values_list("ministry", flat=True)
    )
    if agreed != set(Ministry.values):
        raise TransitionRefused(
            "F14: Ein Ziel ist erst vereinbart, wenn beide Ministerien zugestimmt haben."
        )


def every_goal_is_agreed(attempt: Attempt) -> None:
    """No goal of the period waits for anybody."""
    period = cast(GoalPeriod, attempt.on)
    settled = [GoalIs.AGREED, GoalIs.REVISING, GoalIs.DROPPED]
    if period.goals.exclude(status__in=settled).exists():
        raise TransitionRefused("Es sind noch nicht alle Ziele dieser Periode vereinbart.")


def an_agreed_version_stands(attempt: Attempt) -> None:
    """A revision can only be given up where there is something to go back to."""
    goal = cast(Goal, attempt.on)
    if not goal.versions.filter(agreed_at__isnull=False).exists():
        raise TransitionRefused(
            "Dieses Ziel war noch nie vereinbart. Sie können es überarbeiten oder streichen."
        )

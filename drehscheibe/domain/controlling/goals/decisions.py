"""Two ministries decide on the same version side by side; the state follows from both.

The period is locked first, then the goal: two decisions at the same second come one after the
other, both are kept, and the second finds out that the goal is agreed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import mails
from drehscheibe.domain.controlling.goals.publishing import publish_targets
from drehscheibe.domain.controlling.goals.versions import (
    is_being_written,
    version_before_ministries,
)
from drehscheibe.domain.controlling.goals.workflow import GOAL, PERIOD
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalDecision,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    Ministry,
    PeriodIs,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.workflow.actions import perform

DECIDING: dict[str, Permission] = {
    Ministry.INTEGRATION: may.DECIDE_INTEGRATION,
    Ministry.SCHOOL: may.DECIDE_SCHOOL,
}
SETTLED = (GoalIs.AGREED, GoalIs.REVISING, GoalIs.DROPPED)


@dataclass(frozen=True)
class Verdict:
    """What a ministry says to which version of a goal."""

    ministry: str
    version: int
    agrees: bool
    reason: str = ""


@transaction.atomic
def decide(*, goal: Goal, verdict: Verdict, by: Person, at: datetime) -> GoalDecision:
    """One ministry's decision; with the second consent the goal is agreed (F14).

    After the other's wish for change one may still decide on the same version, so that the centre
    learns both at once, until it begins to write.

    Raises `ControllingRefused` when the page showed another version, when the ministry has decided
    already, or when a wish for change gives no reason.
    """
    locked = _locked(goal, verdict.ministry, by=by, at=at)
    version = _decidable(locked, verdict)
    decision = GoalDecision.objects.create(
        version=version,
        ministry=verdict.ministry,
        verdict="agree" if verdict.agrees else "change",
        reason=verdict.reason.strip(),
        by=by,
        at=at,
    )
    detail = {"version": version.number, "ministry": verdict.ministry}
    record(f"controlling.goal.say_{decision.verdict}", about=locked, by=by, at=at, detail=detail)
    if not verdict.agrees and locked.status == GoalIs.SUBMITTED:
        perform(GOAL, "return", on=locked, by=by, at=at, reason=verdict.reason)
        mails.tell_centre(locked.period, mails.CHANGE_WISHED, at=at)
    elif both_spoke(version) and not _wishes(version):
        _agree(locked, version, by=by, at=at)
    return decision


@transaction.atomic
def withdraw_decision(*, decision: GoalDecision, reason: str, by: Person, at: datetime) -> Goal:
    """A ministry takes its decision back, with reason; an agreed goal waits for it again."""
    locked = _locked(decision.version.goal, decision.ministry, by=by, at=at)
    fresh = GoalDecision.objects.select_for_update().get(pk=decision.pk)
    if not reason.strip():
        raise ControllingRefused("Bitte begründen Sie die Rücknahme.", "reason")
    if fresh.withdrawn_at is not None or version_before_ministries(locked) != fresh.version:
        raise ControllingRefused(
            "Diese Entscheidung gilt nicht mehr. Bitte laden Sie die Seite neu."
        )
    if locked.status != GoalIs.SUBMITTED and is_being_written(locked):
        raise ControllingRefused(
            "Das Zentrum schreibt schon an einer neuen Fassung. Bitte entscheiden Sie über diese."
        )
    _note_withdrawal(fresh, reason=reason, by=by, at=at)
    mails.tell_centre(locked.period, mails.TAKEN_BACK, at=at)
    if locked.status == GoalIs.RETURNED and not _wishes(fresh.version):
        return perform(GOAL, "take_back_return", on=locked, by=by, at=at, reason=reason)
    if locked.status == GoalIs.AGREED:
        GoalVersion.objects.filter(pk=fresh.version_id).update(agreed_at=None)
        if locked.period.status == PeriodIs.AGREED:
            perform(PERIOD, "reopen", on=locked.period, by=by, at=at, reason=reason)
        return perform(GOAL, "reopen", on=locked, by=by, at=at, reason=reason)
    return locked


def both_spoke(version: GoalVersion) -> bool:
    """Whether both ministries have decided on this version."""
    return len(_live(version)) == len(Ministry)


def waits_since(version: GoalVersion) -> datetime | None:
    """When the first of two ministries agreed while the other has not yet; None when not half."""
    live = _live(version)
    return live[0].at if len(live) == 1 and live[0].verdict == "agree" else None


def time_to_second(version: GoalVersion) -> timedelta | None:
    """How long the second ministry took after the first; None until both have decided."""
    live = _live(version)
    return live[1].at - live[0].at if len(live) == len(Ministry) else None


def _locked(goal: Goal, ministry: str, *, by: Person, at: datetime) -> Goal:
    GoalPeriod.objects.select_for_update(no_key=True).get(pk=goal.period_id)
    permission = DECIDING.get(ministry)
    if permission is None:
        raise ControllingRefused("Dieses Ministerium entscheidet nicht über Ziele.")
    check(by, permission, goal, on=day_of(at))
    return locked_for(by, may.DECIDE, goal, on=day_of(at))


def _decidable(goal: Goal, verdict: Verdict) -> GoalVersion:
    version = version_before_ministries(goal)
    if version is None or goal.status not in {GoalIs.SUBMITTED, GoalIs.RETURNED}:
        raise ControllingRefused(
            f"Über dieses Ziel ist nichts zu entscheiden: Stand „{goal.get_status_display()}“."
        )
    if version.number != verdict.version:
        raise ControllingRefused(
            f"Inzwischen liegt Fassung {version.number} vor. Bitte lesen Sie diese und "
            "entscheiden Sie dann."
        )
    if is_being_written(goal):
        raise ControllingRefused(
            "Das andere Ministerium hat um Änderung gebeten, und das Zentrum schreibt schon an "
            "einer neuen Fassung. Über diese entscheiden Sie dann."
        )
    if any(one.ministry == verdict.ministry for one in _live(version)):
        raise ControllingRefused("Ihr Ministerium hat über diese Fassung schon entschieden.")
    if not verdict.agrees and not verdict.reason.strip():
        raise ControllingRefused("Bitte schreiben Sie, was geändert werden soll.", "reason")
    return version


def _agree(goal: Goal, version: GoalVersion, *, by: Person, at: datetime) -> None:
    perform(GOAL, "agree", on=goal, by=by, at=at)
    GoalVersion.objects.filter(pk=version.pk).update(agreed_at=at)
    publish_targets(version, by=by, at=at)
    mails.tell_centre(goal.period, mails.BOTH_AGREED, at=at)
    period = goal.period
    if (
        period.status == PeriodIs.SUBMITTED
        and not period.goals.exclude(status__in=SETTLED).exists()
    ):
        perform(PERIOD, "agree", on=period, by=by, at=at)


def _note_withdrawal(decision: GoalDecision, *, reason: str, by: Person, at: datetime) -> None:
    GoalDecision.objects.filter(pk=decision.pk).update(
        withdrawn_by=by, withdrawn_at=at, withdrawal_reason=reason.strip()
    )
    detail = {"ministry": decision.ministry, "verdict": decision.verdict}
    goal = decision.version.goal
    record("controlling.goal.withdraw_decision", about=goal, by=by, at=at, detail=detail)


def _live(version: GoalVersion) -> list[GoalDecision]:
    return list(version.decisions.filter(withdrawn_at__isnull=True).order_by("at", "id"))


def _wishes(version: GoalVersion) -> bool:
    return any(one.verdict == "change" for one in _live(version))

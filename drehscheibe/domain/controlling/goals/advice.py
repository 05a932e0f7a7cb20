"""The coordinating office on the wording of goals; the centre takes it up or not, never bound."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.inputs import GOAL_INPUTS
from drehscheibe.domain.controlling.goals.versions import open_version
from drehscheibe.domain.controlling.goals.writing import save_goal, writable
from drehscheibe.domain.controlling.models import Goal, GoalAdvice, GoalPeriod
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import READING_ERRORS
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import allows, check

LONGEST_ADVICE = 4000


@dataclass(frozen=True)
class Words:
    """A comment, a proposed text, or both; `field` says what it is about, empty for all."""

    field: str = ""
    comment: str = ""
    proposed_text: str = ""


@transaction.atomic
def advise(*, goal: Goal, words: Words, by: Person, at: datetime) -> GoalAdvice:
    """Advise on the open version of a goal whose period is opened for it."""
    check(by, may.ADVISE, goal, on=day_of(at))
    if not allows(by, may.VIEW_SHARED, _period(goal), on=day_of(at)):
        raise ControllingRefused("Das Zentrum hat diese Ziele nicht zur Beratung geöffnet.")
    version = open_version(goal)
    if version is None:
        raise ControllingRefused(
            f"Dieses Ziel ist „{goal.get_status_display()}“; beraten wird, solange es geschrieben "
            "wird."
        )
    _refuse_unclear(words)
    advice = GoalAdvice.objects.create(
        version=version, field=words.field, comment=words.comment.strip(),
        proposed_text=words.proposed_text.strip(), by=by, at=at,
    )  # fmt: skip
    record("controlling.goal.advise", about=goal, by=by, at=at)
    return advice


@transaction.atomic
def accept_advice(*, advice: GoalAdvice, by: Person, at: datetime) -> GoalAdvice:
    """Take the proposed text over into the goal.

    Raises `ControllingRefused` when the goal cannot hold it: then the goal's own text stays, and
    the advice waits for another answer.
    """
    goal = advice.version.goal
    version = writable(goal, by=by, at=at)
    if not advice.proposed_text or not advice.field:
        return _answer(advice, GoalAdvice.Answer.ACCEPTED, "", by=by, at=at)
    _refuse_answered(advice)
    kept = save_goal(
        goal=goal, typed={advice.field: advice.proposed_text}, seen=version.edits, by=by, at=at
    )
    if advice.field in kept.errors:
        raise ControllingRefused(
            f"Der Vorschlag passt nicht und ist nicht übernommen: {kept.errors[advice.field]} "
            "Sie können ihn von Hand kürzen oder nicht übernehmen.",
            advice.field,
        )
    return _answer(advice, GoalAdvice.Answer.ACCEPTED, "", by=by, at=at)


@transaction.atomic
def decline_advice(*, advice: GoalAdvice, note: str, by: Person, at: datetime) -> GoalAdvice:
    """Leave it; a word why helps, but nobody owes one."""
    writable(advice.version.goal, by=by, at=at)
    return _answer(advice, GoalAdvice.Answer.DECLINED, note, by=by, at=at)


def _period(goal: Goal) -> GoalPeriod:
    return goal.period


def _refuse_unclear(words: Words) -> None:
    if not words.comment.strip() and not words.proposed_text.strip():
        raise ControllingRefused(
            "Bitte schreiben Sie einen Hinweis oder einen vorgeschlagenen Wortlaut.", "comment"
        )
    if words.field and words.field not in GOAL_INPUTS:
        raise ControllingRefused("Diese Angabe gibt es nicht. Bitte wählen Sie eine.", "field")
    if words.proposed_text.strip() and not words.field:
        raise ControllingRefused("Bitte wählen Sie, wofür der Wortlaut gedacht ist.", "field")
    if words.field and words.proposed_text.strip():
        _refuse_unreadable(words)
    if max(len(words.comment), len(words.proposed_text)) > LONGEST_ADVICE:
        raise ControllingRefused(f"Bitte höchstens {LONGEST_ADVICE} Zeichen.", "comment")


def _refuse_unreadable(words: Words) -> None:
    """What the goal's own form would refuse is not proposed either."""
    try:
        GOAL_INPUTS[words.field].read(words.proposed_text.strip())
    except READING_ERRORS as refusal:
        raise ControllingRefused(str(refusal), "proposed_text") from None


def _refuse_answered(advice: GoalAdvice) -> None:
    if GoalAdvice.objects.filter(pk=advice.pk).exclude(answer="").exists():
        raise ControllingRefused("Dieser Hinweis ist schon beantwortet.")


def _answer(
    advice: GoalAdvice, answer: GoalAdvice.Answer, note: str, *, by: Person, at: datetime
) -> GoalAdvice:
    _refuse_answered(advice)
    GoalAdvice.objects.filter(pk=advice.pk).update(
        answer=answer, answer_note=note.strip(), answered_by=by, answered_at=at
    )
    goal, detail = advice.version.goal, {"advice": advice.pk, "answer": answer.value}
    record("controlling.goal.answer_advice", about=goal, by=by, at=at, detail=detail)
    advice.refresh_from_db()
    return advice

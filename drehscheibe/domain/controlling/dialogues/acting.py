"""Prepare a dialogue, agree on a day, write what was said, agree steps and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from drehscheibe.domain.controlling.dialogues import mails
from drehscheibe.domain.controlling.dialogues import permissions as may
from drehscheibe.domain.controlling.dialogues.topics import proposed_topics
from drehscheibe.domain.controlling.dialogues.workflow import DIALOGUE, HERE
from drehscheibe.domain.controlling.models import AgreedStep, AnnualReport, Dialogue, DialogueIs
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports.selectors import version_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import allowed_among, locked_for
from drehscheibe.kernel.workflow.actions import perform

MOST_STEPS = 30
WORDS = ("topics", "circle", "minutes")
CONFLICT = (
    "Jemand anderes hat inzwischen gespeichert. Ihr Text steht noch in den Feldern; der "
    "gespeicherte steht darunter. Mit „Speichern“ ersetzen Sie ihn."
)


@dataclass(frozen=True)
class Agreement:
    """A step as both sides agree it: what, whose (an organisation, a function), until when."""

    text: str
    owner: Organisation
    due_on: date
    function: str = ""


@transaction.atomic
def prepare_dialogue(*, report: AnnualReport, by: Person, at: datetime) -> Dialogue:
    """The dialogue on a signed report with its topics proposed; twice gives the same one."""
    locked = AnnualReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    known = Dialogue.objects.filter(report=locked).exclude(status=DialogueIs.CANCELLED).first()
    if known is not None:
        _side(known, by, at)
        return known
    version = version_of(locked)
    if version is None:
        raise ControllingRefused("Der Bericht ist noch nicht gezeichnet.")
    dialogue = Dialogue.objects.create(
        centre_id=locked.centre_id, report=locked, version=version, created_by=by, created_at=at,
        topics=proposed_topics(version.snapshot),
    )  # fmt: skip
    _side(dialogue, by, at)
    record("controlling.dialogue.prepare", about=dialogue, by=by, at=at)
    return dialogue


@transaction.atomic
def write_dialogue(
    *, dialogue: Dialogue, typed: dict[str, str], seen: int, by: Person, at: datetime
) -> Dialogue:
    """Topics, circle and minutes; refused when somebody else saved after `seen`."""
    locked = _open(dialogue, by, at)
    if locked.edits != seen:
        raise ControllingRefused(CONFLICT)
    changed = {name: typed[name].strip() for name in WORDS if name in typed}
    _store(locked, changed)
    record("controlling.dialogue.edit", about=locked, by=by, at=at, detail={"edit": locked.edits})
    return locked


@transaction.atomic
def appoint(
    *, dialogue: Dialogue, starts_at: datetime, place: str, by: Person, at: datetime
) -> Dialogue:
    """Agree on a day, or move it; both sides are told."""
    locked = _open(dialogue, by, at)
    if starts_at < at and locked.status == DialogueIs.APPOINTED and locked.starts_at == starts_at:
        return locked
    _store(locked, {"starts_at": starts_at, "place": place.strip()})
    moved = take_step(dialogue=locked, step="appoint", by=by, at=at)
    mails.tell_both(moved, at=at)
    return moved


@transaction.atomic
def take_step(
    *, dialogue: Dialogue, step: str, reason: str = "", by: Person, at: datetime
) -> Dialogue:
    """appoint, conclude or cancel, by whichever side this person belongs to."""
    ending = "" if _side(dialogue, by, at) == may.HOLD else HERE
    return perform(DIALOGUE, f"{step}{ending}", on=dialogue, by=by, at=at, reason=reason)


@transaction.atomic
def agree_step(*, dialogue: Dialogue, agreement: Agreement, by: Person, at: datetime) -> AgreedStep:
    """Another step; its number is never given twice."""
    locked = _open(dialogue, by, at)
    text = agreement.text.strip()
    if not text:
        raise ControllingRefused("Bitte schreiben Sie, was vereinbart ist.", "text")
    last = locked.steps.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_STEPS:
        raise ControllingRefused(f"Mehr als {MOST_STEPS} Schritte sind nicht möglich.")
    step = AgreedStep.objects.create(
        dialogue=locked, number=last + 1, text=text, owner=agreement.owner,
        function=agreement.function.strip(), due_on=agreement.due_on,
    )  # fmt: skip
    record("controlling.dialogue.agree_step", about=locked, by=by, at=at, detail={"n": step.number})
    return step


@transaction.atomic
def drop_step(*, dialogue: Dialogue, number: int, by: Person, at: datetime) -> None:
    """Take a step out again while the dialogue is open."""
    locked = _open(dialogue, by, at)
    if locked.steps.filter(number=number).delete()[0]:
        detail = {"n": number}
        record("controlling.dialogue.drop_step", about=locked, by=by, at=at, detail=detail)


@transaction.atomic
def finish_step(
    *, dialogue: Dialogue, number: int, done_on: date, outcome: str, by: Person, at: datetime
) -> AgreedStep:
    """Note what became of a step; either side may, and correct it later."""
    locked = locked_for(by, _side(dialogue, by, at), dialogue, on=day_of(at))
    if locked.status != DialogueIs.HELD:
        raise ControllingRefused("Erledigen lassen sich Schritte erst nach dem Gespräch.")
    if not outcome.strip():
        raise ControllingRefused("Bitte schreiben Sie, was daraus wurde.", "outcome")
    if done_on > day_of(at):
        raise ControllingRefused("Der Tag liegt in der Zukunft. Bitte prüfen.", "done_on")
    step = locked.steps.get(number=number)
    step.done_on, step.outcome = done_on, outcome.strip()
    step.save(update_fields=["done_on", "outcome"])
    record("controlling.dialogue.finish_step", about=locked, by=by, at=at, detail={"n": number})
    return step


def _open(dialogue: Dialogue, by: Person, at: datetime) -> Dialogue:
    """The row, locked, while it may be written."""
    locked = locked_for(by, _side(dialogue, by, at), dialogue, on=day_of(at))
    if locked.status not in {DialogueIs.PREPARING, DialogueIs.APPOINTED}:
        raise ControllingRefused(
            f"Der Dialog ist „{locked.get_status_display()}“ und ändert sich nicht mehr."
        )
    return locked


def _side(dialogue: Dialogue, by: Person, at: datetime) -> Permission:
    """Which side of the table this person sits on; raises `PermissionDenied` for none."""
    held = allowed_among(by, may.WRITING, dialogue, on=day_of(at))
    side = next((each for each in may.WRITING if each in held), None)
    if side is None:
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.TAKE_PART.label}“.")
    return side


def _store(dialogue: Dialogue, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(dialogue, name, value)
    dialogue.edits += 1
    dialogue.save(update_fields=[*changed, "edits"])

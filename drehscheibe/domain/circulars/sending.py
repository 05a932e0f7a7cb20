"""Circulars: written, sent once to everybody addressed, replaced by the next."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.attaching import mentioned
from drehscheibe.domain.circulars.models import Circular, CircularAddress, CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.domain.circulars.telling import Words, tell
from drehscheibe.domain.circulars.workflow import CIRCULAR
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.rich_text import cleaned
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for, standing_for
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.following import perform_following

Wants = Circular.Wants


@dataclass(frozen=True)
class Letter:
    """What is written; `roles` are codes of those who are told, all when empty."""

    title: str
    text: str
    wants: str = Wants.READING
    task: str = ""
    due_on: date | None = None
    roles: tuple[str, ...] = field(default=())
    replaces: Circular | None = None


@transaction.atomic
def write_circular(*, sender: Organisation, letter: Letter, by: Person, at: datetime) -> Circular:
    """Begin a circular of one's own house."""
    if sender.pk not in standing_for(by, on=day_of(at)).organisations_with(may.SEND):
        raise CircularRefused("Rundschreiben versenden Sie für Ihr eigenes Haus.", "sender")
    _refuse_incomplete(letter, sender)
    circular = Circular.objects.create(sender=sender, written_by=by, **_columns(letter))
    record("circulars.circular.write", about=circular, by=by, at=at)
    return circular


@transaction.atomic
def change_circular(*, circular: Circular, letter: Letter, by: Person, at: datetime) -> Circular:
    """Change a draft; what left is replaced, never changed."""
    held = locked_for(by, may.SEND, circular, on=day_of(at))
    if held.status != CircularIs.DRAFT:
        raise CircularRefused("Was versandt ist, ändert sich nicht. Bitte ersetzen Sie es.")
    _refuse_incomplete(letter, held.sender)
    Circular.objects.filter(pk=held.pk).update(**_columns(letter))
    held.refresh_from_db()
    record("circulars.circular.change", about=held, by=by, at=at)
    return held


@transaction.atomic
def publish(
    *, circular: Circular, to: Collection[Organisation], by: Person, at: datetime
) -> Circular:
    """Send it: number, addresses, one mail to each person concerned. The letter it replaces ends.

    Raises `CircularRefused` without addresses or with a day that has passed.
    """
    held = locked_for(by, may.SEND, circular, on=day_of(at))
    if held.status != CircularIs.DRAFT:
        raise CircularRefused("Dieses Rundschreiben ist schon versandt.")
    if not to:
        raise CircularRefused("Bitte wählen Sie, an wen das Rundschreiben geht.", "to")
    if held.due_on is not None and held.due_on < day_of(at):
        raise CircularRefused("Bitte nennen Sie einen Tag, der noch kommt.", "due_on")
    number = _next_number(held.sender, day_of(at).year)
    perform_following(CIRCULAR, "publish", on=[held], by=by, at=at, number=number, published_at=at)
    CircularAddress.objects.bulk_create(
        CircularAddress(circular=held, organisation=each) for each in sorted(to, key=lambda o: o.pk)
    )
    if held.replaces is not None:
        old = Circular.objects.select_for_update(of=("self",), no_key=True).get(pk=held.replaces.pk)
        perform_following(CIRCULAR, "replace", on=[old], by=by, at=at)
    tell(
        held, held.addresses.all(), key=f"circulars.circular:{held.pk}:publish", at=at,
        words=Words(f"Neues Rundschreiben {number}", _announcement(held)),
    )  # fmt: skip
    return held


@transaction.atomic
def withdraw(*, circular: Circular, reason: str, by: Person, at: datetime) -> Circular:
    """It holds no more, and why; everybody who was told learns it once. The text stays readable."""
    held: Circular = locked_for(by, may.SEND, circular, on=day_of(at))
    if not reason.strip():
        raise CircularRefused("Bitte sagen Sie, warum Sie es zurückziehen.", "reason")
    perform(CIRCULAR, "withdraw", on=held, by=by, at=at, reason=reason)
    tell(
        held, held.addresses.all(), key=f"circulars.circular:{held.pk}:withdraw", at=at,
        words=Words(
            f"Rundschreiben {held.number} ist zurückgezogen",
            f"das Rundschreiben {held.number} gilt nicht mehr. Sie brauchen dazu nichts zu tun.",
        ),
    )  # fmt: skip
    return held


def _announcement(circular: Circular) -> str:
    asked = {
        Wants.READING: "Bitte lesen Sie es.",
        Wants.ACKNOWLEDGING: "Bitte bestätigen Sie, dass Ihr Haus es kennt",
        Wants.TASK: "Es enthält einen Auftrag",
    }[Wants(circular.wants)]
    if circular.wants != Wants.READING:
        until = f" bis zum {german_day(circular.due_on)}" if circular.due_on else ""
        asked = f"{asked}{until}."
    files = f"{said}\n\n" if (said := mentioned(circular)) else ""
    return (
        f"für Ihr Haus liegt das Rundschreiben {circular.number} bereit. {asked}\n\n"
        f"{files}"
        "Bitte melden Sie sich an und öffnen Sie „Rundschreiben“."
    )


def _columns(letter: Letter) -> dict[str, object]:
    return {
        **vars(letter), "text": cleaned(letter.text), "title": letter.title.strip(),
        "task": letter.task.strip(), "roles": list(letter.roles),
    }  # fmt: skip


def _refuse_incomplete(letter: Letter, sender: Organisation) -> None:
    if not letter.title.strip():
        raise CircularRefused("Bitte geben Sie einen Betreff an.", "title")
    if not letter.text.strip():
        raise CircularRefused("Bitte schreiben Sie, worum es geht.", "text")
    if letter.wants == Wants.TASK and not letter.task.strip():
        raise CircularRefused("Bitte sagen Sie in einem Satz, was zu tun ist.", "task")
    old = letter.replaces
    if old is not None and (old.sender_id != sender.pk or old.status != CircularIs.PUBLISHED):
        raise CircularRefused("Ersetzt werden kann ein eigenes, geltendes Rundschreiben.",
                              "replaces")  # fmt: skip


def _next_number(sender: Organisation, year: int) -> str:
    """One after the other within sender and year; two at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7305))", [f"circular:{sender.pk}"]
        )
    numbers = Circular.objects.filter(sender=sender, number__startswith=f"{year}/")
    given = [int(each.partition("/")[2]) for each in numbers.values_list("number", flat=True)]
    return f"{year}/{max(given, default=0) + 1}"

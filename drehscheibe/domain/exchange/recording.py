"""Minutes: written, commented on, approved for good, corrected by the next version (Sc 2.5)."""

from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.exchange.models import (
    InternalMinutes,
    Meeting,
    MeetingIs,
    Minutes,
    MinutesComment,
)
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.telling import tell_members
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.rich_text import cleaned
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

APPROVED = (MeetingIs.APPROVED, MeetingIs.PUBLISHED)


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, text: str, internal: str = "", by: Person, at: datetime
) -> Minutes:
    """Keep the draft of the first version; the first text moves the meeting on."""
    held = led(meeting, by, at)
    if held.status == MeetingIs.HELD:
        held = perform(MEETING, "write", on=held, by=by, at=at)
    if held.status != MeetingIs.MINUTES_DRAFT:
        raise ExchangeRefused("Das Protokoll ist gerade kein Entwurf.")
    draft, _ = Minutes.objects.update_or_create(
        meeting=held, version=1,
        defaults={"text": cleaned(text), "written_by": by, "written_at": at},
    )  # fmt: skip
    keep_internal(draft, internal)
    return draft


@transaction.atomic
def circulate(*, meeting: Meeting, until: date, by: Person, at: datetime) -> Meeting:
    """Ask the members for comments until a day, that day included."""
    if until < day_of(at):
        raise ExchangeRefused("Bitte nennen Sie einen Tag, der noch kommt.", "until")
    moved = perform(MEETING, "circulate", on=meeting, by=by, at=at)
    Meeting.objects.filter(pk=moved.pk).update(comments_until=until)
    moved.refresh_from_db()
    tell_members(
        moved, key=f"exchange.minutes:{moved.pk}:1:circulate:{until}", at=at, full_only=True,
        subject="Ein Protokoll liegt zur Abstimmung vor",
        text=f"bitte sehen Sie das Protokoll bis zum {german_day(until)} durch.",
    )  # fmt: skip
    return moved


@transaction.atomic
def comment(*, meeting: Meeting, text: str, by: Person, at: datetime) -> MinutesComment:
    """Say what should be changed; only full members, only while asked."""
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    found = membership_of(by, held.group, on=day_of(at)) if held.group else None
    if found is None or found.function == Function.GUEST:
        raise ExchangeRefused("Anmerkungen machen die Mitglieder der Gruppe.")
    if held.status != MeetingIs.COMMENT_PERIOD or _is_over(held, at):
        raise ExchangeRefused("Anmerkungen sind nur während der Abstimmung möglich.")
    if not text.strip():
        raise ExchangeRefused("Bitte schreiben Sie, was geändert werden soll.", "text")
    said = MinutesComment.objects.create(
        minutes=held.minutes.get(approved_at=None), by=by, text=text.strip(), at=at
    )
    record("exchange.minutes.comment", about=held, by=by, at=at)
    return said


@transaction.atomic
def approve_minutes(*, meeting: Meeting, by: Person, at: datetime) -> Minutes:
    """Make the version stand for good, after the comment period."""
    moved = perform(MEETING, "approve", on=meeting, by=by, at=at)
    draft = moved.minutes.get(approved_at=None)
    draft.approved_at = at
    draft.save(update_fields=["approved_at"])
    tell_members(
        moved, key=f"exchange.minutes:{moved.pk}:1:approved", at=at, full_only=True,
        subject="Ein Protokoll ist genehmigt", text="das Protokoll Ihrer Sitzung ist genehmigt.",
    )  # fmt: skip
    return draft


@transaction.atomic
def correct_minutes(
    *, meeting: Meeting, text: str, reason: str, by: Person, at: datetime
) -> Minutes:
    """The next version, with its reason; the one before stays, the members learn it once.

    The internal part stays with it unless it is written anew.
    """
    held = led(meeting, by, at)
    if held.status not in APPROVED:
        raise ExchangeRefused("Berichtigt wird ein genehmigtes Protokoll.")
    if not reason.strip():
        raise ExchangeRefused("Bitte nennen Sie den Grund der Berichtigung.", "reason")
    last = held.minutes.select_for_update(of=("self",)).order_by("-version")[0]
    body = cleaned(text)
    if body == last.text:
        raise ExchangeRefused("Der Text ist derselbe wie in der geltenden Fassung.", "text")
    new = Minutes.objects.create(
        meeting=held, version=last.version + 1, text=body, reason=reason.strip(),
        written_by=by, written_at=at, approved_at=at,
    )  # fmt: skip
    internal = InternalMinutes.objects.filter(minutes=last).first()
    keep_internal(new, internal.text if internal else "")
    record("exchange.minutes.correct", about=held, by=by, at=at, detail={"version": new.version})
    tell_members(
        held, key=f"exchange.minutes:{held.pk}:{new.version}:corrected", at=at,
        full_only=held.status != MeetingIs.PUBLISHED,
        subject="Ein Protokoll ist berichtigt",
        text=f"vom Protokoll Ihrer Sitzung gibt es jetzt die Fassung {new.version}. Die früheren "
        "bleiben lesbar.",
    )  # fmt: skip
    return new


def keep_internal(minutes: Minutes, text: str) -> None:
    """The internal part beside its minutes; empty text takes it away."""
    if text.strip():
        InternalMinutes.objects.update_or_create(minutes=minutes, defaults={"text": cleaned(text)})
    else:
        InternalMinutes.objects.filter(minutes=minutes).delete()


def _is_over(meeting: Meeting, at: datetime) -> bool:
    return meeting.comments_until is not None and day_of(at) > meeting.comments_until


def led(meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """The meeting, locked, for whoever leads its group."""
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if held.group is None or not leads(by, held.group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    return held

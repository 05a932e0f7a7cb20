"""The draft of the minutes saves itself: two people write, nothing typed is lost.

It begins with the agenda and its results: public items in the text, internal ones in the part for
the full members. See `kernel.drafts.keeping` for what happens with texts typed at the same time.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.exchange.models import InternalMinutes, Meeting, MeetingIs, Minutes
from drehscheibe.domain.exchange.recording import keep_internal, led
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.drafts.keeping import Input, Kept, Slot, keep, shown_texts
from drehscheibe.kernel.language.light_marks import as_marks, from_marks
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

FORMATTED = Input("text", from_marks, as_marks, empty="")


def draft_texts(meeting: Meeting) -> tuple[dict[str, str], int]:
    """What the page shows for typing, and the save it is based on; before the first save it is
    what the agenda and its results say."""
    draft = meeting.minutes.filter(approved_at=None).first()
    if draft is None:
        return opening_texts(meeting), 0
    return shown_texts(draft, _slots(draft)), draft.edits


def opening_texts(meeting: Meeting) -> dict[str, str]:
    """Agenda and results as a beginning; what was not reached says so."""
    found: dict[str, list[str]] = {"text": [], "internal": []}
    for item in meeting.items.order_by("number"):
        result = as_marks(item.result) if item.reached else "Nicht behandelt."
        found["internal" if item.internal else "text"].append(f"## {item}\n\n{result}".strip())
    return {name: "\n\n".join(parts) for name, parts in found.items()}


@transaction.atomic
def save_draft(
    *, meeting: Meeting, typed: Mapping[str, str], seen: int, overwrite: bool = False,
    by: Person, at: datetime,
) -> Kept:  # fmt: skip
    """Keep what was typed; the first save begins the minutes.

    Raises `ExchangeRefused` once the minutes are out for comments.
    """
    held = led(meeting, by, at)
    if held.status == MeetingIs.HELD:
        held = perform(MEETING, "write", on=held, by=by, at=at)
    if held.status != MeetingIs.MINUTES_DRAFT:
        raise ExchangeRefused("Das Protokoll ist gerade kein Entwurf.")
    draft = held.minutes.filter(approved_at=None).first() or Minutes(
        meeting=held, version=1, written_by=by, written_at=at
    )
    is_new = draft.pk is None
    slots = _slots(draft)
    evened = {name: as_marks(from_marks(text)) for name, text in typed.items()}
    kept = keep(draft, slots, evened, seen=seen, overwrite=overwrite)
    if kept.changed or is_new:
        draft.written_by, draft.written_at = by, at
        draft.save()
        keep_internal(draft, slots["internal"].row.text)
        record("exchange.minutes.write", about=draft, by=by, at=at, detail={"n": draft.edits})
    return kept


def _slots(draft: Minutes) -> dict[str, Slot]:
    """The public part, and the internal one, which lies behind a wall of its own."""
    internal = InternalMinutes.objects.filter(minutes=draft).first() if draft.pk else None
    return {
        "text": Slot(draft, FORMATTED),
        "internal": Slot(internal or InternalMinutes(minutes=draft), FORMATTED),
    }

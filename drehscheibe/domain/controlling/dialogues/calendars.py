"""The appointment of a dialogue as a file for one's own calendar."""

from datetime import datetime, timedelta

from django.conf import settings

from drehscheibe.domain.controlling.models import Dialogue, DialogueIs
from drehscheibe.kernel.calendar.files import CANCEL, PUBLISH, Entry, calendar_file

PRODUCT = "-//Drehscheibe//Wirksamkeitsdialog//DE"
LENGTH = timedelta(hours=2)
"""Nobody agrees on an end; a calendar needs one (our assumption, said in the entry)."""


def appointment_file(dialogue: Dialogue, *, page: str, at: datetime) -> str | None:
    """An iCalendar text of the meeting, `page` the address it leads to; None without a day.

    A meeting that was moved is the same entry with a higher number, so that calendars move it; one
    that was called off is marked so. It names centre, year and place, no topic and nobody.
    """
    if dialogue.starts_at is None:
        return None
    is_off = dialogue.status == DialogueIs.CANCELLED
    entry = Entry(
        uid=f"dialogue-{dialogue.pk}@{_domain()}",
        sequence=dialogue.edits,
        title=f"Wirksamkeitsdialog {dialogue.report.year}, {dialogue.centre.area_name}",
        starts_at=dialogue.starts_at,
        ends_at=dialogue.starts_at + LENGTH,
        place=dialogue.place,
        text=f"{page}\nEin Ende ist nicht vereinbart; eingetragen sind zwei Stunden.",
        called_off=is_off,
    )
    return calendar_file(entry, product=PRODUCT, method=CANCEL if is_off else PUBLISH, at=at)


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")

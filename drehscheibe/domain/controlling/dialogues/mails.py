"""Who is told by mail about a dialogue: centre, year and day, nothing else."""

from datetime import datetime

from drehscheibe.domain.controlling.dialogues import permissions as may
from drehscheibe.domain.controlling.goals.mails import CLOSING
from drehscheibe.domain.controlling.models import Dialogue
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders
from drehscheibe.kernel.organisations.models import Organisation


def tell_both(dialogue: Dialogue, *, at: datetime) -> None:
    """Centre and coordinating office: the day is set or moved."""
    if dialogue.starts_at is None:
        return
    offices = Organisation.objects.filter(kind=Organisation.Kind.COORDINATING_OFFICE)
    sides = (
        (tuple(offices.values_list("pk", flat=True)), may.HOLD),
        ((dialogue.centre.organisation_id,), may.TAKE_PART),
    )
    about = f"Wirksamkeitsdialog {dialogue.report.year}, {dialogue.centre.area_name}"
    day = german_moment(dialogue.starts_at)
    send_reminders(
        [
            Reminder(
                key=f"controlling.dialogue:{dialogue.pk}:{dialogue.edits}:{right.code}",
                places=places,
                permission=right,
                subject=f"{about}: {day}",
                text=(
                    f"Guten Tag,\n\n{about}: {day}.\n\nBitte melden Sie sich in der Drehscheibe "
                    f"an und öffnen Sie „Wirksamkeitsdialoge“.\n\n{CLOSING}"
                ),
            )
            for places, right in sides
        ],
        at=at,
    )

"""What waits for a centre: a wording nobody has decided for ten days (Sc 11.2)."""

from datetime import datetime, timedelta

from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.models import ActorRevision
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders

AFTER = timedelta(days=10)
SUBJECT = "Eine Änderung wartet auf Ihre Freigabe"
TEXT = """Guten Tag,

seit zehn Tagen wartet ein neuer Wortlaut auf Ihre Freigabe: {name}. Bis dahin sieht die \
Öffentlichkeit den alten.

Sie finden ihn unter „Akteure“, gefiltert nach „wartet auf Freigabe“.
"""


def remind_of_waiting(*, at: datetime) -> int:
    """Tell whoever may clear at the centre, once for each wording; how many mails."""
    rows = ActorRevision.objects.filter(
        standing=ActorRevision.Standing.OPEN, written_at__lte=at - AFTER
    )
    return send_reminders(
        (
            Reminder(
                key=f"directory.clear:{each.pk}", places=(each.actor.centre.organisation_id,),
                permission=may.CLEAR, subject=SUBJECT, text=TEXT.format(name=each.name),
                line=f"Änderung von {each.name} freigeben, wartet seit zehn Tagen",
            )
            for each in rows.select_related("actor__centre").order_by("pk")
        ),
        at=at,
    )  # fmt: skip

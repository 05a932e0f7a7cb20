"""Who is told by mail when goals move: centre and years, where to look, no other content.

The key holds the period and the moment: several goals in one submission make one mail a person.
"""

from datetime import datetime

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import GoalPeriod
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders
from drehscheibe.kernel.organisations.models import Organisation

CHANGE_WISHED = "Ein Ministerium bittet um Änderung"
BOTH_AGREED = "Beide Ministerien haben zugestimmt"
TAKEN_BACK = "Ein Ministerium hat seine Entscheidung zurückgenommen"
PUT_FORWARD = "Ziele liegen zur Entscheidung vor"
CLOSING = (
    "Diese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der Kommunalen "
    "Integrationszentren."
)


def tell_ministries(period: GoalPeriod, *, at: datetime) -> None:
    """Everybody who decides on goals, in both ministries: something lies before them."""
    places = Organisation.objects.filter(kind=Organisation.Kind.MINISTRY)
    where = "„Zu entscheiden“ unter „Ziele“"
    _tell(period, PUT_FORWARD, where, tuple(places.values_list("pk", flat=True)), at=at)


def tell_centre(period: GoalPeriod, news: str, *, at: datetime) -> None:
    """Those who write the goals of the centre: a ministry has spoken."""
    _tell(period, news, "die Zielperiode unter „Ziele“", (period.centre.organisation_id,), at=at)


def _tell(
    period: GoalPeriod, news: str, where: str, places: tuple[int, ...], *, at: datetime
) -> None:
    about = f"{period}, {period.centre.area_name}"
    right = may.DECIDE if news == PUT_FORWARD else may.EDIT
    reminder = Reminder(
        key=f"controlling.period:{period.pk}:{at.isoformat()}:{news}"[:180],
        places=places,
        permission=right,
        subject=f"{about}: {news}",
        text=(
            f"Guten Tag,\n\n{about}: {news}.\n\nBitte melden Sie sich in der Drehscheibe an und "
            f"öffnen Sie {where}.\n\n{CLOSING}"
        ),
    )
    send_reminders([reminder], at=at)

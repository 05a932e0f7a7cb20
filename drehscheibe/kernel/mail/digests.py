"""One reminder mail a person and day: what waits under one name leaves together.

The row in the outbox stays what is told exactly once; the digest is made when it leaves. Nothing
is told twice, whatever room or officer wrote it, and there is no second queue.
"""

from datetime import date, datetime, time, timedelta

from django.db import connection

from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.mail.models import OutboxMail

MORNING = time(6)
GATHERING = timedelta(minutes=30)
"""How long what somebody sends in the day waits for more to the same person."""
CLOSING = (
    "Sie bekommen am Tag höchstens eine solche Erinnerung.\n\n"
    "Diese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der Kommunalen "
    "Integrationszentren."
)


def morning(day: date) -> datetime:
    """When the digest of a day leaves, in Germany."""
    return datetime.combine(day, MORNING, BERLIN)


def this_morning(at: datetime) -> datetime:
    """Six o'clock of the day, for what the night has found; at once when that is over."""
    return max(at, morning(day_of(at)))


def leaving_with(mail: OutboxMail, at: datetime) -> list[OutboxMail]:
    """Everything that leaves with this mail, locked; nothing when the person has had its mail.

    Then all of it waits for the next morning. Whoever sends for a person at the same moment waits
    for the first to be done, and sees what it sent.
    """
    if not mail.bundle:
        return [mail]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7304))", [mail.bundle])
    of_person = OutboxMail.objects.filter(bundle=mail.bundle)
    waiting = list(
        of_person.waiting().select_for_update(skip_locked=True).order_by("created_at", "id")
    )
    today = day_of(at)
    if of_person.filter(sent_at__gte=datetime.combine(today, time(), BERLIN)).exists():
        tomorrow = morning(today + timedelta(days=1))
        of_person.filter(pk__in=[each.pk for each in waiting]).update(send_after=tomorrow)
        return []
    return waiting


def as_one(mails: list[OutboxMail]) -> OutboxMail:
    """The mail that leaves for several: one line each, to the latest address; it is not saved.

    Its key is made of all keys, so that a digest that has grown since a crash is another message.
    """
    if len(mails) == 1:
        return mails[0]
    lines = points_of([each.line for each in mails])
    if len(lines) == 1:
        return mails[-1]
    points = "\n\n".join(f"– {line}" for line in lines)
    return OutboxMail(
        pk=mails[-1].pk,
        key="\n".join(sorted(each.key for each in mails)),
        to=mails[-1].to,
        subject=f"Erinnerung: {len(lines)} offene Punkte",
        text=(
            f"Guten Tag,\n\ndiese {len(lines)} Punkte stehen noch aus:\n\n{points}\n\nBitte melden "
            f"Sie sich in der Drehscheibe an; dort finden Sie jeden Punkt.\n\n{CLOSING}"
        ),
        language="de",
    )


def points_of(lines: list[str]) -> list[str]:
    """Each point once, in the order told; the first line is the point, what follows is said to it.

    >>> points_of(["Ziele", "Bericht", "Ziele\\nBitte bald."])
    ['Ziele\\nBitte bald.', 'Bericht']
    """
    points: dict[str, dict[str, None]] = {}
    for line in lines:
        point, _, words = line.partition("\n")
        said = points.setdefault(point, {})
        if words:
            said[words] = None
    return ["\n".join((point, *said)) for point, said in points.items()]

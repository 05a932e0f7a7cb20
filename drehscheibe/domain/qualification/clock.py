"""What time brings, looked over by jobs: seats, minimum, beginning and end, reminders."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.mail_words import BEGINS, SOON
from drehscheibe.domain.qualification.models import UPCOMING, Event, EventIs, Participation
from drehscheibe.domain.qualification.registering import holding_all
from drehscheibe.domain.qualification.telling import mail_about, tell_moved
from drehscheibe.domain.qualification.workflow import EVENT
from drehscheibe.domain.registration.hosting import settle
from drehscheibe.domain.registration.models import Mode, Registration, RegistrationIs
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import Reminder, keep_new, send_reminders
from drehscheibe.kernel.workflow.following import perform_following

REMIND_BEFORE = timedelta(days=3)


def settle_seats(*, at: datetime) -> int:
    """Offers that ended and seats that are released today; how many mails. Twice is once."""
    offers = Q(
        pools__pool__registrations__status=RegistrationIs.OFFERED,
        pools__pool__registrations__offered_until__lte=at,
    )
    released = Q(
        pools__pool__registrations__status=RegistrationIs.WAITLISTED,
        pools__pool__released_on__lte=day_of(at),
    ) & ~Q(pools__pool__mode=Mode.MANUAL)
    due = Event.objects.filter(status__in=UPCOMING).filter(offers | released).distinct()
    told = 0
    for event in due:
        with transaction.atomic(), holding_all(event) as pools:
            moved: list[Registration] = []
            for pool in pools.values():
                moved += settle(pool=pool, at=at)
            told += tell_moved(moved, at=at)
    return told


@transaction.atomic
def look_at_minimum(*, at: datetime) -> int:
    """Reached: the event takes place. Not reached on the day of decision: its hosts are told once.

    Nobody but the host calls an event off.
    """
    rows = Event.objects.filter(status=EventIs.PUBLISHED, min_participants__isnull=False)
    told: list[Reminder] = []
    for event in rows.select_for_update(of=("self",)):
        count = confirmed_in(event)
        if count >= (event.min_participants or 0):
            perform_following(EVENT, "confirm", on=[event], by=None, at=at)
        elif event.decide_by is not None and event.decide_by <= day_of(at):
            told.append(_undecided(event, count))
    return send_reminders(told, at=at)


@transaction.atomic
def begin_and_finish(*, at: datetime) -> None:
    """Events that have begun run; those that are over are done."""
    rows = Event.objects.select_for_update(of=("self",))
    begun = list(rows.filter(status__in=UPCOMING, starts_at__lte=at))
    perform_following(EVENT, "begin", on=begun, by=None, at=at)
    over = list(rows.filter(status=EventIs.RUNNING, ends_at__lte=at))
    perform_following(EVENT, "finish", on=over, by=None, at=at)


@transaction.atomic
def remind_participants(*, at: datetime) -> int:
    """Everybody with a seat, once, three days before the first date."""
    rows = Participation.objects.filter(
        event__status__in=UPCOMING, event__starts_at__gt=at,
        event__starts_at__lte=at + REMIND_BEFORE,
        registration__status=RegistrationIs.CONFIRMED,
    ).select_related("event", "registration__person__account")  # fmt: skip
    return keep_new([_reminder(each, at) for each in rows if each.email])


def confirmed_in(event: Event) -> int:
    """How many people have a seat, in all parts; workshops are seats of the same people."""
    return event.participations.filter(registration__status=RegistrationIs.CONFIRMED).count()


def _reminder(participation: Participation, at: datetime) -> OutboxMail:
    starts = participation.event.starts_at
    when = "" if starts is None else f"{starts.astimezone(BERLIN):%d.%m.%Y, %H:%M}"
    return mail_about(participation, kind="reminder", news=SOON, at=at, words=BEGINS, when=when)


def _undecided(event: Event, count: int) -> Reminder:
    last = "" if event.decide_by is None else german_day(event.decide_by)
    return Reminder(
        key=f"qualification.minimum:{event.pk}:{event.decide_by}",
        places=(event.owner_id,),
        permission=may.EVENT_KEEP,
        subject=f"{event.number}: Mindestzahl nicht erreicht",
        text=(
            f"Guten Tag,\n\n{event.title}: {count} von mindestens {event.min_participants} Plätzen "
            f"sind belegt, entschieden werden sollte bis {last}.\n\nBitte melden Sie sich in der "
            "Drehscheibe an und sagen Sie zu oder ab.\n\nDiese Nachricht hat die Drehscheibe "
            "verschickt."
        ),
    )

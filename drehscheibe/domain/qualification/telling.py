"""Who is told what by mail: one mail for one thing that happened, with the calendar where it moves.

Subjects hold number and title of the event, never a person. The text holds what to do and the
personal link; reasons and online access stand behind it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from drehscheibe.domain.qualification.calendars import CANCEL, REQUEST, Guest, invitation
from drehscheibe.domain.qualification.links import own_page
from drehscheibe.domain.qualification.models import Event, EventPool, Participation, Session
from drehscheibe.domain.registration.models import Registration, RegistrationIs
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new

CLOSING = (
    "Über diesen Link sehen Sie Ihre Anmeldung und können sich abmelden. Geben Sie ihn nicht "
    "weiter.\n\nDiese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der "
    "Kommunalen Integrationszentren."
)
NEWS = {
    RegistrationIs.PENDING: "Ihre Anmeldung wird geprüft",
    RegistrationIs.CONFIRMED: "Sie sind angemeldet",
    RegistrationIs.WAITLISTED: "Sie stehen auf der Warteliste",
    RegistrationIs.OFFERED: "Ein Platz ist frei geworden",
    RegistrationIs.DECLINED: "Sie haben das Angebot abgelehnt",
    RegistrationIs.EXPIRED: "Ihr Angebot ist verfallen",
    RegistrationIs.WITHDRAWN: "Sie sind abgemeldet",
    RegistrationIs.REJECTED: "Ihre Anmeldung wurde nicht angenommen",
    RegistrationIs.CANCELLED: "Die Veranstaltung ist abgesagt",
}
ENDED = (
    RegistrationIs.WITHDRAWN,
    RegistrationIs.REJECTED,
    RegistrationIs.CANCELLED,
    RegistrationIs.DECLINED,
    RegistrationIs.EXPIRED,
)


def tell_moved(moved: Iterable[Registration], *, at: datetime, about: str = "") -> int:
    """Tell everybody whose registration changed; call it while their pools are held.

    `about` is what came with it, such as why the event is called off. The same state of the same
    registration is told once; how many mails are new.
    """
    stands = {one.pk: one for one in moved}
    mains = list(_participations().filter(registration__in=stands))
    mails = [_of_seat(each, stands[each.registration_id], about, at) for each in mains]
    mails += _of_workshops(stands, at)
    fresh = [each for each in mains if each.registration.status == RegistrationIs.CONFIRMED]
    Participation.objects.filter(pk__in=[each.pk for each in fresh]).update(invited=True)
    return keep_new([mail for mail in mails if mail.to])


def tell_of_dates(
    event: Event, sessions: Iterable[Session], *, method: str, news: str, at: datetime
) -> int:
    """Tell all who are confirmed that dates moved or are called off."""
    listed = list(sessions)
    key = ".".join(f"{each.pk}:{each.sequence}" for each in listed)
    rows = _participations().filter(event=event, registration__status=RegistrationIs.CONFIRMED)
    mails = []
    for each in rows:
        own = [session for session in listed if _concerns(session, _workshops_of(each))]
        if own and each.email:
            mails.append(_mail(
                each, f"dates:{key}", news, _dates(own, method), at,
                invitation(event, own, _guest(each), method=method, at=at),
            ))  # fmt: skip
    return keep_new(mails)


def sessions_of(participation: Participation) -> list[Session]:
    """The dates this participant comes to."""
    workshops = _workshops_of(participation)
    return [each for each in participation.event.sessions.all() if _concerns(each, workshops)]


def mail_about(
    participation: Participation, *, kind: str, news: str, words: str, at: datetime
) -> OutboxMail:
    """Any other mail to a participant; `kind` makes it one."""
    return _mail(participation, kind, news, words, at, [])


def _of_seat(
    participation: Participation, one: Registration, about: str, at: datetime
) -> OutboxMail:
    news, method = NEWS[RegistrationIs(one.status)], ""
    if one.status == RegistrationIs.CONFIRMED:
        method = REQUEST
    elif one.status in ENDED and participation.invited:
        method = CANCEL
    files: list[dict[str, str]] = []
    if method:
        sessions = sessions_of(participation)
        if one.status == RegistrationIs.CONFIRMED:
            sessions = [each for each in sessions if each.called_off_at is None]
        files = invitation(
            participation.event, sessions, _guest(participation), method=method, at=at
        )
    key = f"seat:{one.pk}:{one.pool_id}:{one.status}"
    return _mail(participation, key, news, _what_to_do(one, about), at, files)


def _what_to_do(one: Registration, about: str) -> str:
    match RegistrationIs(one.status):
        case RegistrationIs.WAITLISTED:
            return f"{one.get_waits_for_display()} Ihre Wartenummer ist {one.number}."
        case RegistrationIs.OFFERED if one.offered_until is not None:
            until = one.offered_until.astimezone(BERLIN).strftime("%d.%m.%Y, %H:%M Uhr")
            return f"Der Platz ist bis {until} für Sie frei gehalten. Bitte nehmen Sie ihn an."
        case RegistrationIs.CANCELLED:
            return f"Grund: {about}" if about else ""
        case RegistrationIs.EXPIRED:
            return "Wenn Sie weiter teilnehmen möchten, melden Sie sich bitte neu an."
    return ""


def _of_workshops(stands: dict[int, Registration], at: datetime) -> Iterator[OutboxMail]:
    through = Participation.workshops.through.objects.filter(registration__in=stands)
    found = dict(through.values_list("registration_id", "participation_id"))
    rows = _participations().in_bulk(found.values())
    titles = dict(
        EventPool.objects.filter(pool__in={stands[key].pool_id for key in found}).values_list(
            "pool_id", "title"
        )
    )
    for key, owner in found.items():
        one = stands[key]
        if one.status == RegistrationIs.CANCELLED:
            continue  # the event itself is called off, and its mail says so
        news = f"Workshop „{titles[one.pool_id]}“: {one.get_status_display()}"
        mail_key = f"workshop:{one.pk}:{one.status}"
        yield _mail(rows[owner], mail_key, news, _what_to_do(one, ""), at, [])


def _mail(
    participation: Participation,
    kind: str,
    news: str,
    words: str,
    at: datetime,
    files: list[dict[str, str]],
) -> OutboxMail:
    event = participation.event
    said = f"{words}\n\n" if words else ""
    return OutboxMail(
        key=f"qualification:{participation.pk}:{kind}"[:200],
        to=participation.email,
        subject=f"{event.number}: {news}"[:200],
        text=(
            f"Guten Tag,\n\n{news}: {event.title}.\n\n{said}{own_page(participation)}\n\n{CLOSING}"
        ),
        attachments=files,
        language="de",
        created_at=at,
        send_after=at,
    )


def _dates(sessions: Iterable[Session], method: str) -> str:
    lines = [
        f"{each.starts_at.astimezone(BERLIN):%d.%m.%Y, %H:%M} bis "
        f"{each.ends_at.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"
        for each in sessions
    ]
    return ("Entfällt: " if method == CANCEL else "Neuer Termin: ") + "; ".join(lines)


def _guest(participation: Participation) -> Guest:
    part = participation.registration.pool.of_event.part
    return Guest(email=participation.email, part=part, page=own_page(participation))


def _participations() -> QuerySet[Participation]:
    return Participation.objects.select_related(
        "event__owner", "registration__person", "registration__pool__of_event"
    ).prefetch_related("event__sessions__workshop", "workshops")


def _workshops_of(participation: Participation) -> set[int]:
    return {
        each.pool_id
        for each in participation.workshops.all()
        if each.status == RegistrationIs.CONFIRMED
    }


def _concerns(session: Session, pools: set[int]) -> bool:
    return session.workshop is None or session.workshop.pool_id in pools

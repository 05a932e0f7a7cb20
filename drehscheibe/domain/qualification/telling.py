"""Who is told what by mail: one mail for one thing that happened, with the calendar where it moves.

Subjects hold number and title of the event, never a person. The text holds what to do and the
personal link; reasons and online access stand behind it. Each mail has the participant's language
(`mail_words.reading`).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from drehscheibe.domain.qualification import mail_words as texts
from drehscheibe.domain.qualification.calendars import CANCEL, REQUEST, Guest, invitation
from drehscheibe.domain.qualification.links import own_page
from drehscheibe.domain.qualification.mail_words import reading, said
from drehscheibe.domain.qualification.models import Event, EventPool, Participation, Session
from drehscheibe.domain.registration.models import Registration, RegistrationIs
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new

ENDED = (
    RegistrationIs.WITHDRAWN,
    RegistrationIs.REJECTED,
    RegistrationIs.CANCELLED,
    RegistrationIs.DECLINED,
    RegistrationIs.EXPIRED,
)


def tell_moved(
    moved: Iterable[Registration], *, at: datetime, about: str = "",
    made: Participation | None = None,
) -> int:  # fmt: skip
    """Tell everybody whose registration changed; call it while their pools are held.

    `about` is what came with it, such as why the event is called off; `made` a new participation
    in hand, read again only where dates are told. The same state of the same registration is told
    once; how many mails are new.
    """
    stands = {one.pk: one for one in moved}
    mains = [made] if made is not None and not _with_calendar(made) else []
    others = stands.keys() - {each.registration_id for each in mains}
    if others:
        mains += _participations().filter(registration__in=others)
    mails = [_of_seat(each, stands[each.registration_id], about, at) for each in mains]
    seats = {each.registration_id for each in mains}
    workshops = {key: one for key, one in stands.items() if key not in seats}
    if workshops:
        mails += _of_workshops(workshops, at)
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
                each, f"dates:{key}", news, _dates(own, method, reading(each)), at,
                invitation(event, own, _guest(each), method=method, at=at),
            ))  # fmt: skip
    return keep_new(mails)


def sessions_of(participation: Participation) -> list[Session]:
    """The dates this participant comes to."""
    workshops = _workshops_of(participation)
    return [each for each in participation.event.sessions.all() if _concerns(each, workshops)]


def mail_about(
    participation: Participation, *, kind: str, news: str, at: datetime, words: str = "",
    **values: object,
) -> OutboxMail:  # fmt: skip
    """Any other mail to a participant; `kind` makes it one, `values` go into `words`."""
    told = said(words, reading(participation), **values) if words else ""
    return _mail(participation, kind, news, told, at, [])


def _of_seat(
    participation: Participation, one: Registration, about: str, at: datetime
) -> OutboxMail:
    news, method = texts.NEWS[RegistrationIs(one.status)], ""
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
    told = _what_to_do(one, about, reading(participation))
    return _mail(participation, key, news, told, at, files)


def _with_calendar(participation: Participation) -> bool:
    """Whether its mail carries dates, which are to be read then."""
    status = participation.registration.status
    return status == RegistrationIs.CONFIRMED or (status in ENDED and participation.invited)


def _what_to_do(one: Registration, about: str, language: str) -> str:
    match RegistrationIs(one.status):
        case RegistrationIs.WAITLISTED:
            why = said(one.get_waits_for_display(), language)
            return f"{why} {said(texts.NUMBER, language, number=one.number)}"
        case RegistrationIs.OFFERED if one.offered_until is not None:
            until = one.offered_until.astimezone(BERLIN).strftime("%d.%m.%Y, %H:%M")
            return said(texts.OFFER, language, until=until)
        case RegistrationIs.CANCELLED:
            return said(texts.REASON, language, reason=about) if about else ""
        case RegistrationIs.EXPIRED:
            return said(texts.ANEW, language)
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
        mine = rows[owner]
        state = said(one.get_status_display(), reading(mine))
        news = said(texts.WORKSHOP, reading(mine), title=titles[one.pool_id], state=state)
        mail_key = f"workshop:{one.pk}:{one.status}"
        yield _mail(mine, mail_key, news, _what_to_do(one, "", reading(mine)), at, [])


def _mail(
    participation: Participation,
    kind: str,
    news: str,
    words: str,
    at: datetime,
    files: list[dict[str, str]],
) -> OutboxMail:
    event, language = participation.event, reading(participation)
    told = said(news, language)
    closing = f"{said(texts.LINK, language)}\n\n{said(texts.SENDER, language)}"
    parts = [
        said(texts.GREETING, language), f"{told}: {event.title}.", words, own_page(participation),
        closing,
    ]  # fmt: skip
    return OutboxMail(
        key=f"qualification:{participation.pk}:{kind}"[:200],
        to=participation.email,
        subject=f"{event.number}: {told}"[:200],
        text="\n\n".join(part for part in parts if part),
        attachments=files,
        language=language,
        created_at=at,
        send_after=at,
    )


def _dates(sessions: Iterable[Session], method: str, language: str) -> str:
    spans = [
        said(
            texts.SPAN, language,
            first=f"{each.starts_at.astimezone(BERLIN):%d.%m.%Y, %H:%M}",
            last=f"{each.ends_at.astimezone(BERLIN):%d.%m.%Y, %H:%M}",
        )
        for each in sessions
    ]  # fmt: skip
    news = texts.NO_DATE if method == CANCEL else texts.NEW_DATE
    return said(news, language, dates="; ".join(spans))


def _guest(participation: Participation) -> Guest:
    part = participation.registration.pool.of_event.part
    return Guest(
        email=participation.email, part=part, page=own_page(participation),
        language=reading(participation),
    )  # fmt: skip


def _participations() -> QuerySet[Participation]:
    return Participation.objects.select_related(
        "event__owner", "registration__person__account", "registration__pool__of_event"
    ).prefetch_related("event__sessions__workshop", "workshops")


def _workshops_of(participation: Participation) -> set[int]:
    return {
        each.pool_id
        for each in participation.workshops.all()
        if each.status == RegistrationIs.CONFIRMED
    }


def _concerns(session: Session, pools: set[int]) -> bool:
    return session.workshop is None or session.workshop.pool_id in pools

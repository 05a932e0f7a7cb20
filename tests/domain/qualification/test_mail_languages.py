"""Every mail to a guest speaks the language of the form she filled in."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings

from drehscheibe.domain.qualification import hosting
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.certifying import issue_certificate, revoke_certificate
from drehscheibe.domain.qualification.clock import remind_participants
from drehscheibe.domain.qualification.models import EventPool, Participation
from drehscheibe.domain.qualification.own_seat import accept, withdraw
from drehscheibe.domain.qualification.preparing import SeatFacts, SessionFacts, open_seats
from drehscheibe.domain.qualification.registering import Wish, take_seats
from drehscheibe.domain.registration.seats import Who
from drehscheibe.kernel.people.models import Account
from tests.domain.qualification.stories import DAY, HOUR, Hall, hall, mails_to

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _ in settings.LANGUAGES]
OFFERED = {
    "de": "Ein Platz ist frei geworden",
    "en": "A place has become free",
    "tr": "Bir yer boşaldı",
    "uk": "Звільнилося місце",
    "ar": "أصبح هناك مكان شاغر",
    "de-simple": "Ein Platz ist frei",
    "ru": "Освободилось место",
    "fa": "یک جا خالی شد",
    "ku": "Cihek vala bû",
    "ro": "S-a eliberat un loc",
    "bg": "Освободи се място",
    "fr": "Une place s’est libérée",
}
GERMAN = ("Ihre", "Ihr ", "Bitte", "Guten Tag", "Warteliste", "Termin", "Beginn", "Grund", "Uhr",
          "Diese Nachricht", "bis ", "Platz", "abgesagt")  # fmt: skip


def guest(own: Hall, language: str, *, at: datetime, part: str = "onsite") -> Participation:
    """A visitor who has confirmed, with the language of her form."""
    seats = EventPool.objects.select_related("event__owner", "pool").get(pk=own.parts[part].pk)
    workshops = tuple(own.event.pools.filter(part="workshop").select_related("pool"))
    wish = Wish(part=seats, key=uuid4(), language=language, workshops=workshops)
    who = Who(guest_name="Jo Gast", guest_email=f"{uuid4().hex[:9]}@example.org")
    return take_seats(wish, who, by=None, at=at)


def story(language: str, noon: datetime) -> list[tuple[str, str, str]]:
    """Waits, is offered a seat, dates move, is reminded, certified; another one's event is off."""
    own = hall(noon, seats=1, title="X", units=(4, 4))
    one = SeatFacts(capacity=1)
    open_seats(event=own.event, part="workshop", title="W", seats=one, by=own.host, at=noon)
    first, second = guest(own, "de", at=noon), guest(own, language, at=noon)
    withdraw(participation=first, by=None, at=noon)
    second.refresh_from_db()
    accept(participation=second, by=None, at=noon)
    start = own.sessions[0].starts_at + HOUR
    facts = SessionFacts(starts_at=start, ends_at=start + 3 * HOUR, units=own.sessions[0].units)
    hosting.change_session(session=own.sessions[0], facts=facts, by=own.host, at=noon)
    hosting.call_off_date(session=own.sessions[1], by=own.host, at=noon)
    remind_participants(at=start - 2 * DAY)
    event = own.over()
    end = event.ends_at or noon
    came = [Note(second.pk, own.sessions[0].pk, "present")]
    note_attendance(event=event, notes=came, by=own.host, at=end)
    paper = issue_certificate(participation=second, by=own.host, at=end)
    revoke_certificate(certificate=paper, reason="Irrtum", by=own.host, at=end)
    off = hall(noon, title="X")
    gone = guest(off, language, at=noon)
    hosting.cancel_event(event=off.event, reason="Sturm", by=off.host, at=noon + timedelta(days=1))
    return [
        (mail.subject, mail.text, mail.language) for mail in [*mails_to(second), *mails_to(gone)]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_waiting_offer_moved_certificate_and_cancelled(language: str, noon: datetime) -> None:
    told = story(language, noon)
    assert len(told) >= 9
    assert {each for _, _, each in told} == {language}
    assert [subject for subject, _, _ in told if OFFERED[language] in subject]
    place = "" if language == "de" else f"/{language}"
    for subject, text, _ in told:
        assert f"{settings.DREHSCHEIBE_ORIGIN}{place}/veranstaltungen/teilnahme/" in text
        said = [word for word in GERMAN if word in subject + text]
        assert said if language in ("de", "de-simple") else not said, text


def test_one_guest_s_language_is_not_another_s(noon: datetime) -> None:
    own = hall(noon, seats=5)
    here, there = guest(own, "de", at=noon), guest(own, "uk", at=noon)
    assert "Sie sind angemeldet" in mails_to(here)[0].subject
    (mail,) = mails_to(there)
    assert "Вас зареєстровано" in mail.subject
    calendar = str(mail.attachments[0]["text"]).replace("\r\n ", "")
    assert "Ваша сторінка про захід" in calendar
    assert "Ihre Seite" not in calendar


@pytest.mark.parametrize(
    ("language", "subject", "place"),
    [("ar", OFFERED["ar"], "/ar"), ("de", OFFERED["de"], ""), ("xx", OFFERED["de"], "")],
)
def test_an_account_s_language_is_that_of_its_mails(
    language: str, subject: str, place: str, noon: datetime
) -> None:
    """An Arabic and a German one; a language without texts falls back to German as a whole."""
    own = hall(noon, seats=1, title="X")
    guest(own, "de", at=noon)
    one = own.come(at=noon)
    person = one.registration.person
    assert person is not None
    Account.objects.filter(person=person).update(language=language)
    withdraw(participation=Participation.objects.exclude(pk=one.pk).get(), by=None, at=noon)
    mail = mails_to(one)[-1]
    assert subject in mail.subject
    assert mail.language == ("ar" if language == "ar" else "de")
    assert f"{settings.DREHSCHEIBE_ORIGIN}{place}/veranstaltungen/teilnahme/" in mail.text
    assert ("Guten Tag" in mail.text) is (language != "ar")


def test_the_reminder_comes_in_the_account_s_language(noon: datetime) -> None:
    own = hall(noon, title="X")
    here, there = own.come(at=noon), own.come(at=noon)
    for one, language in ((here, "de"), (there, "ar")):
        Account.objects.filter(person=one.registration.person).update(language=language)
    remind_participants(at=own.sessions[0].starts_at - 2 * DAY)
    assert "Ihre Veranstaltung beginnt bald" in mails_to(here)[-1].subject
    assert "فعاليتكم تبدأ قريبًا" in mails_to(there)[-1].subject

"""Planning pages of an event: course, dates that move, seats, questions, co-hosts, papers."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.controlling.figures.rows import FigureRow
from drehscheibe.domain.qualification import qualifications
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.certifying import issue_certificate
from drehscheibe.domain.qualification.courses import add_kind
from drehscheibe.domain.qualification.models import Certificate, CourseTemplate, Event
from drehscheibe.domain.qualification.preparing import SeatFacts, TemplateFacts, create_template
from drehscheibe.doors.staff.controlling.row_links import linked
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.directory.stories import field
from tests.domain.qualification.stories import Hall, centre, hall, mails_to, office, state

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
HOME = "/mitarbeit/veranstaltungen/"
As = Callable[[Person], Client]
EVENT = {"title": "Sprachsensibel beraten", "kind": "training", "format": "onsite",
         "tier": "public", "certificate_percent": "75"}  # fmt: skip
SEATS = {"capacity": "3", "mode": "offer", "offer_hours": "48"}
DATE = {"day": "04.05.2026", "begins": "09:00", "ends": "12:00", "units": "4"}


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(answer: Any) -> str:
    """The page as text."""
    return str(answer.content, "utf-8")


def of(own: Hall) -> str:
    """Where the event is."""
    return f"{HOME}{own.event.number}/"


def test_fields_of_action_come_from_the_course_and_are_chosen_without_one(as_person: As) -> None:
    school, work = (field(f"hf.{key}", "handlungsfeld", f"Feld {key}") for key in ("a", "b"))
    host = factories.person("coordination", of=office())
    facts = TemplateFacts(code="b", title="Basis", units=Decimal(4), fields_of_action=(school.pk,))
    course = create_template(owner=office(), facts=facts, by=host, at=NOW)
    desk = as_person(host)
    before = said(desk.get(f"{HOME}neu/?vorlage={course.pk}"))
    assert re.search(f'value="{school.pk}"[^>]*checked', before)
    assert not re.search(f'value="{work.pk}"[^>]*checked', before)
    desk.post(f"{HOME}neu/", {**EVENT, "owner": office().pk, "fields_of_action": [work.pk]})
    event = Event.objects.get()
    assert list(event.fields_of_action.all()) == [work]
    work.valid_to = date(2026, 3, 1)
    work.save()
    for _ in range(2):  # one that ended stays where it was chosen
        answer = desk.post(
            f"{HOME}{event.number}/angaben/", {**EVENT, "fields_of_action": [work.pk]}
        )
        assert answer.status_code == 302
    assert list(event.fields_of_action.all()) == [work]
    assert Entry.objects.filter(act="qualification.event.fields").count() == 1
    desk.post(f"{HOME}{event.number}/angaben/", {**EVENT, "fields_of_action": ["hf.none"]})
    assert list(event.fields_of_action.all()) == [work]
    desk.post(f"{HOME}{event.number}/angaben/", EVENT)
    assert not event.fields_of_action.exists()


def test_a_course_is_changed_for_events_to_come_and_ends(as_person: As) -> None:
    host = factories.person("coordination", of=office())
    facts = TemplateFacts(code="basis", title="Basisschulung", units=Decimal(4))
    course = create_template(owner=office(), facts=facts, by=host, at=NOW)
    create_template(
        owner=office(), by=host, at=NOW,
        facts=TemplateFacts(code="aufbau", title="Aufbaukurs", units=Decimal(8)),
    )  # fmt: skip
    desk, page = as_person(host), f"{HOME}vorlagen/{course.pk}/"
    typed = {"title": "Basiskurs", "code": "aufbau", "units": "6,5", "tier": "network",
             "target_groups": "Lehrkräfte\nErzieherinnen", "certificate_percent": "80"}  # fmt: skip
    assert "Kürzel haben Sie schon vergeben" in said(desk.post(page, typed))
    assert "Bitte nur Buchstaben" in said(desk.post(page, {**typed, "code": "zwei worte"}))
    desk.post(page, {**typed, "code": "basis"})
    course.refresh_from_db()
    assert (course.title, course.units) == ("Basiskurs", Decimal("6.5"))
    assert course.target_groups == ["Lehrkräfte", "Erzieherinnen"]
    stranger = as_person(factories.person("head", of=centre("Unna")))
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}beenden/").status_code == 404
    desk.post(f"{page}beenden/")
    course.refresh_from_db()
    assert course.ended_on == date(2026, 4, 1)
    assert "nicht mehr angeboten" in said(desk.get(f"{HOME}vorlagen/"))
    assert "Basiskurs" not in said(desk.get(f"{HOME}vorlagen/"))
    assert CourseTemplate.objects.count() == 2


def test_a_moved_date_is_told_once_and_a_title_never_sc_1_5(as_person: As) -> None:
    own = hall(NOW, tier="network")
    comes = own.come(at=NOW)
    session = own.sessions[0]
    begins = session.starts_at.astimezone(BERLIN)
    same = {"day": f"{begins:%d.%m.%Y}", "begins": f"{begins:%H:%M}",
            "ends": f"{begins + timedelta(hours=3):%H:%M}", "units": "4"}  # fmt: skip
    desk, page = as_person(own.host), f"{of(own)}termin/{session.pk}/"
    assert f'value="{begins:%H:%M}"' in said(desk.get(page))
    OutboxMail.objects.all().delete()
    desk.post(page, {**same, "title": "Neuer Titel"})
    session.refresh_from_db()
    assert (session.title, session.sequence) == ("Neuer Titel", 0)
    assert not mails_to(comes)
    desk.post(page, {**same, "room": "Saal 2"})
    desk.post(page, {**same, "room": "Saal 2"})
    session.refresh_from_db()
    assert session.sequence == 1
    mail = mails_to(comes)
    assert len(mail) == 1
    assert "METHOD:REQUEST" in mail[0].attachments[0]["text"]
    assert "SEQUENCE:1" in mail[0].attachments[0]["text"]


def test_over_midnight_and_in_the_nights_of_the_clock(as_person: As) -> None:
    """28.03.2027 02:30 does not exist; 25.10.2026 02:30 comes twice and stays when saved again."""
    own = hall(NOW, draft=True)
    desk, page = as_person(own.host), f"{of(own)}termin/"
    wrong = {**DATE, "day": "28.03.2027", "begins": "02:30", "ends": "04:00"}
    answer = desk.post(page, wrong)
    assert answer.status_code == 422
    assert "gibt es 02:30 Uhr nicht" in said(answer)
    assert 'value="02:30"' in said(answer)
    night = {**DATE, "day": "24.10.2026", "begins": "22:00", "ends": "02:30"}
    assert "nächsten Tag" in said(desk.post(page, night))
    desk.post(page, {**night, "last_day": "25.10.2026", "title": "Lange Nacht"})
    made = own.event.sessions.get(title="Lange Nacht")
    assert made.ends_at - made.starts_at == timedelta(hours=4, minutes=30)
    later = made.ends_at + timedelta(hours=1)  # the second 02:30
    own.event.sessions.filter(pk=made.pk).update(ends_at=later)
    desk.post(f"{page}{made.pk}/", {**night, "last_day": "25.10.2026", "title": "Sehr lange Nacht"})
    made.refresh_from_db()
    assert (made.title, made.ends_at) == ("Sehr lange Nacht", later)


def test_every_week_by_the_clock_on_the_wall(as_person: As) -> None:
    own = hall(NOW, draft=True)
    desk = as_person(own.host)
    weekly = {**DATE, "day": "12.10.2026", "title": "Kurs", "repeat": "3"}
    desk.post(f"{of(own)}termin/", weekly)
    rows = own.event.sessions.filter(title="Kurs")
    assert [f"{each.starts_at.astimezone(BERLIN):%d.%m. %H:%M}" for each in rows] == [
        "12.10. 09:00", "19.10. 09:00", "26.10. 09:00",
    ]  # fmt: skip
    many = desk.post(f"{of(own)}termin/", {**weekly, "repeat": "500"})
    assert many.status_code == 422


def test_one_of_two_dates_is_dropped_the_last_is_not(as_person: As) -> None:
    own = hall(NOW, units=(4, 4))
    desk = as_person(own.host)
    first, second = own.sessions
    desk.post(f"{of(own)}termin/{first.pk}/entfaellt/")
    first.refresh_from_db()
    assert first.called_off_at is not None
    answer = desk.post(f"{of(own)}termin/{second.pk}/entfaellt/", follow=True)
    assert "einzige Termin" in said(answer)


def test_kept_seats_need_a_day_and_more_seats_move_the_queue(as_person: As) -> None:
    own = hall(NOW, seats=1)
    own.come(at=NOW)
    waits = own.come(at=NOW, of=centre("Unna"))
    desk, page = as_person(own.host), f"{of(own)}plaetze/{own.parts['onsite'].pk}/"
    kept = {**SEATS, "kept_for_0": centre("Soest").pk, "kept_seats_0": "2"}
    answer = desk.post(page, kept)
    assert answer.status_code == 422
    assert "ab dem sie frei werden" in said(answer)
    assert "Wie viele Plätze?" in said(desk.post(page, {**kept, "kept_seats_0": ""}))
    desk.post(page, {**kept, "released_on": "20.04.2026"})
    pool = own.parts["onsite"].pool
    assert list(pool.kept.values_list("organisation__name", "seats")) == [("KI Soest", 2)]
    assert state(waits)[0] == "waitlisted"
    fewer = desk.post(page, {**SEATS, "capacity": "0"})
    assert "schon vergeben" in said(fewer)
    desk.post(page, {**SEATS, "capacity": "2"})
    assert state(waits)[0] == "offered"
    assert not pool.kept.exists()


def test_questions_are_asked_and_stay_once_answered(as_person: As) -> None:
    own = hall(NOW)
    desk, page = as_person(own.host), f"{of(own)}fragen/"
    choice = {"label": "Essen", "kind": "choice", "options": "vegetarisch", "sensitive": "on"}
    assert "mindestens zwei" in said(desk.post(page, choice))
    desk.post(page, {**choice, "options": "vegetarisch\nvegan\nvegan"})
    question = own.event.questions.get()
    assert (question.options, question.sensitive) == (["vegetarisch", "vegan"], True)
    assert "31.05.2026" in said(desk.get(page))  # 30 days after the end
    own.come(at=NOW, answers={question.pk: "vegan"})
    assert "vegan" in said(desk.get(f"{of(own)}teilnehmende/"))
    drop = f"{page}{question.pk}/weg/"
    assert "schon beantwortet" in said(desk.post(drop, follow=True))
    desk.post(page, {**choice, "label": "Anreise", "kind": "text"})
    other = own.event.questions.get(label="Anreise")
    desk.post(f"{page}{other.pk}/weg/")
    assert own.event.questions.count() == 1


def test_co_hosts_series_and_what_one_has_to_bring(as_person: As) -> None:
    own = hall(NOW, tier="organisation", draft=True)
    partner = factories.person("head", of=centre("Soest"))
    kind = add_kind(label="Basis", code="basis", months=None, multiplier=False, by=own.host, at=NOW)
    assert as_person(partner).get(of(own)).status_code == 404
    desk, page = as_person(own.host), f"{of(own)}angaben/"
    changed = {**EVENT, "tier": "organisation", "co_host_0": centre("Soest").pk,
               "series": "Sprache im Beruf", "requires": [kind.pk],
               "cancel_on": "20.04.2026"}  # fmt: skip
    minimum = desk.post(page, {**changed, "decide_by": "10.04.2026"})
    assert "braucht eine Mindestzahl" in said(minimum)
    desk.post(page, changed)
    event = Event.objects.get(pk=own.event.pk)
    assert event.series is not None
    assert [str(each) for each in (event.series, *event.requires.all())] == [
        "Sprache im Beruf", "Basis",
    ]  # fmt: skip
    assert as_person(partner).get(of(own)).status_code == 200
    assert as_person(partner).get(page).status_code == 404
    assert "20.04.2026" in said(desk.get(page))


def test_a_paper_is_replaced_with_a_reason(as_person: As, time_machine: TimeMachineFixture) -> None:
    own = hall(NOW)
    comes = own.come(at=NOW)
    event = own.over()
    after = event.ends_at or NOW
    time_machine.move_to(after, tick=False)
    notes = [Note(comes.pk, own.sessions[0].pk, "present")]
    note_attendance(event=event, notes=notes, by=own.host, at=after)
    old = issue_certificate(participation=comes, by=own.host, at=after)
    desk, page = as_person(own.host), f"{of(own)}bescheinigungen/"
    wish = {"act": "replace", "certificate": old.pk, "reason": ""}
    assert "den Grund" in said(desk.post(page, wish, follow=True))
    desk.post(page, {**wish, "reason": "Name geändert"})
    old.refresh_from_db()
    assert (old.state, old.replaced_by) == ("replaced", Certificate.objects.get(state="issued"))


def test_only_the_person_herself_stands_in_the_register(as_person: As) -> None:
    admin = factories.person("head", of=centre())
    kind = add_kind(label="Trainerin", code="t", months=24, multiplier=True, by=admin, at=NOW)
    colleague = factories.person("specialist", of=centre())
    desk = as_person(admin)
    form = {"person": colleague.pk, "kind": kind.pk, "granted_by": centre().pk}
    assert desk.post(f"{HOME}qualifikationen/eintragen/", form).status_code == 422
    desk.post(f"{HOME}qualifikationen/eintragen/", {**form, "holds_from": "01.03.2026"})
    held = colleague.qualifications.get()
    assert held.holds_until == date(2028, 3, 1)
    step = f"{HOME}qualifikationen/{held.pk}/verzeichnis/"
    assert desk.post(step, {"listed": "ja"}).status_code == 404
    register = f"{HOME}multiplikatoren/"
    assert str(colleague) not in said(desk.get(register))
    as_person(colleague).post(step, {"listed": "ja"})
    assert str(colleague) in said(desk.get(f"{register}?art=t"))
    late = standing_of(admin, on=date(2028, 3, 2))
    assert not qualifications.multipliers(late).exists()


def test_kept_seats_are_given_back_and_others_sit_at_once(as_person: As) -> None:
    """The network's exchange of seats: before the release date, by the house itself."""
    soest = centre("Soest")
    rules = SeatFacts(capacity=3, kept={soest.pk: 2}, released_on=date(2026, 4, 20))
    own = hall(NOW, tier="network", seats={"onsite": rules})
    own.come(at=NOW)
    waits = own.come(at=NOW, of=centre("Unna"))
    head = factories.person("head", of=soest)
    browser, page = as_person(head), f"{of(own)}plaetze/{own.parts['onsite'].pk}/zurueck/"
    assert "Für Ihr Haus vorgemerkt" in said(browser.get(of(own)))
    assert "Für Ihr Haus vorgemerkt" not in said(as_person(own.host).get(of(own)))
    form = {"organisation": soest.pk, "seats": "3"}
    assert "höchstens 2" in said(browser.post(page, form, follow=True))
    stranger = as_person(factories.person("head", of=centre("Unna")))
    assert stranger.post(page, {**form, "seats": "1"}).status_code == 404
    assert state(waits)[0] == "waitlisted"
    assert "Nachgerückt: 1." in said(browser.post(page, {**form, "seats": "2"}, follow=True))
    assert state(waits)[0] == "confirmed"
    assert "Sie sind angemeldet" in mails_to(waits)[-1].subject
    assert "höchstens 0" in said(browser.post(page, {**form, "seats": "1"}, follow=True))


def test_rows_of_a_figure_lead_to_the_events_one_may_open() -> None:
    home = factories.centre("Kreis Musterau")
    host = factories.person("head", of=home.organisation)
    own = hall(NOW, owner=home.organisation, host=host, tier="organisation")
    rows = [FigureRow(own.event.title, NOW.date(), Decimal(1), "event", own.event.number)]
    mine = linked(standing_of(host, on=NOW.date()), rows)
    assert [each.url for each in mine] == [of(own)]
    stranger = factories.person("head", of=centre("Unna"))
    assert [each.url for each in linked(standing_of(stranger, on=NOW.date()), rows)] == [""]


def test_a_damaged_list_of_names_is_read_and_nobody_is_guessed(
    as_person: As, time_machine: TimeMachineFixture
) -> None:
    """Broken letters are suggested and not ticked; what is no table is refused with the reason."""
    own = hall(NOW)
    sure, broken = own.guest("Jürgen Weiß", at=NOW), own.guest("Müge Özdemir", at=NOW)
    event = own.over()
    time_machine.move_to(event.ends_at or NOW, tick=False)
    desk, page = as_person(own.host), f"{of(own)}anwesenheit/{own.sessions[0].pk}/tabelle/"
    for content, why in ((b"\x00\xff\x00PK", 422), (b"", 422), (b"Vorname\nMia\n", 422)):
        answer = desk.post(page, {"file": SimpleUploadedFile("liste.csv", content)})
        assert answer.status_code == why, content
        assert "Das ging noch nicht" in said(answer)
    assert "zuerst eine Datei" in said(desk.post(page, {}))
    table = "Name\nJürgen Weiß\nMÃ¼ge Ã–zdemir\nNiemand Bekanntes\n".encode()
    shown = said(desk.post(page, {"file": SimpleUploadedFile("liste.csv", table)}))
    assert f'value="{sure.pk}" checked' in shown
    assert f'value="{broken.pk}">' in shown
    assert "niemand Bekanntes" in shown
    desk.post(page, {"act": "take", "chosen": [sure.pk, 999_999]})
    assert not sure.attendances.exists()  # one unknown number: nothing at all is taken over
    desk.post(page, {"act": "take", "chosen": [sure.pk]})
    assert [each.was for each in sure.attendances.all()] == ["present"]
    assert not broken.attendances.exists()

"""Attendance, certificates, qualifications, the register, figures, what is forgotten."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.controlling.figures import from_qualification
from drehscheibe.domain.controlling.figures.rows import Asked, total, year
from drehscheibe.domain.qualification import attendance, certifying, own_seat, retention
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.attendance_import import Line, matched, read_lines, take_over
from drehscheibe.domain.qualification.checking import checked
from drehscheibe.domain.qualification.models import (
    AnswerCount,
    Attendance,
    Certificate,
    Participation,
    Qualification,
    QualificationKind,
    Question,
)
from drehscheibe.domain.qualification.qualifications import list_as_multiplier, multipliers
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.documents.selectors import document_bytes
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.qualification.stories import HOUR, Hall, centre, hall

pytestmark = pytest.mark.django_db
LONG_AFTER = timedelta(days=60)


def there(own: Hall, one: Participation, *parts: int) -> None:
    """Somebody was at these dates."""
    notes = [Note(one.pk, own.sessions[part - 1].pk, "present") for part in parts]
    end = own.event.ends_at
    assert end is not None
    note_attendance(event=own.event, notes=notes, by=own.host, at=end)


def test_certificates_follow_the_rule_sc_1_4(noon: datetime) -> None:
    """Sc 1.4: 4/4/2 UE, 75 %, session 1 mandatory; 1+2 are 80 %, 1+3 and 2+3 are 60 %."""
    own = hall(noon, units=(4, 4, 2), mandatory=(1,), seats=5)
    one, two, three, gone = (own.come(at=noon, name=f"Name{n}") for n in range(4))
    event = own.over()
    own_late = Hall(event, own.host, own.sessions)
    there(own_late, one, 1, 2)
    there(own_late, two, 1, 3)
    there(own_late, three, 2, 3)
    at = noon + LONG_AFTER
    own_late.event.cancel_until = None
    there(own_late, gone, 1, 2, 3)
    own_seat.withdraw(participation=gone, by=None, at=at)
    too_few = "6 von 10 UE (60 %), nötig sind 75 %."
    without_first = f"Pflichtteil fehlt: {own.sessions[0]}."
    judged = [certifying.earned(each) for each in (one, two, three)]
    said = [(int(each.units * 100 / each.of), int(each.units), each.lacking) for each in judged]
    assert said == [
        (80, 8, ()), (60, 6, (too_few,)), (60, 6, (without_first, too_few)),
    ]  # fmt: skip
    assert certifying.issue_all(event=event, by=own.host, at=at) == 1
    paper = Certificate.objects.get()
    assert (paper.participation, paper.units) == (one, Decimal(8))
    for each in (two, three):
        _refused(each, re.escape(too_few), own, at)
    _refused(gone, "Kein bestätigter Platz", own, at)
    _paper_holds(paper, one.name)
    assert certifying.issue_all(event=event, by=own.host, at=at) == 0
    _revoked_says_nothing_of_the_person(own, paper, at)


def _refused(one: Participation, why: str, own: Hall, at: datetime) -> None:
    one.refresh_from_db()
    with pytest.raises(QualificationRefused, match=why):
        certifying.issue_certificate(participation=one, by=own.host, at=at)


def _paper_holds(paper: Certificate, name: str) -> None:
    assert document_bytes(paper.document).startswith(b"%PDF-")
    assert paper.snapshot["name"] == name


def _revoked_says_nothing_of_the_person(own: Hall, paper: Certificate, at: datetime) -> None:
    certifying.revoke_certificate(certificate=paper, reason="Irrtum", by=own.host, at=at)
    found = checked(paper.serial.lower())
    assert found is not None
    assert (found.state_label, found.ended_at) == ("widerrufen", at)
    assert "Name0" not in repr(found)
    assert "Irrtum" not in repr(found)
    with pytest.raises(QualificationRefused, match="schon widerrufen"):
        certifying.revoke_certificate(certificate=paper, reason="x", by=own.host, at=at)
    assert checked("2022-001-AAAA-BBBB") is None


def test_a_paper_stays_as_issued(noon: datetime) -> None:
    own = hall(noon)
    one = own.come(at=noon)
    event = own.over()
    there(Hall(event, own.host, own.sessions), one, 1)
    one.refresh_from_db()
    paper = certifying.issue_certificate(participation=one, by=own.host, at=noon + LONG_AFTER)
    for change in (
        lambda: Certificate.objects.filter(pk=paper.pk).update(snapshot={}),
        lambda: Certificate.objects.filter(pk=paper.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    new = certifying.replace_certificate(
        certificate=paper, reason="Name geändert", by=own.host, at=noon + LONG_AFTER
    )
    paper.refresh_from_db()
    assert (paper.state, paper.replaced_by) == ("replaced", new)
    stranger = factories.person("specialist", of=centre("Unna"))
    with pytest.raises(PermissionDenied):
        certifying.revoke_certificate(certificate=new, reason="x", by=stranger, at=noon)


def test_a_course_qualifies_for_a_time_and_revoking_ends_it(noon: datetime) -> None:
    kind = QualificationKind.objects.create(
        code="multi", label="Multiplikatorin", months=24, multiplier=True
    )
    own = hall(noon, grants=kind)
    one, guest = own.come(at=noon), own.guest("Gast Eins", at=noon)
    event = own.over()
    for each in (one, guest):
        there(Hall(event, own.host, own.sessions), each, 1)
    at = noon + LONG_AFTER
    assert certifying.issue_all(event=event, by=own.host, at=at) == 2
    held = Qualification.objects.get()
    person = one.registration.person
    assert person is not None
    assert (held.person, held.holds_from, held.holds_until) == (
        person, date(2022, 10, 14), date(2024, 10, 14),
    )  # fmt: skip
    reader = factories.person("specialist", of=centre("Unna"))

    def seen(on: date) -> list[Qualification]:
        return list(multipliers(standing_of(reader, on=on)))

    assert seen(date(2023, 1, 1)) == []
    with pytest.raises(QualificationRefused, match="die Person selbst"):
        list_as_multiplier(qualification=held, listed=True, by=own.host, at=at)
    list_as_multiplier(qualification=held, listed=True, by=person, at=at)
    assert seen(date(2024, 10, 14)) == [held]
    assert seen(date(2024, 10, 15)) == []
    certifying.revoke_certificate(
        certificate=Certificate.objects.get(participation=one), reason="x", by=own.host, at=at
    )
    assert seen(date(2023, 1, 1)) == []


def test_partly_there_counts_whole_units(noon: datetime) -> None:
    own = hall(noon, units=(4,), certificate_percent=50)
    one = own.come(at=noon)
    event = own.over()
    end = event.ends_at
    assert end is not None

    def note(minutes: int) -> None:
        partly = Note(one.pk, own.sessions[0].pk, "partial", minutes)
        note_attendance(event=event, notes=[partly], by=own.host, at=end)

    with pytest.raises(QualificationRefused, match="1 bis 180"):
        note(181)
    note(89)
    assert certifying.earned(attendance.seated(event)[0]).units == 1
    note(90)
    assert certifying.earned(attendance.seated(event)[0]).enough


def test_codes_at_the_door(noon: datetime) -> None:
    own = hall(noon)
    one = own.come(at=noon)
    session = own.sessions[0]
    code = attendance.code_of(one)
    with pytest.raises(QualificationRefused, match="ab zwei Stunden vor Beginn"):
        attendance.check_in(code=code, session=session, by=own.host, at=noon)
    door = session.starts_at - HOUR
    for _ in range(2):
        attendance.check_in(code=code.lower(), session=session, by=own.host, at=door)
    assert Attendance.objects.get().source == "qr"
    for wrong in ("", "1-AAAA", f"{one.pk}-AAAAAAAAAAAA", "x-y"):
        with pytest.raises(QualificationRefused, match="kennen wir nicht"):
            attendance.check_in(code=wrong, session=session, by=own.host, at=door)
    waiting = hall(noon, seats=0).come(at=noon)
    with pytest.raises(QualificationRefused, match="keinen Platz"):
        attendance.check_in(code=attendance.code_of(waiting), session=session, by=own.host, at=door)


def test_damaged_names_are_suggested_never_guessed(noon: datetime) -> None:
    own = hall(noon, seats=9)
    names = ("Jörg Müller", "Ayşe Yılmaz", "Anna Schmidt", "Anna Schmidt", "Łukasz Nowak")
    people = [own.guest(name, at=noon) for name in names]
    lines = [
        Line("jörg  müller"), Line("JÃ¶rg MÃ¼ller"), Line("Yilmaz, Ayse"), Line("Anna Schmidt"),
        Line("L?ukasz Nowak"), Line("Ganz Fremd"), Line("", people[4].email.upper()),
    ]  # fmt: skip
    found = matched(own.event, lines)
    assert [each.sure for each in found] == [people[0], None, None, None, None, None, people[4]]
    assert [[one.pk for one in each.suggested] for each in found] == [
        [], [people[0].pk], [people[1].pk], [people[2].pk, people[3].pk], [people[4].pk], [], [],
    ]  # fmt: skip
    event = own.over()
    end = event.ends_at
    assert end is not None
    own.sessions[0].refresh_from_db()
    sure = [each.sure.pk for each in found if each.sure]
    assert take_over(session=own.sessions[0], chosen=[*sure, sure[0]], by=own.host, at=end) == 2
    assert set(Attendance.objects.values_list("source", flat=True)) == {"import"}
    assert read_lines("Name;E-Mail\nJörg Müller;j@example.org\n".encode()) == [
        Line("Jörg Müller", "j@example.org")
    ]


def test_sensitive_answers_go_and_their_sum_stays_sc_1_6(noon: datetime) -> None:
    """Sc 1.6: 30 days after the end NULL, „4 vegetarisch“ remains, the job is logged."""
    own = hall(noon, seats=9)
    food = Question.objects.create(
        event=own.event, label="Essen", kind="choice", options=["vegetarisch", "alles"]
    )
    help_ = Question.objects.create(event=own.event, label="Assistenz", kind="text")
    plain = Question.objects.create(event=own.event, label="Thema", kind="text", sensitive=False)
    answers = {food.pk: "vegetarisch", help_.pk: "Gebärdensprache", plain.pk: "Sport"}
    people = [own.come(at=noon, answers=answers) for _ in range(4)]
    own.come(at=noon, answers={food.pk: "alles"})
    with pytest.raises(QualificationRefused, match="Bitte wählen Sie aus"):
        own.come(at=noon, answers={food.pk: "Pizza"})
    end = own.over().ends_at
    assert end is not None
    due = end + timedelta(days=30)
    assert retention.purge_sensitive(at=due - timedelta(seconds=1)) == 0
    assert retention.purge_sensitive(at=due) == 9
    assert retention.purge_sensitive(at=due) == 0
    texts = set(people[0].answers.values_list("question", "text"))
    assert texts == {(food.pk, None), (help_.pk, None), (plain.pk, "Sport")}
    assert [str(each) for each in AnswerCount.objects.all()] == ["4 vegetarisch", "1 alles"]
    assert Entry.objects.filter(act="qualification.answer.purge").count() == 2


def test_figures_are_counted_from_rows(noon: datetime) -> None:
    """Nobody counts in December: events held, people, hours; what was called off does not count."""
    home = factories.centre("Kreis Musterau")
    host = factories.person("head", of=home.organisation)
    own = hall(noon, owner=home.organisation, host=host, units=(4, 4), seats=9)
    one, two, _ = (own.come(at=noon) for _ in range(3))
    late = noon + timedelta(days=100)
    hall(noon, owner=home.organisation, host=host, starts=late)  # not held yet
    event = own.over()
    there(Hall(event, host, own.sessions), one, 1, 2)
    there(Hall(event, host, own.sessions), two, 2)
    asked = Asked(home, year(2022))
    assert total(from_qualification.events(asked)) == 1
    assert total(from_qualification.participants(asked)) == 2
    assert total(from_qualification.hours(asked)) == 6
    assert from_qualification.events(asked)[0].reference == event.number
    assert from_qualification.events(Asked(home, year(2023))) == []


def test_nobody_is_present_before_it_begins_or_without_a_seat(noon: datetime) -> None:
    own = hall(noon, seats=1)
    one, waiting = own.come(at=noon), own.come(at=noon)
    session = own.sessions[0]

    def note(who: Participation, at: datetime) -> int:
        there = [Note(who.pk, session.pk, "present")]
        return note_attendance(event=own.event, notes=there, by=own.host, at=at)

    with pytest.raises(QualificationRefused, match="noch nicht begonnen"):
        note(one, noon)
    with pytest.raises(QualificationRefused, match="wer einen Platz hat"):
        note(waiting, session.starts_at)
    assert note(one, session.starts_at) == 1

"""Reminding those who owe: exactly once, with real connections, whoever else clicks."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import ReturnReminder
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns.nightly import remind_of_returns
from drehscheibe.domain.controlling.returns.reminding import Reminding, send_reminder
from drehscheibe.kernel.mail.actions import send_due
from drehscheibe.kernel.mail.digests import GATHERING
from drehscheibe.kernel.mail.models import OutboxMail
from tests import factories
from tests.at_once import at_once
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT = "Erinnerung: Ziele der Periode 2023"


def click(people: Story, *, at: datetime, key: UUID | None = None, words: str = "") -> None:
    """The coordinating office reminds of the goals of 2023."""
    reminding = Reminding("goals", 2023, [people.centre.pk], words)
    send_reminder(key=key or uuid4(), reminding=reminding, by=people.adviser, at=at)


def remind_of(people: Story, obligation: str, year: int, *, at: datetime) -> None:
    """The same of something else."""
    reminding = Reminding(obligation, year, [people.centre.pk])
    send_reminder(key=uuid4(), reminding=reminding, by=people.adviser, at=at)


def mails() -> list[str]:
    """To whom reminders went."""
    return sorted(OutboxMail.objects.filter(subject=SUBJECT).values_list("to", flat=True))


def sent_to(address: str, *, at: datetime) -> list[str]:
    """Subjects of the reminders one person gets now."""
    before = len(django_mail.outbox)
    send_due(at=at)
    fresh = django_mail.outbox[before:]
    told = [str(mail.subject) for mail in fresh if mail.to == [address]]
    return [each for each in told if "Erinnerung" in each]


def test_those_who_write_it_are_told_and_nobody_else(noon: datetime) -> None:
    people = story()
    click(people, at=noon, words="Rufen Sie gern an.")
    assert mails() == sorted([people.specialist.email, people.head.email])
    mail = OutboxMail.objects.filter(subject=SUBJECT)[0]
    assert "Rufen Sie gern an." in mail.text
    assert "31.10.2022" in mail.text
    assert ReturnReminder.objects.get().centres.get() == people.centre


def test_a_double_click_is_one_reminder(noon: datetime) -> None:
    people, key = story(), uuid4()
    outcomes = at_once(
        lambda: click(people, at=noon, key=key), lambda: click(people, at=noon, key=key)
    )
    assert outcomes == ["done", "done"]
    assert ReturnReminder.objects.count() == 1
    assert len(mails()) == 2


def test_two_officers_at_the_same_second_send_one_mail_each_person(noon: datetime) -> None:
    people = story()
    outcomes = at_once(
        lambda: click(people, at=noon), lambda: click(people, at=noon, words="Bitte bald."),
        refused_by=(ControllingRefused,),
    )  # fmt: skip
    assert outcomes.count("done") == 1
    assert any("heute schon erinnert" in each for each in outcomes)
    assert ReturnReminder.objects.count() == 1
    assert len(mails()) == 2


def test_who_returned_meanwhile_is_left_out(noon: datetime) -> None:
    people, slow = story(), factories.centre("Stadt Langsam")
    tardy = factories.person("specialist", of=slow.organisation)
    period = people.draft(at=noon)
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=noon.date(), by=people.specialist, at=noon
    )
    submitting.submit_period(period=period, by=people.head, at=noon)
    reminding = Reminding("goals", 2023, [people.centre.pk, slow.pk])
    sent = send_reminder(key=uuid4(), reminding=reminding, by=people.adviser, at=noon)
    assert [each.area_name for each in sent.centres.all()] == ["Stadt Langsam"]
    assert mails() == [tardy.email]


def test_nobody_left_sends_nothing(noon: datetime) -> None:
    people = story()
    people.submitted(at=noon)
    with pytest.raises(ControllingRefused, match="niemand mehr"):
        click(people, at=noon)
    assert mails() == []


def test_the_next_day_it_may_be_said_again(noon: datetime) -> None:
    people = story()
    click(people, at=noon)
    click(people, at=noon + timedelta(days=1))
    assert len(mails()) == 4


def test_a_ministry_does_not_remind(noon: datetime) -> None:
    people = story()
    with pytest.raises(PermissionDenied):
        send_reminder(
            key=uuid4(), reminding=Reminding("goals", 2023, [people.centre.pk]),
            by=people.school, at=noon,
        )  # fmt: skip
    assert ReturnReminder.objects.count() == 0


def test_whoever_works_at_two_centres_gets_one_mail_that_names_both(noon: datetime) -> None:
    people, second = story(), factories.centre("Stadt Zwei")
    people.head.memberships.create(
        organisation=second.organisation, role="head", valid_from=noon.date()
    )
    reminding = Reminding("goals", 2023, [people.centre.pk, second.pk], "Rufen Sie gern an.")
    send_reminder(key=uuid4(), reminding=reminding, by=people.adviser, at=noon)
    assert sent_to(people.head.email, at=noon + GATHERING) == ["Erinnerung: 2 offene Punkte"]
    body = str(django_mail.outbox[-1].body)
    assert "– Stadt Zwei: Ziele der Periode 2023, fällig am 31.10.2022\nRufen" in body
    assert people.centre.area_name in body


def test_all_that_is_owed_comes_in_one_mail_a_day_whoever_reminds(noon: datetime) -> None:
    """The night and two officers' clicks: one mail, and the third click waits for the morning."""
    people, at = story(), noon.replace(month=10, day=20)
    remind_of_returns(at=at)
    click(people, at=at, words="Bitte bald.")
    remind_of(people, "report", 2021, at=at)
    assert sent_to(people.head.email, at=at + GATHERING) == ["Erinnerung: 2 offene Punkte"]
    body = str(django_mail.outbox[-1].body)
    assert body.count("Ziele der Periode 2023") == 1  # of the night and of the click
    assert "Bitte bald." in body
    remind_of(people, "report", 2020, at=at + GATHERING)
    assert sent_to(people.head.email, at=at + timedelta(hours=8)) == []
    late = sent_to(people.head.email, at=at + timedelta(days=1))
    assert late == ["Erinnerung: Jahresbericht 2020"]


def test_what_comes_back_before_the_morning_is_not_reminded_of(noon: datetime) -> None:
    people, at = story(), noon.replace(month=10, day=20)
    remind_of(people, "report", 2021, at=at)
    sent_to(people.head.email, at=at + GATHERING)
    click(people, at=at + GATHERING)
    people.submitted(at=at + GATHERING)
    remind_of_returns(at=at + timedelta(hours=12))
    assert sent_to(people.head.email, at=at + timedelta(days=1)) == []
    assert ReturnReminder.objects.count() == 2


def test_the_night_reminds_once_a_stage(noon: datetime) -> None:
    people = story()
    at = noon.replace(month=10, day=20)
    assert remind_of_returns(at=at) > 0
    assert remind_of_returns(at=at) == 0
    subjects = set(
        OutboxMail.objects.filter(to=people.head.email).values_list("subject", flat=True)
    )
    assert "Ziele der Periode 2023: noch 11 Tage" in subjects
    assert not any(people.head.family_name in each for each in subjects)

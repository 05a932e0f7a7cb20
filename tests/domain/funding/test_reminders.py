"""Deadlines each night: the right people, exactly once per case and stage, in few queries."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.funding import jobs, reminders
from drehscheibe.domain.funding.proof import opening
from drehscheibe.domain.funding.reclaim import actions
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.funding import money
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.reclaim.samples import JUNE
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def night(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, 10, tzinfo=BERLIN)


def told(word: str) -> dict[str, int]:
    """Mails by address whose subject has the word."""
    found: dict[str, int] = {}
    for mail in OutboxMail.objects.filter(key__startswith="funding.reminder:"):
        if word in mail.subject:
            found[mail.to] = found.get(mail.to, 0) + 1
    return found


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return proofs.city()


def test_f18_a_proof_is_reminded_of_30_and_7_days_before_and_1_and_14_after(
    case: Story, noon: datetime
) -> None:
    """Due on Easter Sunday 31 March 2024, moved to 2 April (example 16)."""
    money.final_case(case, at=noon)
    carriers = {case.specialist.email, case.head.email, case.carrier.email}
    expected = {
        date(2024, 2, 29): 0, date(2024, 3, 1): 1, date(2024, 3, 23): 1, date(2024, 3, 24): 2,
        date(2024, 4, 2): 2, date(2024, 4, 3): 3, date(2024, 4, 15): 3, date(2024, 4, 16): 4,
        date(2024, 12, 1): 4,
    }  # fmt: skip
    for day, count in expected.items():
        for _ in range(2):  # a second run of the same night changes nothing
            jobs.look_over_deadlines(at=night(day))
        counts = told("vorzulegen")
        assert set(counts.values()) == ({count} if count else set()), day
        assert carriers <= set(counts) if count else not counts
        assert case.officer.email not in counts
    assert told("fehlt") == {case.officer.email: 1, case.approver.email: 1}


def test_a_night_left_out_makes_one_mail_and_not_three(case: Story, noon: datetime) -> None:
    money.final_case(case, at=noon)
    jobs.look_over_deadlines(at=night(date(2024, 5, 1)))
    assert told("vorzulegen")[case.carrier.email] == 1


def test_hearing_year_and_payment_are_reminded_of(case: Story, noon: datetime) -> None:
    proof = samples.heard(case, paid_at=noon)
    jobs.look_over_deadlines(at=night(date(2024, 5, 3)))
    answering = told("Stellungnahme")
    assert answering[case.carrier.email] == 1
    assert case.officer.email not in answering
    jobs.look_over_deadlines(at=night(date(2024, 5, 7)))
    assert told("Anhörung") == {case.officer.email: 1}
    jobs.look_over_deadlines(at=night(date(2025, 2, 7)))
    warned = told("VVG 8.3")
    assert (warned[case.officer.email], warned[case.approver.email]) == (1, 1)
    assert case.carrier.email not in warned
    samples.prepare(case, proof)
    actions.sign_notice(proof=proof, by=case.approver, at=JUNE)
    jobs.look_over_deadlines(at=night(date(2024, 7, 4)))
    jobs.look_over_deadlines(at=night(date(2024, 7, 17)))
    assert told("zahlbar") == {case.officer.email: 2}


def test_payout_days_are_reminded_of_unless_money_was_called(case: Story, noon: datetime) -> None:
    application = money.final_case(case, at=noon)
    jobs.look_over_deadlines(at=night(date(2023, 4, 16)))
    assert told("Mittelabruf") == {}
    jobs.look_over_deadlines(at=night(date(2023, 4, 17)))
    assert told("Mittelabruf") == {case.carrier.email: 1}
    money.called(case, application, "153750", date(2023, 10, 1), at=noon)
    jobs.look_over_deadlines(at=night(date(2023, 9, 20)))
    assert told("Mittelabruf") == {case.carrier.email: 1}


def test_the_night_asks_the_same_few_questions_for_one_case_and_for_many(
    case: Story, noon: datetime
) -> None:
    day = night(date(2024, 3, 25))
    money.final_case(case, at=noon)
    counts = []
    for name in ("", "Kreis Eins", "Kreis Zwei"):
        if name:
            money.final_case(story(name), at=noon)
        with CaptureQueriesContext(connection) as queries:
            reminders.remind(at=day)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 12
    assert opening.open_missing_proofs(at=day + timedelta(days=1)) == 0

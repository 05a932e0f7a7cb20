"""A case from draft to final notice, and every refusal on the way."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from drehscheibe.domain.funding import actions, decisions, drafting
from drehscheibe.domain.funding.facts import findings_of, grant_of
from drehscheibe.domain.funding.models import Application, FundedPost
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.kernel.audit.selectors import broken_links, history_of
from drehscheibe.kernel.documents.selectors import document_bytes, latest, versions
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Kreis Musterau and its authority."""
    return story()


def test_journey_2_kreis_2023_with_one_vacancy_from_draft_to_final(
    case: Story, noon: datetime
) -> None:
    """6 + 0.5 posts, one vacant January–March 2023 (example 6): 350,250 euro."""
    application = case.draft(at=noon)
    assert grant_of(application).total == Decimal("350250.00")  # 364,500 − 57,000 × 3/12
    assert [found for found in findings_of(application, on=noon.date()) if found.blocks] == []

    decisions.sign_off(application=application, by=case.head, at=noon)
    submitted = decisions.submit(application=application, by=case.carrier, at=noon)
    assert submitted.requested == Decimal("350250.00")
    assert versions(submitted.letter_series).count() == 1

    again = _asked_and_answered(case, submitted, noon)
    decisions.prepare(
        application=again,
        outcome="grant",
        amounts={"staff": Decimal(350000), "material": Decimal(0), "komm_an": Decimal(0)},
        reason="Abrundung",
        by=case.officer,
        at=noon,
    )
    granted = decisions.decide(application=again, outcome="grant", by=case.approver, at=noon)
    assert (granted.status, granted.granted) == ("granted", Decimal(350000))
    notice = latest(granted.notice_series)
    assert notice is not None
    assert notice.frozen
    assert document_bytes(notice).startswith(b"%PDF")
    _made_final(case, granted, noon)


def _asked_and_answered(case: Story, submitted: Application, noon: datetime) -> Application:
    """A query goes out, its answer comes in; unanswered it does not."""
    query = decisions.ask(application=submitted, question="Warum vakant?", by=case.officer, at=noon)
    with pytest.raises(TransitionRefused, match="Rückfrage"):
        decisions.answer(application=submitted, by=case.carrier, at=noon)
    actions.answer_query(query=query, answer="Elternzeit.", by=case.specialist, at=noon)
    again = decisions.answer(application=submitted, by=case.carrier, at=noon)
    assert versions(again.letter_series).count() == 2
    return again


def _made_final(case: Story, granted: Application, noon: datetime) -> None:
    """Final by waiver, not before; history and record are whole."""
    with pytest.raises(TransitionRefused, match="Rechtsbehelf"):
        decisions.finalise(application=granted, by=case.officer, at=noon)
    decisions.waive_remedies(application=granted, by=case.carrier, at=noon, on=noon.date())
    final = decisions.finalise(application=granted, by=case.officer, at=noon)
    assert final.status == "final"
    assert [step.name for step in Step.objects.filter(workflow="funding.application")] == [
        "sign_off", "submit", "ask", "answer", "prepare", "grant", "finalise",
    ]  # fmt: skip
    assert history_of(final).count() >= 9
    assert broken_links() == []


def test_finality_comes_with_the_end_of_the_remedy_period(case: Story, noon: datetime) -> None:
    granted = case.granted(at=noon)
    until = granted.decision.remedy_until
    assert until is not None
    assert until > noon.date() + timedelta(days=30)
    later = noon + timedelta(days=60)
    assert decisions.finalise(application=granted, by=case.officer, at=later).status == "final"


def test_attack_8_f24_who_prepared_may_not_sign(case: Story, noon: datetime) -> None:
    application = case.prepared(at=noon)
    Membership.objects.create(
        person=case.officer,
        organisation=application.authority,
        role="authority_approver",
        valid_from=date(2012, 1, 1),
    )
    with pytest.raises(TransitionRefused, match="Vier-Augen"):
        decisions.decide(application=application, outcome="grant", by=case.officer, at=noon)


def test_f24_nobody_decides_for_their_own_centre(case: Story, noon: datetime) -> None:
    application = case.prepared(at=noon)
    Membership.objects.create(
        person=case.approver,
        organisation=case.centre.organisation,
        role="specialist",
        valid_from=date(2012, 1, 1),
    )
    with pytest.raises(TransitionRefused, match="Antragstellerin"):
        decisions.decide(application=application, outcome="grant", by=case.approver, at=noon)


def test_f24_the_coordinating_office_advises_and_never_decides(case: Story, noon: datetime) -> None:
    adviser = factories.person(
        "coordination", of=factories.organisation("Koordinierung", "coordinating_office")
    )
    application = case.prepared(at=noon)
    actions.advise(application=application, text="Gut begründet.", by=adviser, at=noon)
    for step in ("grant", "reject"):
        with pytest.raises(PermissionDenied):
            decisions.decide(application=application, outcome=step, by=adviser, at=noon)


def test_attack_9_a_step_cannot_be_skipped(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        decisions.submit(application=draft, by=case.carrier, at=noon)
    with pytest.raises(PermissionDenied):  # a draft is out of the authority's reach
        decisions.decide(application=draft, outcome="grant", by=case.approver, at=noon)


def test_an_incomplete_draft_cannot_be_signed_off(case: Story, noon: datetime) -> None:
    """The very list of „Was fehlt noch?“ stops the step (F04 here)."""
    draft = case.draft(at=noon)
    drafting.set_choices(
        application=draft, choices={"declarations": ["a"]}, by=case.specialist, at=noon
    )
    with pytest.raises(TransitionRefused, match="Es fehlt noch etwas"):
        decisions.sign_off(application=draft, by=case.head, at=noon)


def test_less_than_asked_needs_a_reason(case: Story, noon: datetime) -> None:
    with pytest.raises(ApplicationRefused, match="begründen"):
        case.prepared(at=noon, less="1")


def test_more_than_asked_is_never_granted(case: Story, noon: datetime) -> None:
    with pytest.raises(ApplicationRefused, match="nicht mehr bewilligt"):
        case.prepared(at=noon, less="-0.01")


def test_a_status_without_history_is_refused_by_the_database(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    with pytest.raises(IntegrityError, match="without a history row"), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(status="submitted")


def test_a_granted_case_cannot_change_silently(case: Story, noon: datetime) -> None:
    granted = case.granted(at=noon)
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        Application.objects.filter(pk=granted.pk).update(granted=1)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        FundedPost.objects.filter(application=granted).update(share=1)
    with pytest.raises(IntegrityError, match="signed decision"), transaction.atomic():
        type(granted.decision).objects.filter(application=granted).update(staff=1)
    with pytest.raises(ApplicationRefused, match="nicht mehr bearbeitbar"):
        drafting.save_draft(
            application=granted, typed={"head_share": "0,5"}, version=9, by=case.specialist, at=noon
        )


def test_attack_3_the_second_wall_hides_other_centres_rows(case: Story, noon: datetime) -> None:
    case.draft(at=noon)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', 'own', false)")
        cursor.execute("SELECT set_config('app.organisations', '{999999}', false)")
    assert Application.objects.count() == 0
    assert FundedPost.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', 'network', false)")
    assert Application.objects.count() == 0  # a draft is nobody else's business


def test_one_application_a_year_and_a_new_one_after_withdrawal(case: Story, noon: datetime) -> None:
    first = case.draft(at=noon)
    with pytest.raises(ApplicationRefused, match="schon einen Antrag"):
        case.draft(at=noon)
    perform(APPLICATION, "withdraw", on=first, by=case.carrier, at=noon, reason="neu")
    assert case.draft(at=noon).number.endswith("-2")


def test_each_side_is_told_by_mail_once_without_names(case: Story, noon: datetime) -> None:
    granted = case.granted(at=noon)
    mails = OutboxMail.objects.order_by("id")
    told = [mail.to for mail in mails]
    assert told[:2] == [case.officer.email, case.approver.email]
    assert {case.specialist.email, case.head.email, case.carrier.email} <= set(told[2:])
    assert len(told) == len(set(told))
    for mail in mails:
        assert granted.number in mail.subject
        assert "Muster" not in mail.subject
        assert "350" not in mail.text


def test_attack_40_the_last_day_ends_at_midnight_in_germany(case: Story, noon: datetime) -> None:
    """22:30 UTC on the last day is already the next day in summer; 21:59 UTC is not."""
    granted = case.granted(at=noon)
    until = granted.decision.remedy_until
    assert until is not None
    last_minute = datetime(until.year, until.month, until.day, 21, 59, tzinfo=UTC)
    with pytest.raises(TransitionRefused, match="läuft noch"):
        decisions.finalise(application=granted, by=case.officer, at=last_minute)
    after = last_minute + timedelta(minutes=31)
    assert decisions.finalise(application=granted, by=case.officer, at=after).status == "final"

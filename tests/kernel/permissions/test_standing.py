"""One reading of the memberships a page; a withdrawn one acts on the next page."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import Application
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.reach import (
    allowed_among,
    allows,
    check,
    locked_for,
    standing_of,
)
from drehscheibe.kernel.permissions.second_wall import acting_as, acting_as_system
from tests import factories
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Kreis Musterau."""
    return story()


@pytest.fixture
def draft(case: Story, noon: datetime) -> Application:
    """Its application of the year."""
    return case.draft(at=noon)


def withdraw(person: Person, at: datetime) -> None:
    """Every role of the person ends at this moment."""
    Membership.objects.filter(person=person).update(withdrawn_at=at)


def test_within_one_page_the_memberships_are_read_once(
    case: Story,
    draft: Application,
    noon: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    standing = standing_of(case.specialist, on=noon.date())
    with acting_as(standing):
        with django_assert_num_queries(1):
            check(case.specialist, may.EDIT, draft, on=noon.date())
        with django_assert_num_queries(0):
            assert not allows(case.specialist, may.DECIDE, on=noon.date())


def test_many_permissions_about_a_row_are_one_question_with_the_answer_of_each(
    case: Story,
    draft: Application,
    noon: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    on, wanted = noon.date(), [may.EDIT, may.SUBMIT, may.PROCESS, may.DECIDE, may.VIEW]
    stranger = factories.person("head", of=factories.centre("Kreis Anderswo").organisation)
    for person in (case.specialist, case.head, case.carrier, case.officer, case.approver, stranger):
        alone = {each for each in wanted if allows(person, each, draft, on=on)}
        assert allowed_among(person, wanted, draft, on=on) == alone
    with acting_as(standing_of(case.carrier, on=on)), django_assert_num_queries(1):
        assert allowed_among(case.carrier, wanted, draft, on=on)


def test_a_role_withdrawn_between_two_pages_is_gone_on_the_second(
    case: Story, draft: Application, noon: datetime
) -> None:
    browser = factories.client_of(case.specialist)
    url = f"/mitarbeit/foerderung/antraege/{draft}/bearbeiten/"
    assert browser.post(url, {"version": draft.version, "head_share": "0,5"}).status_code == 302
    withdraw(case.specialist, noon)
    assert browser.post(url, {"version": draft.version, "head_share": "0,8"}).status_code == 403
    draft.refresh_from_db()
    assert str(draft.head_share) == "0.50"


def test_a_page_judges_nobody_but_its_own_person_by_its_reading(
    case: Story, draft: Application, noon: datetime
) -> None:
    today = noon.date()
    with acting_as(standing_of(case.head, on=today)):
        withdraw(case.specialist, noon)
        assert not allows(case.specialist, may.EDIT, draft, on=today)
        assert allows(case.head, may.EDIT, draft, on=today)
        with acting_as_system():
            withdraw(case.head, noon)
            assert not allows(case.head, may.EDIT, draft, on=today)
    assert not allows(case.head, may.EDIT, draft, on=today)


def test_what_is_out_of_reach_is_neither_locked_nor_handed_out(
    case: Story, draft: Application, noon: datetime
) -> None:
    stranger = story("Stadt Nebenau", kind="kreisfreie Stadt").head
    with pytest.raises(PermissionDenied, match="Anträge schreiben"):
        locked_for(stranger, may.EDIT, draft, on=noon.date())
    with CaptureQueriesContext(connection) as asked:
        assert locked_for(case.specialist, may.EDIT, draft, on=noon.date()) == draft
    assert "FOR NO KEY UPDATE OF" in asked[-1]["sql"]

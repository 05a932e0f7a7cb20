"""Third parties: the link opens one case, and only steps that are theirs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.link import acting_for_case, new_link, opened_by_link
from drehscheibe.domain.forwarding.models import (
    Allocation,
    CaseItem,
    ForwardingCall,
    ForwardingCase,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.workflow.by_link import perform_by_link
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.forwarding.rows import AT, call, draft, granted

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened() -> ForwardingCall:
    centre: Centre = factories.centre()
    return call(granted(centre))


def linked(opened: ForwardingCall, **changed: object) -> tuple[str, ForwardingCase]:
    secret, kept = new_link()
    return secret, draft(opened, link_fingerprint=kept, link_sent_at=AT, **changed)


def test_the_link_shows_one_case_and_nothing_else(opened: ForwardingCall) -> None:
    draft(opened, name="Chor")
    secret, mine = linked(opened)
    with opened_by_link(secret, at=AT) as case:
        assert case == mine
        assert list(ForwardingCase.objects.all()) == [mine]
        assert {item.case_id for item in CaseItem.objects.all()} == {mine.pk}
        assert not Allocation.objects.exists()
        assert list(ForwardingCall.objects.all()) == [opened]
    assert ForwardingCase.objects.count() == 2


def test_the_link_changes_no_other_case_and_no_call(opened: ForwardingCall) -> None:
    other = draft(opened, name="Chor")
    _, mine = linked(opened)
    with acting_for_case(mine.pk):
        assert ForwardingCase.objects.filter(pk=other.pk).update(title="fremd") == 0
        assert ForwardingCall.objects.update(title="fremd") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            ForwardingCase.objects.filter(pk=mine.pk).update(id=other.pk + 1000)


def test_outside_of_a_link_nothing_shows(opened: ForwardingCall) -> None:
    draft(opened)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', '', true)")
    assert not ForwardingCase.objects.exists()


def test_a_wrong_or_old_link_opens_nothing(opened: ForwardingCall) -> None:
    secret, _ = linked(opened, confirmed_at=None)
    for text, at in (("falsch", AT), (secret, AT + timedelta(days=15))):
        with pytest.raises(ForwardingCase.DoesNotExist), opened_by_link(text, at=at):
            pass
    with opened_by_link(secret, at=AT + timedelta(days=13)):
        pass


def test_a_confirmed_link_keeps_working(opened: ForwardingCall) -> None:
    secret, mine = linked(opened)
    with opened_by_link(secret, at=AT + timedelta(days=400)) as case:
        assert case == mine


def test_the_third_party_submits_by_link(opened: ForwardingCall) -> None:
    secret, mine = linked(opened)
    with opened_by_link(secret, at=AT) as case:
        case.items.update(amount=5000)
        case.requested, case.submitted_on = 5000, AT.date()
        case.save(update_fields=["requested", "submitted_on"])
        assert perform_by_link(CASE, "submit", on=case, at=AT).status == "submitted"
    step = Step.objects.get(workflow="forwarding.case", object_id=mine.pk)
    assert step.by is None


def test_an_incomplete_or_unconfirmed_case_is_not_submitted(opened: ForwardingCall) -> None:
    secret, _ = linked(opened, confirmed_at=None)
    with (
        opened_by_link(secret, at=AT) as case,
        pytest.raises(TransitionRefused, match="Bestätigen Sie zuerst Ihre E-Mail-Adresse"),
    ):
        perform_by_link(CASE, "submit", on=case, at=AT)


@pytest.mark.parametrize("step", [each for each in CASE.transitions if not each.by_link])
def test_steps_of_the_centre_are_not_taken_by_link(opened: ForwardingCall, step: object) -> None:
    secret, _ = linked(opened)
    name = getattr(step, "name")  # noqa: B009 – parametrised
    with opened_by_link(secret, at=AT) as case, pytest.raises(PermissionDenied):
        perform_by_link(CASE, name, on=case, at=AT)

"""The founding: only an accepting council opens the way, and the authority decides alone."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.centres.founding import actions
from drehscheibe.domain.centres.models import Founding
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Person:
    """The head of the centre."""
    return factories.person("head", of=factories.centre().organisation)


@pytest.fixture
def authority() -> Person:
    """Who signs for the granting authority."""
    return factories.person(
        "authority_approver", of=factories.organisation("Bezirksregierung", "authority")
    )


@pytest.fixture
def founding(head: Person, noon: datetime) -> Founding:
    """A procedure that has just begun."""
    return actions.begin_founding(centre=factories.centre(), by=head, at=noon)


def decide(founding: Founding, result: str, day: int, *, by: Person, at: datetime) -> None:
    """The council decides on a day of March 2022."""
    values = {
        "body": "kreistag", "decided_on": date(2022, 3, day), "paper_number": f"DS {day}",
        "result": result, "note": "",
    }  # fmt: skip
    actions.note_decision(founding=founding, values=values, by=by, at=at)


def step(founding: Founding, name: str, *, by: Person, at: datetime, reason: str = "") -> Founding:
    """Take a step."""
    return actions.take_step(founding=founding, step=name, reason=reason, by=by, at=at)


def test_beginning_twice_finds_the_same(founding: Founding, head: Person, noon: datetime) -> None:
    assert actions.begin_founding(centre=founding.centre, by=head, at=noon) == founding


@pytest.mark.parametrize("result", ["refused", "adjourned"])
def test_a_refused_or_adjourned_decision_never_advances(
    result: str, founding: Founding, head: Person, noon: datetime
) -> None:
    decide(founding, "accepted", 1, by=head, at=noon)
    decide(founding, result, 8, by=head, at=noon)

    with pytest.raises(TransitionRefused, match="neuen, zustimmenden Beschluss"):
        step(founding, "request_principle", by=head, at=noon)


def test_without_a_decision_nothing_is_requested(
    founding: Founding, head: Person, noon: datetime
) -> None:
    with pytest.raises(TransitionRefused, match="noch kein Beschluss"):
        step(founding, "request_principle", by=head, at=noon)


def test_the_whole_way_from_refusal_to_grant(
    founding: Founding, head: Person, authority: Person, noon: datetime
) -> None:
    decide(founding, "refused", 1, by=head, at=noon)
    decide(founding, "accepted", 22, by=head, at=noon)
    step(founding, "request_principle", by=head, at=noon)
    step(founding, "decline_principle", by=authority, at=noon, reason="Anlage fehlt")
    decide(founding, "accepted", 29, by=head, at=noon)
    for name, by in (
        ("request_principle", head),
        ("approve_principle", authority),
        ("submit_full", head),
        ("grant", authority),
    ):
        founding = step(founding, name, by=by, at=noon)

    assert (founding.status, founding.stage) == ("granted", 4)


def test_a_full_application_is_refused_with_a_reason_and_may_come_again(
    founding: Founding, head: Person, authority: Person, noon: datetime
) -> None:
    """The principle was approved; the grant is a decision of its own (funding.md §9)."""
    decide(founding, "accepted", 1, by=head, at=noon)
    step(founding, "request_principle", by=head, at=noon)
    step(founding, "approve_principle", by=authority, at=noon)
    step(founding, "submit_full", by=head, at=noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        step(founding, "refuse_grant", by=authority, at=noon)

    refused = step(founding, "refuse_grant", by=authority, at=noon, reason="Keine Mittel")
    assert (refused.status, refused.stage) == ("refused", 3)
    with pytest.raises(TransitionRefused, match="Abgelehnt"):
        step(founding, "grant", by=authority, at=noon)
    with pytest.raises(TransitionRefused, match="Abgelehnt"):
        decide(founding, "accepted", 2, by=head, at=noon)
    step(founding, "submit_full", by=head, at=noon)
    assert step(founding, "grant", by=authority, at=noon).status == "granted"


def test_a_carrier_does_not_refuse_or_grant(
    founding: Founding, head: Person, authority: Person, noon: datetime
) -> None:
    decide(founding, "accepted", 1, by=head, at=noon)
    step(founding, "request_principle", by=head, at=noon)
    step(founding, "approve_principle", by=authority, at=noon)
    step(founding, "submit_full", by=head, at=noon)
    for name in ("grant", "refuse_grant"):
        with pytest.raises(PermissionDenied):
            step(founding, name, by=head, at=noon, reason="Wir")


def test_the_same_decision_is_kept_once_attack_11(
    founding: Founding, head: Person, noon: datetime
) -> None:
    decide(founding, "accepted", 1, by=head, at=noon)
    with pytest.raises(TransitionRefused, match="schon festgehalten"):
        decide(founding, "accepted", 1, by=head, at=noon)
    assert founding.decisions.count() == 1


def test_a_session_in_the_future_is_refused(
    founding: Founding, head: Person, noon: datetime
) -> None:
    values = {
        "body": "kreistag", "decided_on": date(2022, 9, 15), "paper_number": "DS",
        "result": "accepted",
    }  # fmt: skip
    with pytest.raises(TransitionRefused, match="Zukunft"):
        actions.note_decision(founding=founding, values=values, by=head, at=noon)


def test_decisions_stay_as_they_were_entered(
    founding: Founding, head: Person, noon: datetime
) -> None:
    decide(founding, "refused", 1, by=head, at=noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        founding.decisions.update(result="accepted")


@pytest.mark.parametrize("role", ["specialist", "centre_admin", "coordination"])
def test_others_note_no_decision(
    role: str, founding: Founding, head: Person, noon: datetime
) -> None:
    somebody = factories.person(role, of=founding.centre.organisation)
    with pytest.raises(PermissionDenied):
        decide(founding, "accepted", 1, by=somebody, at=noon)


def test_a_carrier_does_not_approve_itself(
    founding: Founding, head: Person, noon: datetime
) -> None:
    decide(founding, "accepted", 1, by=head, at=noon)
    step(founding, "request_principle", by=head, at=noon)
    with pytest.raises(PermissionDenied):
        step(founding, "approve_principle", by=head, at=noon)

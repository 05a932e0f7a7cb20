"""A decision typed wrong is corrected by two people; what stood before stays."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.centres.concept import actions
from drehscheibe.domain.centres.concept.correction import (
    propose_correction,
    recorded_at,
    settle_correction,
)
from drehscheibe.domain.centres.concept.selectors import history
from drehscheibe.domain.centres.models import ConceptCorrection, IntegrationConcept
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.centres.samples import adopted_concept, concept

pytestmark = pytest.mark.django_db
RIGHT: Mapping[str, Any] = {
    "body": "kreistag", "decided_on": date(2021, 6, 17), "paper_number": "DS 21/117",
    "decision_url": "https://rat.example.org/21-117", "reason": "Zahlendreher",
}  # fmt: skip


@pytest.fixture
def decided() -> IntegrationConcept:
    """Recorded with the 24th, DS 21/118."""
    return adopted_concept()


@pytest.fixture
def specialist(decided: IntegrationConcept) -> Person:
    """Who finds the slip."""
    return factories.person("specialist", of=decided.centre.organisation)


@pytest.fixture
def head(decided: IntegrationConcept) -> Person:
    """Who looks a second time."""
    return factories.person("head", of=decided.centre.organisation)


def propose(
    decided: IntegrationConcept, by: Person, at: datetime, **other: Any
) -> ConceptCorrection:
    """The specialist's proposal."""
    return propose_correction(concept=decided, values={**RIGHT, **other}, by=by, at=at)


def settle(
    correction: ConceptCorrection, step: str, by: Person, at: datetime, reason: str = ""
) -> ConceptCorrection:
    """The second look."""
    return settle_correction(correction=correction, step=step, reason=reason, by=by, at=at)


def test_both_versions_stand_after_the_second_look(
    decided: IntegrationConcept, specialist: Person, head: Person, noon: datetime
) -> None:
    correction = propose(decided, specialist, noon)
    decided.refresh_from_db()
    assert decided.paper_number == "DS 21/118"  # a proposal changes nothing

    settle(correction, "confirm", head, noon + timedelta(hours=1))
    decided.refresh_from_db()
    correction.refresh_from_db()
    assert (decided.decided_on, decided.paper_number) == (date(2021, 6, 17), "DS 21/117")
    assert (correction.former_decided_on, correction.former_paper_number) == (
        date(2021, 6, 24), "DS 21/118",
    )  # fmt: skip
    assert recorded_at(decided, noon).paper_number == "DS 21/118"
    assert recorded_at(decided, noon + timedelta(hours=2)).paper_number == "DS 21/117"
    assert any("Zahlendreher" in line.what for line in history(decided))
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"centres.concept.correct", "centres.correction.confirm"} <= acts


@pytest.mark.parametrize("step", ["confirm", "decline"])
def test_nobody_settles_the_own_proposal(
    step: str, decided: IntegrationConcept, head: Person, noon: datetime
) -> None:
    correction = propose(decided, head, noon)
    with pytest.raises(TransitionRefused, match="Vier-Augen"):
        settle(correction, step, head, noon, reason="doch nicht")


def test_a_specialist_does_not_settle(
    decided: IntegrationConcept, specialist: Person, head: Person, noon: datetime
) -> None:
    correction = propose(decided, head, noon)
    with pytest.raises(PermissionDenied):
        settle(correction, "confirm", specialist, noon)


def test_a_declined_proposal_changes_nothing_and_says_why(
    decided: IntegrationConcept, specialist: Person, head: Person, noon: datetime
) -> None:
    correction = propose(decided, specialist, noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        settle(correction, "decline", head, noon)
    settle(correction, "decline", head, noon, reason="Die Vorlage stimmt")
    decided.refresh_from_db()
    assert decided.paper_number == "DS 21/118"
    assert any(line.reason == "Die Vorlage stimmt" for line in history(decided))
    propose(decided, specialist, noon)  # a better one may follow


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"decided_on": date(2099, 1, 1)}, "Zukunft"),
        ({"body": "rat"}, "Kreistag"),
        ({"paper_number": " "}, "Drucksache"),
        ({"decision_url": ""}, "Link"),
        (
            {"decided_on": date(2021, 6, 24), "paper_number": "DS 21/118",
             "decision_url": "https://rat.example.org/21-118"},
            "nichts zu berichtigen",
        ),
    ],
)  # fmt: skip
def test_a_correction_is_checked_like_the_decision(
    wrong: dict[str, Any], says: str, decided: IntegrationConcept, head: Person, noon: datetime
) -> None:
    with pytest.raises(TransitionRefused, match=says):
        propose(decided, head, noon, **wrong)


def test_one_proposal_at_a_time_attack_11(
    decided: IntegrationConcept, specialist: Person, head: Person, noon: datetime
) -> None:
    propose(decided, specialist, noon)
    with pytest.raises(TransitionRefused, match="wartet schon"):
        propose(decided, head, noon)


def test_not_after_its_own_update(
    decided: IntegrationConcept, specialist: Person, head: Person, noon: datetime
) -> None:
    values = {
        "updated_on": date(2021, 12, 1), "body": "kreistag", "paper_number": "F", "summary": "neu"
    }  # fmt: skip
    actions.update_concept(concept=decided, values=values, file=None, by=head, at=noon)
    with pytest.raises(TransitionRefused, match="Fortschreibung"):
        propose(decided, specialist, noon, decided_on=date(2021, 12, 2))


def test_a_draft_is_edited_not_corrected(noon: datetime) -> None:
    draft = concept()
    head = factories.person("head", of=draft.centre.organisation)
    with pytest.raises(TransitionRefused, match="festgehalten"):
        propose(draft, head, noon)


def test_the_database_lets_only_the_confirmed_values_through(
    decided: IntegrationConcept, specialist: Person, head: Person, noon: datetime
) -> None:
    correction = propose(decided, specialist, noon)
    rows = IntegrationConcept.objects.filter(pk=decided.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(paper_number="DS 21/117", decided_on=date(2021, 6, 17))
    settle(correction, "confirm", head, noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(paper_number="DS 99")
    with pytest.raises(DatabaseError), transaction.atomic():
        ConceptCorrection.objects.update(former_paper_number="nie gewesen")
    with pytest.raises(DatabaseError), transaction.atomic():
        ConceptCorrection.objects.all().delete()

"""Two people at the same moment, each with a connection of their own (attacks 10 and 13)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from drehscheibe.domain.centres.concept import actions
from drehscheibe.domain.centres.models import IntegrationConcept
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.centres import samples

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


def at_once(*acts: tuple[Person, Act], at: datetime) -> list[str]:
    """Run all at the same time, each as its person; 'done' or the name of the refusal."""
    start = Barrier(len(acts))

    def run(person: Person, act: Act) -> str:
        try:
            start.wait(timeout=10)
            with acting_as(standing_of(person, on=day_of(at))):
                act()
        except (actions.ConceptChangedMeanwhile, actions.ConceptClosed, TransitionRefused) as no:
            return type(no).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(lambda pair: run(*pair), acts))


def test_of_two_editors_one_wins_and_one_is_told_attack_10(noon: datetime) -> None:
    concept = samples.concept(complete=False)
    people = [factories.person("head", of=concept.centre.organisation) for _ in range(2)]

    def edit(person: Person) -> Act:
        draft = actions.Draft({"embedding": f"von {person}"}, {}, 1)
        return lambda: actions.edit_concept(concept=concept, draft=draft, by=person, at=noon)

    ends = at_once(*((person, edit(person)) for person in people), at=noon)

    assert ends == ["ConceptChangedMeanwhile", "done"]
    assert IntegrationConcept.objects.get(pk=concept.pk).version == 2


def test_adopt_and_edit_at_once_leave_one_truth_attack_13(noon: datetime) -> None:
    concept = samples.concept()
    head = factories.person("head", of=concept.centre.organisation)
    draft = actions.Draft({"title": "Anders"}, {}, 1)

    ends = at_once(
        (head, lambda: actions.adopt_concept(concept=concept, version=1, by=head, at=noon)),
        (
            concept.created_by,
            lambda: actions.edit_concept(
                concept=concept, draft=draft, by=concept.created_by, at=noon
            ),
        ),
        at=noon,
    )

    saved = IntegrationConcept.objects.get(pk=concept.pk)
    assert ends in (["ConceptClosed", "done"], ["TransitionRefused", "done"])
    assert (saved.status, saved.title == "Anders") in {("adopted", False), ("draft", True)}


def test_two_drafts_adopted_at_once_leave_one_in_force(noon: datetime) -> None:
    drafts = [samples.concept(), samples.concept(title="Der andere")]
    head = factories.person("head", of=drafts[0].centre.organisation)

    def adopt(draft: IntegrationConcept) -> Act:
        return lambda: actions.adopt_concept(concept=draft, version=1, by=head, at=noon)

    ends = at_once(*((head, adopt(draft)) for draft in drafts), at=noon)

    assert ends == ["done", "done"]
    assert sorted(IntegrationConcept.objects.values_list("status", flat=True)) == [
        "adopted",
        "superseded",
    ]
    assert Step.objects.filter(workflow="centres.concept").count() == 3

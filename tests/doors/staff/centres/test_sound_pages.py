"""Every page of the centres is sound HTML, and lists cost the same however long they are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.centres import samples
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]


def page(name: str, *args: object) -> str:
    """The address of a page of the centres."""
    return reverse(f"staff:centres:{name}", args=args)


@pytest.fixture
def centre() -> Centre:
    """A centre with a concept in force."""
    return factories.centre()


@pytest.fixture
def head(centre: Centre, as_person: AsPerson) -> Client:
    """Its head, signed in."""
    return as_person(factories.person("head", of=centre.organisation))


@pytest.mark.parametrize(
    "name", ["centre_detail", "profile_edit", "concept_begin", "founding_detail"]
)
def test_pages_of_a_centre_are_sound(name: str, head: Client, centre: Centre) -> None:
    assert_sound(head.get(page(name, centre.key)))
    head.post(page("founding_begin", centre.key))
    assert_sound(head.get(page(name, centre.key)))


@pytest.mark.parametrize(
    "name", ["concept_detail", "concept_edit", "concept_adopt", "concept_discard"]
)
@pytest.mark.parametrize("complete", [True, False])
def test_pages_of_a_draft_are_sound(
    name: str, complete: bool, head: Client, centre: Centre
) -> None:
    samples.adopted_concept(centre)
    draft = samples.concept(centre, complete=complete, title="Entwurf")

    assert_sound(head.get(page(name, draft.pk)))


@pytest.mark.parametrize("name", ["concept_detail", "concept_update"])
def test_pages_of_an_adopted_concept_are_sound(name: str, head: Client, centre: Centre) -> None:
    assert_sound(head.get(page(name, samples.adopted_concept(centre).pk)))


def test_answers_to_wrong_input_are_sound(head: Client, centre: Centre) -> None:
    draft = samples.concept(centre, complete=False)
    typed = {"version": "1", "title": "", "decided_on": "31.02.2021"}
    assert_sound(head.post(page("concept_edit", draft.pk), typed))
    assert_sound(head.post(page("concept_edit", draft.pk), {"version": "0", "title": "Anders"}))
    assert_sound(head.post(page("profile_edit", centre.key), {"version": "1", "postcode": "1"}))
    assert_sound(head.post(page("profile_edit", centre.key), {"version": "9", "place": "Ort"}))
    assert_sound(head.post(page("concept_adopt", draft.pk), {"version": "1"}))


@pytest.mark.parametrize("name", ["centre_list", "concept_list"])
def test_lists_are_sound_and_cost_the_same_for_few_and_many(name: str, as_person: AsPerson) -> None:
    office = factories.organisation("Büro", "coordinating_office")
    client = as_person(factories.person("coordination", of=office))
    counts = []
    for number in range(2):
        for part in range(1 + 6 * number):
            samples.adopted_concept(factories.centre(f"Kreis Muster {number}{part}"))
        client.get(page(name) + "?wort=")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert_sound(client.get(page(name) + "?wort="))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 12

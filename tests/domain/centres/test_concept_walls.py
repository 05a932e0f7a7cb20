"""Who sees which concept: by permission, and by the database alone (attack 3)."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.centres.concept.selectors import concepts_for, own_concepts
from drehscheibe.domain.centres.models import (
    Centre,
    ConceptParticipation,
    Founding,
    IntegrationConcept,
)
from drehscheibe.kernel.permissions.reach import Standing, standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.centres import samples

pytestmark = pytest.mark.django_db
TODAY = date(2022, 9, 14)


@pytest.fixture
def home() -> Centre:
    """A centre with a concept in force and a draft of the next."""
    centre = factories.centre()
    samples.adopted_concept(centre)
    samples.concept(centre, title="Entwurf 2022")
    return centre


def standing(role: str, place: object) -> Standing:
    """A person's standing in this role at this organisation."""
    return standing_of(factories.person(role, of=place), on=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["specialist", "head", "centre_admin"])
def test_the_own_centre_sees_draft_and_adopted(role: str, home: Centre) -> None:
    assert own_concepts(standing(role, home.organisation)).count() == 2


def test_the_carrier_sees_its_centres_concepts(home: Centre) -> None:
    assert own_concepts(standing("carrier", home.carrier)).count() == 2


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("coordination", "coordinating_office"),
        ("ministry_integration", "ministry"),
        ("ministry_school", "ministry"),
        ("authority_officer", "authority"),
        ("authority_approver", "authority"),
    ],
)
def test_the_network_reads_adopted_ones_never_drafts(role: str, kind: str, home: Centre) -> None:
    seen = concepts_for(standing(role, factories.organisation(f"Haus {kind}", kind)))

    assert [concept.status for concept in seen] == ["adopted"]


def test_another_centre_sees_the_public_one_only_attack_1(home: Centre) -> None:
    other = standing(
        "head", factories.centre("Stadt Anderswo", kind="kreisfreie Stadt").organisation
    )

    assert [concept.status for concept in concepts_for(other)] == ["adopted"]
    assert not own_concepts(other).exists()


@pytest.mark.parametrize("role", ["specialist", "coordination"])
def test_the_database_hides_foreign_drafts_without_our_filters_attack_3(
    role: str, home: Centre
) -> None:
    stranger = standing(role, factories.organisation("Anderswo", "ministry"))

    with acting_as(stranger):
        assert set(IntegrationConcept.objects.values_list("status", flat=True)) == {"adopted"}
        assert not ConceptParticipation.objects.filter(concept__status="draft").exists()
        assert len(set(ConceptParticipation.objects.values_list("concept", flat=True))) == 1
        assert not IntegrationConcept.objects.filter(status="draft").update(title="X")


def test_the_database_refuses_to_write_for_another_centre_attack_3(home: Centre) -> None:
    other = factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    stranger = standing("head", other.organisation)

    with acting_as(stranger):
        assert not IntegrationConcept.objects.filter(centre=home).update(updated_on=TODAY)
        with pytest.raises(DatabaseError), transaction.atomic():
            samples.concept(home, title="Untergeschoben")


def test_without_any_standing_only_decided_concepts_show(home: Centre) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', '', true)")
    assert set(IntegrationConcept.objects.values_list("status", flat=True)) == {"adopted"}


def test_a_founding_shows_to_the_network_once_requested(home: Centre) -> None:
    head = factories.person("head", of=home.organisation)
    Founding.objects.create(centre=home, created_by=head, created_at=samples.MORNING)
    office = standing("coordination", factories.organisation("Haus", "coordinating_office"))

    with acting_as(office):
        assert not Founding.objects.exists()

"""Concepts for tests: a draft that lacks nothing, and one the council has decided."""

from datetime import UTC, date, datetime
from typing import Any

from drehscheibe.domain.centres.concept.actions import adopt_concept
from drehscheibe.domain.centres.concept.actors import actors_on
from drehscheibe.domain.centres.models import Centre, ConceptParticipation, IntegrationConcept
from drehscheibe.kernel.people.models import Person
from tests import factories

MORNING = datetime(2022, 1, 10, 8, 0, tzinfo=UTC)
WHOLE = {
    "decided_on": date(2021, 6, 24),
    "paper_number": "DS 21/118",
    "decision_url": "https://rat.example.org/21-118",
    "education_summary": "Sprachbildung von der Kita an",
    "cross_cutting_pages": "20–31",
    "municipalities_agreed_on": date(2021, 5, 3),
}


def concept(
    of: Centre | None = None, *, complete: bool = True, **values: Any
) -> IntegrationConcept:
    """A draft that lacks nothing, or has a title only (`complete=False`)."""
    home = of or factories.centre()
    human = Person.objects.filter(memberships__organisation=home.organisation).first()
    human = human or factories.person("specialist", of=home.organisation)
    entry = {
        "title": "Integrationskonzept 2021", "created_by": human, "created_at": MORNING,
        "changed_by": human, "changed_at": MORNING,
    }  # fmt: skip
    body = "kreistag" if home.kind == "Kreis" else "rat"
    whole: dict[str, Any] = WHOLE | {"body": body} if complete else {}
    draft = IntegrationConcept.objects.create(centre=home, **(entry | whole | values))
    for actor in actors_on(MORNING.date()) if complete else ():
        ConceptParticipation.objects.create(
            concept=draft, actor_kind=actor.code, took_part="yes", how="Werkstatt", period="2020"
        )
    return draft


def adopted_concept(of: Centre | None = None, **values: Any) -> IntegrationConcept:
    """A concept the council has decided; the head of the centre noted it."""
    draft = concept(of, **values)
    head = factories.person("head", of=draft.centre.organisation)
    return adopt_concept(concept=draft, version=draft.version, by=head, at=MORNING)

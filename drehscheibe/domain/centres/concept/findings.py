"""Was fehlt noch? – the checks of the page, which adoption runs as well."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from drehscheibe.domain.centres.concept.actors import actors_on
from drehscheibe.domain.centres.models.concept import (
    ConceptParticipation,
    CouncilBody,
    IntegrationConcept,
)

BODY_OF = {
    "Kreis": CouncilBody.KREISTAG,
    "Städteregion": CouncilBody.STAEDTEREGIONSTAG,
}
"""Which body decides, by kind of area; every other kind is a city with a Rat."""


@dataclass(frozen=True)
class Finding:
    """Something missing or doubtful, with the field it concerns; `blocks` stops the adoption."""

    message: str
    anchor: str
    basis: str
    blocks: bool = True


def body_of(concept: IntegrationConcept) -> CouncilBody:
    """The elected body of the area the centre serves."""
    return BODY_OF.get(concept.centre.kind, CouncilBody.RAT)


def has_municipalities(concept: IntegrationConcept) -> bool:
    """Whether the carrier is a Kreis or StädteRegion, which has municipalities to agree with."""
    return concept.centre.kind in BODY_OF


def findings(
    concept: IntegrationConcept, participations: Iterable[ConceptParticipation], *, on: date
) -> tuple[Finding, ...]:
    """Everything missing on a day, what blocks first."""
    answers = {one.actor_kind: one for one in participations}
    found = [
        *_decision(concept, on),
        *_contents(concept),
        *_participation(answers, on),
        *_advice(concept),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop the adoption."""
    return tuple(finding for finding in found if finding.blocks)


def _decision(concept: IntegrationConcept, on: date) -> Iterator[Finding]:
    basis = "§ 7 Abs. 1 TIntG 2012, § 8 Abs. 1 TIntG 2021"
    if not concept.body:
        yield Finding("Welches Gremium hat beschlossen?", "body", basis)
    elif concept.body != body_of(concept):
        name = body_of(concept).label
        yield Finding(f"Für dieses Zentrum beschließt: {name}.", "body", basis)
    if concept.decided_on is None:
        yield Finding("Das Datum des Beschlusses fehlt.", "decided_on", basis)
    elif concept.decided_on > on:
        yield Finding("Das Datum des Beschlusses liegt in der Zukunft.", "decided_on", basis)
    if not concept.paper_number.strip():
        yield Finding("Die Nummer der Drucksache oder Vorlage fehlt.", "paper_number", basis)
    if concept.document_id is None and not concept.decision_url:
        yield Finding("Die Datei oder ein Link zum Beschluss fehlt.", "file", basis)


def _contents(concept: IntegrationConcept) -> Iterator[Finding]:
    basis = "Folien 2012, „Voraussetzung für Einrichtung und Betrieb“"
    if not concept.covers_education:
        yield Finding("„Integration durch Bildung“ ist nicht belegt.", "education_summary", basis)
    if not concept.covers_cross_cutting:
        yield Finding(
            "„Integration als Querschnittsaufgabe“ ist nicht belegt.",
            "cross_cutting_summary",
            basis,
        )


def _participation(answers: Mapping[str, ConceptParticipation], on: date) -> Iterator[Finding]:
    for actor in actors_on(on):
        answer = answers.get(actor.code)
        if not actor.required or (answer and answer.is_answered):
            continue
        what = "Wie beteiligt, oder warum nicht?" if answer and answer.took_part else "Beteiligt?"
        yield Finding(
            f"{actor.label}: {what}", f"actor-{actor.code}", f"{actor.source}, „{actor.passage}“"
        )


def _advice(concept: IntegrationConcept) -> Iterator[Finding]:
    if has_municipalities(concept) and not concept.municipalities_agreed:
        yield Finding(
            "Das Einvernehmen mit den Gemeinden ist nicht festgehalten. "
            "Ein Förderantrag braucht es (Prüfung F02).",
            "municipalities_agreed_on",
            "Richtlinie 2023 Nr. 4.1 a",
            blocks=False,
        )
    if not concept.cooperation_with_free_providers.strip():
        yield Finding(
            "Die Zusammenarbeit mit freien Trägern soll das Konzept vorsehen.",
            "cooperation_with_free_providers",
            "§ 8 Abs. 1 TIntG 2021",
            blocks=False,
        )
    if not concept.embedding.strip():
        yield Finding(
            "Angaben zur Anbindung und Ausgestaltung des Zentrums fehlen.",
            "embedding",
            "Folien 2012, „Voraussetzung für Einrichtung und Betrieb“",
            blocks=False,
        )

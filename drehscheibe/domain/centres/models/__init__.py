"""The rows of the room: register, integration concept, founding."""

from drehscheibe.domain.centres.models.concept import (
    ConceptParticipation,
    ConceptUpdate,
    IntegrationConcept,
)
from drehscheibe.domain.centres.models.correction import ConceptCorrection
from drehscheibe.domain.centres.models.founding import Founding, FoundingDecision
from drehscheibe.domain.centres.models.register import (
    AddressStatus,
    Centre,
    CountPoint,
    FieldOfAction,
    Figure,
    FoundingFact,
    ServedArea,
)

__all__ = [
    "AddressStatus",
    "Centre",
    "ConceptCorrection",
    "ConceptParticipation",
    "ConceptUpdate",
    "CountPoint",
    "FieldOfAction",
    "Figure",
    "Founding",
    "FoundingDecision",
    "FoundingFact",
    "IntegrationConcept",
    "ServedArea",
]

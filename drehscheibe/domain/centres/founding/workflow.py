"""The founding procedure: decision, principle, full application, grant (funding.md §9)."""

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.founding.guards import council_has_accepted
from drehscheibe.domain.centres.models.founding import WITH_THE_CARRIER
from drehscheibe.domain.centres.models.founding import FoundingStatus as Is
from drehscheibe.kernel.workflow.declarations import Transition, Workflow
from drehscheibe.kernel.workflow.guards import four_eyes

FOUNDING = Workflow(
    name="centres.founding",
    states=Is,
    initial=Is.COUNCIL_DECISION,
    transitions=(
        Transition(
            "request_principle",
            "Grundsätzliche Genehmigung beantragen",
            WITH_THE_CARRIER,
            Is.PRINCIPLE_REQUEST,
            may.FOUNDING_APPLY,
            (council_has_accepted,),
            effect="Bewilligungsbehörde, Ministerien und Koordinierungsstelle sehen das Verfahren. "
            "Weitere Beschlüsse lassen sich danach nicht mehr eintragen.",
        ),
        Transition(
            "approve_principle",
            "Grundsätzlich genehmigen",
            (Is.PRINCIPLE_REQUEST,),
            Is.PRINCIPLE_APPROVED,
            may.FOUNDING_DECIDE,
            (four_eyes("request_principle"),),
            effect="Der Träger darf den vollständigen Antrag stellen; bewilligt ist noch nichts.",
        ),
        Transition(
            "decline_principle",
            "Zurückgeben",
            (Is.PRINCIPLE_REQUEST,),
            Is.RETURNED,
            may.FOUNDING_DECIDE,
            needs_reason=True,
            effect="Das Verfahren liegt wieder beim Träger, mit Ihrer Begründung.",
        ),
        Transition(
            "submit_full",
            "Vollständigen Antrag festhalten",
            (Is.PRINCIPLE_APPROVED, Is.REFUSED),
            Is.FULL_APPLICATION,
            may.FOUNDING_APPLY,
            effect="Der Antrag auf Förderung liegt der Bewilligungsbehörde vor. "
            "Die grundsätzliche Genehmigung gilt auch nach einer Ablehnung weiter.",
        ),
        Transition(
            "grant",
            "Bewilligung festhalten",
            (Is.FULL_APPLICATION,),
            Is.GRANTED,
            may.FOUNDING_DECIDE,
            (four_eyes("request_principle", "submit_full"),),
            effect="Die Gründung ist abgeschlossen.",
        ),
        Transition(
            "refuse_grant",
            "Ablehnung festhalten",
            (Is.FULL_APPLICATION,),
            Is.REFUSED,
            may.FOUNDING_DECIDE,
            (four_eyes("request_principle", "submit_full"),),
            needs_reason=True,
            effect="Der Träger sieht die Ablehnung mit Ihrer Begründung. Er kann den vollständigen "
            "Antrag neu stellen; bewilligt ist nichts.",
        ),
    ),
)

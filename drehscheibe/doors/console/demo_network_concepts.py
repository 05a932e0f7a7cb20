"""Integration concepts of the rest of the network: most have one, some are still without.

Copies of Warendorf's, called invented in their title, since they stand on public pages.
"""

from drehscheibe.domain.centres.concept.findings import BODY_OF
from drehscheibe.domain.centres.concept.workflow import CONCEPT
from drehscheibe.domain.centres.models import ConceptParticipation, IntegrationConcept
from drehscheibe.domain.centres.models.concept import CouncilBody
from drehscheibe.doors.console.demo_goal_steps import Side
from drehscheibe.doors.console.demo_network_copies import Other, copies, same_history
from drehscheibe.kernel.workflow.models import Step

WITHOUT = 9
"""Each ninth centre has no concept yet."""


def concepts_of(side: Side, others: list[Other]) -> None:
    """The concept of this side's centre, adopted by nearly all others, too."""
    original = IntegrationConcept.objects.in_force().filter(centre=side.centre).first()
    if original is None:
        return
    adopting = [each for each in others if each.place % WITHOUT]
    made = copies([original], adopting, lambda row, o: {
        "centre_id": o.centre.pk, "status": "draft",
        "title": f"Integrationskonzept {o.centre.area_name} (erfundenes Beispiel)",
        **_decision(o), "paper_number": f"V/2021/{o.place + 1:03}",
        "created_by_id": o.instead_of(row.created_by_id, side),
        "changed_by_id": o.instead_of(row.changed_by_id, side),
    })  # fmt: skip
    copies(ConceptParticipation.objects.filter(concept=original), adopting, lambda row, o: {
        "concept_id": made[original.pk, o.place].pk,
    })  # fmt: skip
    told = Step.objects.filter(workflow=CONCEPT.name, object_id=original.pk)
    same_history(told, adopting, made, side, IntegrationConcept)


def _decision(other: Other) -> dict[str, object]:
    """Rat or Kreistag; a city has no municipalities to agree with."""
    kind = other.centre.kind
    if kind in BODY_OF:
        return {"body": BODY_OF[kind]}
    return {"body": CouncilBody.RAT, "municipalities_agreed_on": None, "municipalities_note": ""}

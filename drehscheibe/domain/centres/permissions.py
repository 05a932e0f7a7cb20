"""What one may do with a centre's profile, concept and founding, and through whom."""

from django.db.models import Q

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

OF_THE_CENTRE = ("centre__organisation", "centre__carrier")
THE_CENTRE = ("organisation", "carrier")
DECIDED = Q(status__in=("adopted", "updated", "superseded"))
REQUESTED = ~Q(status="council_decision")

CENTRE_VIEW = Permission("centres.centre.view", "Das eigene Zentrum einsehen", through=THE_CENTRE)
CENTRE_READ = Permission("centres.centre.read", "Alle Zentren einsehen", through=(NETWORK,))
PROFILE_EDIT = Permission("centres.profile.edit", "Profil des Zentrums pflegen", through=THE_CENTRE)

CONCEPT_VIEW = Permission(
    "centres.concept.view", "Konzepte des eigenen Zentrums einsehen", through=OF_THE_CENTRE
)
CONCEPT_READ = Permission(
    "centres.concept.read",
    "Verabschiedete Konzepte aller Zentren einsehen",
    through=(NETWORK,),
    only=DECIDED,
)
CONCEPT_BEGIN = Permission("centres.concept.begin", "Konzept anlegen", through=THE_CENTRE)
CONCEPT_EDIT = Permission("centres.concept.edit", "Konzept bearbeiten", through=OF_THE_CENTRE)
CONCEPT_ADOPT = Permission(
    "centres.concept.adopt", "Beschluss zum Konzept festhalten", through=OF_THE_CENTRE
)
CORRECTION_SETTLE = Permission(
    "centres.correction.settle",
    "Berichtigung eines Beschlusses prüfen",
    through=("concept__centre__organisation", "concept__centre__carrier"),
)

FOUNDING_VIEW = Permission(
    "centres.founding.view", "Gründung des eigenen Zentrums einsehen", through=OF_THE_CENTRE
)
FOUNDING_READ = Permission(
    "centres.founding.read",
    "Beantragte Gründungen einsehen",
    through=(NETWORK,),
    only=REQUESTED,
)
FOUNDING_BEGIN = Permission("centres.founding.begin", "Gründung beginnen", through=THE_CENTRE)
FOUNDING_APPLY = Permission(
    "centres.founding.apply", "Gründung beschließen lassen und beantragen", through=OF_THE_CENTRE
)
FOUNDING_DECIDE = Permission(
    "centres.founding.decide",
    "Über Gründungen entscheiden",
    through=(NETWORK,),
    only=REQUESTED,
)

OWN_READING = frozenset({CENTRE_VIEW, CONCEPT_VIEW, FOUNDING_VIEW})
OWN_EDITING = OWN_READING | {PROFILE_EDIT, CONCEPT_BEGIN, CONCEPT_EDIT}
OWN_DECIDING = OWN_EDITING | {CONCEPT_ADOPT, CORRECTION_SETTLE, FOUNDING_BEGIN, FOUNDING_APPLY}
NETWORK_READING = frozenset({CENTRE_READ, CONCEPT_READ, FOUNDING_READ})
NETWORK_DECIDING = NETWORK_READING | {FOUNDING_DECIDE}

"""What one may do with goals, activities and figures, and through whom."""

from django.db.models import Q

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

CENTRE = ("centre__organisation", "centre__carrier")
UNIT = ("centre__organisation",)
PUT_FORWARD = ~Q(status__in=["draft", "locally_agreed", "discarded"])
SHARED = Q(shared_at__isnull=False) & ~Q(status="discarded")

VIEW = Permission("controlling.goal.view", "Eigene Ziele einsehen", through=CENTRE)
VIEW_SUBMITTED = Permission(
    "controlling.goal.view_submitted", "Vorgelegte Ziele einsehen", through=(NETWORK,),
    only=PUT_FORWARD,
)  # fmt: skip
VIEW_SHARED = Permission(
    "controlling.goal.view_shared", "Zur Beratung geöffnete Ziele einsehen", through=(NETWORK,),
    only=SHARED,
)  # fmt: skip
EDIT = Permission("controlling.goal.edit", "Ziele schreiben", through=UNIT)
SUBMIT = Permission("controlling.goal.submit", "Ziele den Ministerien vorlegen", through=UNIT)
ADVISE = Permission(
    "controlling.goal.advise", "Zum Wortlaut von Zielen beraten", through=(NETWORK,)
)
DECIDE = Permission("controlling.goal.decide", "Über Ziele entscheiden", through=(NETWORK,))
DECIDE_INTEGRATION = Permission(
    "controlling.goal.decide_integration",
    "Über Ziele für das Ministerium für Integration entscheiden",
    through=(NETWORK,),
)
DECIDE_SCHOOL = Permission(
    "controlling.goal.decide_school",
    "Über Ziele für das Ministerium für Schule entscheiden",
    through=(NETWORK,),
)

ACTIVITY_VIEW = Permission(
    "controlling.activity.view", "Aktivitäten des Zentrums einsehen", through=CENTRE
)
ACTIVITY_ENTER = Permission("controlling.activity.enter", "Aktivitäten erfassen", through=UNIT)
VALUE_ENTER = Permission("controlling.value.enter", "Istwerte eintragen", through=UNIT)
CATALOGUE_KEEP = Permission(
    "controlling.catalogue.keep", "Indikatorenkatalog pflegen", through=(NETWORK,)
)

READING = (VIEW, VIEW_SUBMITTED, VIEW_SHARED)
"""Any of these lets one see the goals of a period."""

OWN_READING = frozenset({VIEW, ACTIVITY_VIEW})
OWN_EDITING = OWN_READING | {EDIT, ACTIVITY_ENTER, VALUE_ENTER}
OWN_SUBMITTING = OWN_EDITING | {SUBMIT}
NETWORK_READING = frozenset({VIEW_SUBMITTED})
ADVISING = NETWORK_READING | {VIEW_SHARED, ADVISE, CATALOGUE_KEEP}
"""The coordinating office: reads what is opened to it, advises, never decides."""
DECIDING_INTEGRATION = NETWORK_READING | {DECIDE, DECIDE_INTEGRATION}
DECIDING_SCHOOL = NETWORK_READING | {DECIDE, DECIDE_SCHOOL}

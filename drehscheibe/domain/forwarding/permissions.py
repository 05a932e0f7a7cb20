"""What one may do with forwarded grants, and through whom. Third parties hold no permission: they
have the link of their case (`link.py`)."""

from django.db.models import Q

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

CENTRE = ("centre__organisation", "centre__carrier")
AUTHORITY = ("authority",)
GRANTED = ~Q(status__in=["planned", "prepared"])

ALLOCATION_VIEW = Permission(
    "forwarding.allocation.view", "Eigene Zuteilungen einsehen", through=CENTRE, only=GRANTED
)
ALLOCATION_VIEW_GRANTED = Permission(
    "forwarding.allocation.view_granted",
    "Bewilligte Zuteilungen und ihren Mittelstand einsehen",
    through=(NETWORK,),
    only=GRANTED,
)
ALLOCATION_PREPARE = Permission(
    "forwarding.allocation.prepare", "Zuteilungen anlegen und vorbereiten", through=AUTHORITY
)
ALLOCATION_GRANT = Permission(
    "forwarding.allocation.grant", "Zuteilungen bewilligen", through=AUTHORITY
)
ALLOCATION_SHARE = Permission(
    "forwarding.allocation.share",
    "Anteile der Gemeinden festlegen",
    through=CENTRE,
    only=GRANTED,
)
ALLOCATION_PROVE = Permission(
    "forwarding.allocation.prove",
    "Verwendung der Zuteilung nachweisen",
    through=CENTRE,
    only=GRANTED,
)
CALL_VIEW = Permission("forwarding.call.view", "Aufrufe des Zentrums einsehen", through=CENTRE)
CALL_MANAGE = Permission("forwarding.call.manage", "Aufrufe anlegen und öffnen", through=CENTRE)
CASE_VIEW = Permission("forwarding.case.view", "Anträge Dritter einsehen", through=CENTRE)
CASE_EDIT = Permission(
    "forwarding.case.edit", "Anträge Dritter mit ihnen zusammen schreiben", through=CENTRE
)
CASE_CHECK = Permission(
    "forwarding.case.check", "Anträge und Nachweise Dritter prüfen", through=CENTRE
)
CASE_DECIDE = Permission(
    "forwarding.case.decide", "Über Anträge Dritter entscheiden", through=CENTRE
)
JURY_KEEP = Permission("forwarding.jury.keep", "Jurysitzungen führen", through=CENTRE)
JURY_VOTE = Permission(
    "forwarding.jury.vote", "Als Jurymitglied angemeldet abstimmen", through=CENTRE
)
MEASURE_VIEW = Permission(
    "forwarding.measure.view", "Eigene Maßnahmen des Zentrums einsehen", through=CENTRE
)
MEASURE_KEEP = Permission(
    "forwarding.measure.keep", "Eigene Maßnahmen des Zentrums eintragen", through=CENTRE
)

ALLOCATION_READING = (
    ALLOCATION_VIEW,
    ALLOCATION_VIEW_GRANTED,
    ALLOCATION_PREPARE,
    ALLOCATION_GRANT,
)
"""Any of these lets one see an allocation."""
CASE_READING = (CASE_VIEW,)

OWN_READING = frozenset({ALLOCATION_VIEW, CALL_VIEW, CASE_VIEW, JURY_VOTE, MEASURE_VIEW})
OWN_CHECKING = OWN_READING | {
    ALLOCATION_SHARE,
    CALL_MANAGE,
    CASE_EDIT,
    CASE_CHECK,
    JURY_KEEP,
    MEASURE_KEEP,
}
"""Specialists of a centre: everything but the decision."""
OWN_DECIDING = OWN_CHECKING | {CASE_DECIDE, ALLOCATION_PROVE}
"""Head and carrier decide, conclude contracts and prove to the authority."""
NETWORK_READING = frozenset({ALLOCATION_VIEW_GRANTED})
"""Ministries and coordination: sums, never a third party's application."""
AUTHORITY_PREPARING = NETWORK_READING | {ALLOCATION_PREPARE}
AUTHORITY_GRANTING = NETWORK_READING | {ALLOCATION_GRANT}

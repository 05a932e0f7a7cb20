"""What one may do with proofs of use, and through whom."""

from django.db.models import Q

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

CENTRE = ("application__centre__organisation", "application__centre__carrier")
CARRIER = ("application__centre__carrier",)
AUTHORITY = ("application__authority",)
HANDED_IN = ~Q(status="draft") & Q(submitted_on__isnull=False)

VIEW = Permission("funding.proof.view", "Eigene Verwendungsnachweise einsehen", through=CENTRE)
VIEW_SUBMITTED = Permission(
    "funding.proof.view_submitted",
    "Eingereichte Verwendungsnachweise einsehen",
    through=(NETWORK,),
    only=HANDED_IN,
)
WATCH = Permission(
    "funding.proof.watch", "Fristen der Verwendungsnachweise überwachen", through=AUTHORITY
)
PROCESS = Permission(
    "funding.proof.process",
    "Verwendungsnachweise prüfen und zurückfragen",
    through=AUTHORITY,
    only=HANDED_IN,
)
DECIDE = Permission(
    "funding.proof.decide",
    "Verwendungsnachweise abschließen",
    through=AUTHORITY,
    only=HANDED_IN,
)
EDIT = Permission("funding.proof.edit", "Verwendungsnachweise schreiben", through=CENTRE)
SUBMIT = Permission("funding.proof.submit", "Verwendungsnachweise einreichen", through=CARRIER)

READING = (VIEW, VIEW_SUBMITTED, PROCESS, DECIDE)
"""Any of these lets one see what a proof says."""

OWN_READING = frozenset({VIEW})
OWN_EDITING = OWN_READING | {EDIT}
OWN_SUBMITTING = OWN_EDITING | {SUBMIT}
NETWORK_READING = frozenset({VIEW_SUBMITTED})
CHECKING = frozenset({WATCH, PROCESS})
CLOSING = frozenset({WATCH, DECIDE})

"""What one may do with projects of state-wide importance, and through whom."""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

OF_A_CENTRE = ("participations__centre__organisation", "participations__centre__carrier")
CENTRE = ("centre__organisation", "centre__carrier")

VIEW = Permission(
    "controlling.project.view", "Projekte, zu denen das Zentrum gefragt ist", through=OF_A_CENTRE
)
VIEW_ALL = Permission("controlling.project.view_all", "Alle Projekte einsehen", through=(NETWORK,))
KEEP = Permission("controlling.project.keep", "Projekte führen", through=(NETWORK,))
ANSWER = Permission(
    "controlling.project.answer", "Zustimmung der Kommune festhalten", through=CENTRE
)
REPORT = Permission("controlling.project.report", "Ergebnisse vor Ort eintragen", through=CENTRE)

READING = (VIEW, VIEW_ALL)
OWN_READING = frozenset({VIEW})
OWN_REPORTING = OWN_READING | {REPORT}
OWN_ANSWERING = OWN_REPORTING | {ANSWER}
NETWORK_READING = frozenset({VIEW_ALL})
KEEPING = NETWORK_READING | {KEEP}
"""Ministries and the coordinating office; the municipality's consent is never theirs to enter."""

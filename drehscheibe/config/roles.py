"""Who may do what: every role of the platform, read by every door."""

from drehscheibe.domain.centres import permissions as centres
from drehscheibe.kernel.permissions.declarations import Role

ROLES: tuple[Role, ...] = (
    Role("specialist", "KI-Fachkraft", centres.OWN_EDITING),
    Role("head", "KI-Leitung", centres.OWN_DECIDING, second_factor=True),
    Role("centre_admin", "KI-Verwaltung", centres.OWN_READING),
    Role("carrier", "Träger", centres.OWN_DECIDING, second_factor=True),
    Role("coordination", "Koordinierungsstelle", centres.NETWORK_READING),
    Role(
        "ministry_integration",
        "Ministerium für Integration",
        centres.NETWORK_READING,
        second_factor=True,
    ),
    Role("ministry_school", "Ministerium für Schule", centres.NETWORK_READING, second_factor=True),
    Role(
        "authority_officer",
        "Bewilligungsbehörde, Sachbearbeitung",
        centres.NETWORK_READING,
        second_factor=True,
    ),
    Role(
        "authority_approver",
        "Bewilligungsbehörde, Zeichnung",
        centres.NETWORK_DECIDING,
        second_factor=True,
    ),
    Role("operator", "Betrieb", frozenset(), second_factor=True),
)

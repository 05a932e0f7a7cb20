"""Who may do what: every role of the platform, read by every door."""

from drehscheibe.kernel.permissions.declarations import Role

ROLES: tuple[Role, ...] = (
    Role("specialist", "KI-Fachkraft", frozenset()),
    Role("head", "KI-Leitung", frozenset(), second_factor=True),
    Role("centre_admin", "KI-Verwaltung", frozenset()),
    Role("carrier", "Träger", frozenset(), second_factor=True),
    Role("coordination", "Koordinierungsstelle", frozenset()),
    Role("ministry_integration", "Ministerium für Integration", frozenset(), second_factor=True),
    Role("ministry_school", "Ministerium für Schule", frozenset(), second_factor=True),
    Role("authority_officer", "Bewilligungsbehörde, Sachbearbeitung", frozenset(), second_factor=True),
    Role("authority_approver", "Bewilligungsbehörde, Zeichnung", frozenset(), second_factor=True),
    Role("operator", "Betrieb", frozenset(), second_factor=True),
)

"""Below the bands: where this role's work is."""

from dataclasses import dataclass

from drehscheibe.doors.staff.controlling.tasks import CARDS
from drehscheibe.doors.staff.navigation import reachable
from drehscheibe.kernel.permissions.reach import Standing


@dataclass(frozen=True)
class Card:
    """A door to a part of the work, and what one finds there."""

    title: str
    text: str
    url: str


TEXTS = {
    **CARDS,
    "staff:funding:application_list": "Anträge von der ersten Zeile bis zum Bescheid.",
    "staff:forwarding:case_list": "Anträge von Vereinen: prüfen, entscheiden, zahlen, abrechnen.",
    "staff:payments:order_list": "Zahlungen, Zahlungsläufe und Bankverbindungen, zu zweit geprüft.",
    "staff:circulars:circular_list": "Was Ministerien und Koordinierungsstelle schreiben.",
    "staff:circulars:feedback_list": "Was die Praxis zurückspiegelt, und die Antworten darauf.",
    "staff:surveys:survey_list": "Abfragen an die Zentren, Antworten, und was daraus wird.",
    "staff:groups:group_list": "Arbeitskreise: Sitzungen, Beschlüsse, Papiere, Gespräche.",
    "staff:centres:concept_list": "Integrationskonzepte mit Beschluss und Beteiligung.",
    "staff:centres:centre_list": "Profil, Anschrift, Zuständigkeit und Gründung der Zentren.",
    "staff:people:member_list": "Einladen, freischalten, Rollen entziehen.",
    "staff:people:role_matrix": "Welche Rolle was darf – so, wie die Plattform es prüft.",
}


def panel(standing: Standing) -> list[Card]:
    """Cards for the pages this person may open."""
    return [
        Card(title=place.label, text=TEXTS[place.name], url=place.url)
        for place in reachable(standing)
        if place.name in TEXTS
    ]

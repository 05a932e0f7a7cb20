"""Words that stand in the data and have translations; everything else in the data stays German."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS: dict[str, tuple[str, str | Promise]] = {
    "": ("neutral", _("Anschrift unbekannt")),
    "verified": ("success", _("belegt")),
    "verified_undated": ("info", _("belegt, ohne Datum")),
    "dated": ("warning", _("vermutlich veraltet")),
    "planned": ("warning", _("geplant, Umzug nicht bestätigt")),
    "admin_building": ("info", _("Anschrift der Verwaltung")),
    "own": ("success", _("vom Zentrum gepflegt")),
}
"""How far an address can be trusted: kind of status and its word."""

CONCEPT: dict[str, tuple[str, str | Promise]] = {
    "adopted": ("success", _("beschlossen und gültig")),
    "updated": ("success", _("fortgeschrieben und gültig")),
    "superseded": ("neutral", _("durch ein neueres Konzept abgelöst")),
}

DATA = (
    _("Kreis"),
    _("kreisfreie Stadt"),
    _("Stadt"),
    _("Städteregion"),
    _("Rat der Stadt"),
    _("Kreistag"),
    _("Städteregionstag"),
    _("Bevölkerung"),
    _("Ausländische Bevölkerung"),
    _("Fortschreibung auf Basis des Zensus 2022"),
    _("Personen ohne deutsche Staatsangehörigkeit, Fortschreibung auf Basis des Zensus 2022"),
    _("Beschluss von Rat oder Kreistag"),
    _("Gründung"),
    _("Widersprechende Angaben"),
    _("Hinweis zur Gründung"),
    _("Integration durch Bildung"),
    _("Integration als Querschnittsaufgabe"),
    _("Neuzuwanderung und Flucht"),
)
"""Values of the register; the templates translate them where they print them."""

"""Words of events that have translations; what hosts write stays German."""

from django.utils.translation import gettext_lazy as _

CHOICES = (
    _("Fortbildung"), _("Fachtagung"), _("Fachgespräch"), _("Informationsveranstaltung"),
    _("vor Ort"), _("online"), _("vor Ort und online"), _("Workshop"),
    _("Wird geprüft"), _("Angemeldet"), _("Auf der Warteliste"), _("Platz angeboten"),
    _("Angebot abgelehnt"), _("Angebot verfallen"), _("Abgemeldet"), _("Nicht angenommen"),
    _("Vom Veranstalter abgesagt"), _("ersetzt"), _("widerrufen"),
)  # fmt: skip
"""What the rooms call kinds, parts and states."""

REASONS = (
    _("Alle Plätze sind vergeben."),
    _("Ihre Organisation hat ihre Plätze belegt; der Rest ist noch für andere frei."),
    _("Die freien Plätze sind noch für andere Organisationen vorgemerkt."),
    _("Vor Ihnen warten andere; über die Reihenfolge entscheidet der Veranstalter."),
)
"""Why somebody waits."""

REFUSALS = (
    _("Bitte geben Sie Ihren Namen an."),
    _("Bitte wählen Sie, wie Sie teilnehmen."),
    _("Bitte wählen Sie aus."),
    _("Bitte wählen Sie Ihren Kreis oder Ihre Stadt."),
    _("Für diese Veranstaltung braucht man ein Konto im Netzwerk."),
    _("Für diese Person gibt es bei dieser Veranstaltung schon eine Anmeldung."),
    _("Die Anmeldung hat noch nicht begonnen."),
    _("Die Anmeldung ist beendet. Bitte wenden Sie sich an den Veranstalter."),
    _(
        "Dieser Link gilt nicht mehr. Bitte melden Sie sich noch einmal an; der neue Link gilt 24 Stunden."  # noqa: E501 (one literal is what the test of the catalogues reads)
    ),
    _("Diese Anmeldung hat sich inzwischen geändert. Bitte laden Sie die Seite neu."),
    _("Abmelden war bis zum genannten Tag möglich. Bitte wenden Sie sich an den Veranstalter."),
    _("Dort ist kein Platz für Sie frei. Alle Plätze sind vergeben."),
    _("Die Veranstaltung hat schon begonnen. Bitte wenden Sie sich an den Veranstalter."),
    _("Bitte wählen Sie, was Sie tun möchten."),
    _("Die Seite war zu lange offen. Bitte schicken Sie das Formular noch einmal."),
)
"""What the rooms answer most often when something cannot be done."""

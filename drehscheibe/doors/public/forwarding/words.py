"""What the form calls its fields, and what a state means, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.forwarding.models import CaseIs

Word = str | Promise

ORGANISATION: tuple[tuple[str, Word, Word, str], ...] = (
    ("name", _("Name der Organisation"), "", "organization"),
    ("kind", _("Was für eine Organisation sind Sie?"), "", "off"),
    ("street", _("Straße und Hausnummer"), "", "address-line1"),
    ("postal_code", _("Postleitzahl"), "", "postal-code"),
    ("town", _("Ort"), "", "address-level2"),
    ("contact_name", _("Wen können wir fragen?"), _("Vorname und Nachname"), "name"),
)
PEOPLE: tuple[tuple[str, Word, Word, str], ...] = (
    ("phone", _("Telefon"), "", "tel"),
    ("volunteers", _("Wie viele Ehrenamtliche haben Sie?"), "", "off"),
    ("full_time", _("Wie viele Hauptamtliche?"), "", "off"),
    ("fee_staff", _("Wie viele Honorarkräfte?"), "", "off"),
)
MEASURE: tuple[tuple[str, Word, Word, str], ...] = (
    ("title", _("Wie heißt Ihr Vorhaben?"), _("Zum Beispiel: Sport verbindet"), "off"),
    ("description", _("Was haben Sie vor?"), _("Ein paar Sätze genügen."), "off"),
    ("starts_on", _("Beginn"), _("Tag.Monat.Jahr, zum Beispiel 01.03.2026"), "off"),
    ("ends_on", _("Ende"), _("Tag.Monat.Jahr, zum Beispiel 31.12.2026"), "off"),
)
PLACE: tuple[tuple[str, Word, Word, str], ...] = (
    ("place_street", _("Straße und Hausnummer"), _("Leer lassen, wenn es bei Ihnen ist."), "off"),
    ("place_postal_code", _("Postleitzahl"), "", "off"),
    ("place_town", _("Ort"), "", "off"),
)
NUMBERS = {"volunteers", "full_time", "fee_staff", "postal_code", "place_postal_code"}

# status: kind of mark, word, what it means for the reader
STATES: dict[str, tuple[str, Word, Word]] = {
    CaseIs.DRAFT: (
        "info", _("Noch nicht eingereicht"),
        _("Füllen Sie den Antrag aus und reichen Sie ihn ein."),
    ),
    CaseIs.SUBMITTED: (
        "info", _("Eingereicht"),
        _("Ihr Antrag ist da. Das Kommunale Integrationszentrum prüft ihn."),
    ),
    CaseIs.QUERY: (
        "warning", _("Wir haben eine Frage"),
        _("Bitte beantworten Sie die Frage. Sie können den Antrag jetzt auch ändern."),
    ),
    CaseIs.CHECKED: (
        "info", _("Geprüft"), _("Ihr Antrag ist geprüft. Als Nächstes wird entschieden."),
    ),
    CaseIs.RANKED: (
        "info", _("Geprüft"), _("Ihr Antrag ist geprüft. Als Nächstes wird entschieden."),
    ),
    CaseIs.PROMISED: (
        "success", _("Zugesagt"),
        _("Sie bekommen Geld. Als Nächstes kommt ein Vertrag. Geben Sie bitte Ihr Konto an."),
    ),
    CaseIs.REFUSED: (
        "danger", _("Abgelehnt"),
        _("Sie bekommen leider kein Geld. Der Grund steht im Brief unten."),
    ),
    CaseIs.CONTRACTED: (
        "success", _("Vertrag geschlossen"),
        _("Der Vertrag gilt. Das Geld wird ausgezahlt. Heben Sie alle Belege auf."),
    ),
    CaseIs.PAID: (
        "success", _("Ausgezahlt"),
        _("Das Geld ist unterwegs oder da. Weisen Sie nach, wofür Sie es ausgegeben haben."),
    ),
    CaseIs.PROOF_SUBMITTED: (
        "info", _("Nachweis eingereicht"),
        _("Ihr Nachweis ist da. Das Kommunale Integrationszentrum prüft ihn."),
    ),
    CaseIs.PROOF_CLARIFICATION: (
        "warning", _("Frage zum Nachweis"),
        _("Bitte beantworten Sie die Frage. Sie können den Nachweis jetzt auch ändern."),
    ),
    CaseIs.REPAYMENT: (
        "danger", _("Bitte zahlen Sie Geld zurück"),
        _("Wie viel und warum, steht im Brief unten."),
    ),
    CaseIs.CLOSED: (
        "success", _("Abgeschlossen"), _("Alles ist geprüft. Sie müssen nichts mehr tun."),
    ),
    CaseIs.WITHDRAWN: (
        "neutral", _("Zurückgenommen"), _("Sie haben den Antrag zurückgenommen."),
    ),
}  # fmt: skip

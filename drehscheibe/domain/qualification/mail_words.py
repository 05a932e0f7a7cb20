"""What mails to participants say, in the languages of the interface.

A guest is written to in the language of the form she filled in, whoever has an account in the one
chosen there; what hosts write stays German. A language whose catalogue (`locale/`) lacks one of the
texts is not mixed with German: the whole mail is German then.
"""

from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from drehscheibe.domain.qualification.models import Participation
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.language.catalogues import texts_of

NEWS = {
    RegistrationIs.PENDING: _("Ihre Anmeldung wird geprüft"),
    RegistrationIs.CONFIRMED: _("Sie sind angemeldet"),
    RegistrationIs.WAITLISTED: _("Sie stehen auf der Warteliste"),
    RegistrationIs.OFFERED: _("Ein Platz ist frei geworden"),
    RegistrationIs.DECLINED: _("Sie haben das Angebot abgelehnt"),
    RegistrationIs.EXPIRED: _("Ihr Angebot ist verfallen"),
    RegistrationIs.WITHDRAWN: _("Sie sind abgemeldet"),
    RegistrationIs.REJECTED: _("Ihre Anmeldung wurde nicht angenommen"),
    RegistrationIs.CANCELLED: _("Die Veranstaltung ist abgesagt"),
}
MOVED = _("Ein Termin hat sich geändert")
ADDED = _("Ein Termin ist dazugekommen")
DROPPED = _("Ein Termin entfällt")
SOON = _("Ihre Veranstaltung beginnt bald")
CERTIFIED = _("Ihre Bescheinigung ist da")
REVOKED = _("Ihre Bescheinigung ist widerrufen")
WORKSHOP = _("Workshop „%(title)s“: %(state)s")

NUMBER = _("Ihre Wartenummer ist %(number)s.")
OFFER = _("Der Platz ist bis %(until)s Uhr für Sie frei gehalten. Bitte nehmen Sie ihn an.")
REASON = _("Grund: %(reason)s")
ANEW = _("Wenn Sie weiter teilnehmen möchten, melden Sie sich bitte neu an.")
SPAN = _("%(first)s bis %(last)s Uhr")
NEW_DATE = _("Neuer Termin: %(dates)s")
NO_DATE = _("Entfällt: %(dates)s")
BEGINS = _("Beginn: %(when)s Uhr. Wenn Sie nicht kommen können, melden Sie sich bitte ab.")
PAGE = _("Ihre Seite zur Veranstaltung: %(page)s")

GREETING = _("Guten Tag,")
LINK = _(
    "Über diesen Link sehen Sie Ihre Anmeldung und können sich abmelden. Geben Sie ihn nicht "
    "weiter."
)
SENDER = _(
    "Diese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der Kommunalen "
    "Integrationszentren."
)
CONFIRM = _("Bitte bestätigen Sie Ihre Anmeldung")
ASKED = _(
    "Guten Tag,\n\nSie möchten teilnehmen: %(title)s.\n\nBitte bestätigen Sie Ihre Anmeldung mit "
    "diesem Link. Er gilt 24 Stunden:\n\n%(link)s\n\nErst dann bekommen Sie einen Platz oder eine "
    "Wartenummer; bis dahin ist nichts für Sie frei gehalten.\n\nHaben Sie sich nicht angemeldet, "
    "tun Sie bitte nichts. Ihre Angaben werden dann gelöscht.\n\nDiese Nachricht hat die "
    "Drehscheibe verschickt, die gemeinsame Plattform der Kommunalen Integrationszentren."
)


def said(text: str, language: str, **values: object) -> str:
    """A text in this language, with what belongs into it."""
    with translation.override(language):
        return gettext(text) % values if values else gettext(text)


def reading(participation: Participation) -> str:
    """The language of her mails: hers where all texts exist in it, else German."""
    wanted = participation.reads
    return wanted if wanted == settings.LANGUAGE_CODE or _is_whole(wanted) else "de"


@cache
def _is_whole(language: str) -> bool:
    """Whether every text of this module stands in the catalogue; read once per process."""
    plain = [each for name, each in globals().items() if name.isupper() and isinstance(each, str)]
    return {*plain, *NEWS.values()} <= texts_of(language)

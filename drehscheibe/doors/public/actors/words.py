"""Words of the directory that have translations; what an actor says of itself stays German."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.directory.hours import Hours, by_day, state_at
from drehscheibe.doors.public.courses.words import WEEKDAYS
from drehscheibe.kernel.language.spans import hours_between

TOPICS = (
    _("Ämter, Anträge und Papiere"), _("Schule und Kita"), _("Arbeit und Ausbildung"),
    _("Familie und Kinder"), _("Hilfe für Frauen"), _("Gesundheit"), _("Wohnen"),
    _("Menschen treffen, Sport und Kultur"), _("Schutz vor Rassismus und Gewalt"),
    _("Beratung zu allen Fragen"),
)  # fmt: skip
"""Labels of `directory/data/topics_*.toml`."""
KINDS = (
    _("Kindertageseinrichtung"), _("Schule"), _("Untere Schulaufsicht / Schulamt"),
    _("Zentrum für schulpraktische Lehrerausbildung (ZfSL)"),
    _("Einrichtung/Träger der Jugendhilfe"), _("Bibliothek"), _("Integrationsagentur"),
    _("Multiplikator*innen der Flüchtlingsarbeit"), _("Sportverein / Sportbund"),
    _("Migrantenselbstorganisation"), _("Integrationsrat / Integrationsausschuss"),
    _("Landesintegrationsrat"), _("Kommunale Integrationsbeauftragte"),
    _("Kirche / Religionsgemeinschaft"), _("Verband der freien Wohlfahrtspflege"),
    _("Kammer / ZWH"), _("Ausbildungsbetrieb"), _("Agentur für Arbeit / Integration Point"),
    _("Wissenschaft"), _("Mobiles Beratungsteam"), _("Stiftung"), _("Ministerium"),
    _("Träger von Sprachkursen und Weiterbildung"),
)  # fmt: skip
"""Kinds of actors, as `centres/data/handlungsfelder.csv` calls them."""
PLACES: dict[str, str | Promise] = {
    "visit": _("Hausanschrift"), "post": _("Postanschrift"), "counsel": _("Beratungsort"),
    "events": _("Veranstaltungsort"),
}  # fmt: skip
HINTS = (
    _("Diese Stelle gibt es nicht (mehr)"), _("Telefon oder E-Mail stimmt nicht"),
    _("Die Öffnungszeiten stimmen nicht"), _("Die Anschrift stimmt nicht"),
    _("Das Angebot stimmt nicht"), _("Etwas anderes stimmt nicht"),
)  # fmt: skip
"""What a visitor can say is wrong."""
OWN = (
    _("Name der Organisation"), _("Kurzname"), _("Was die Organisation tut"), _("Telefon"),
    _("E-Mail"), _("Internetseite"), _("Art"), _("Straße und Hausnummer"), _("Postleitzahl"),
    _("Ort"), _("Stufenlos erreichbar"), _("Hinweis zum Weg"), _("Gültig von"), _("Gültig bis"),
    _("unbekannt"), _("ja"), _("nein"), _("Angebot"), _("Worum es geht"), _("Für wen"),
    _("Kosten"), _("So kommt man hin"), _("Läuft es noch?"), _("besteht"), _("ruht"),
    _("eingestellt"),
)  # fmt: skip
"""Labels of `domain/directory/typed.py` and `offering.py`, for the actor's own people."""


@dataclass(frozen=True)
class Line:
    """A day of the week with its blocks as words, and whether only by appointment."""

    day: str
    times: list[str]
    by_appointment: bool
    today: bool


def week(hours: tuple[Hours, ...], at: datetime) -> list[Line]:
    """The days a place is open."""
    today = at.isoweekday()
    return [
        Line(
            str(WEEKDAYS[day]), [span(each) for each in blocks],
            all(each.by_appointment for each in blocks), day == today,
        )
        for day, blocks in by_day(hours)
    ]  # fmt: skip


def span(hours: Hours) -> str:
    """„09:00–12:00“."""
    return hours_between(f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}")


def now_words(hours: tuple[Hours, ...], at: datetime) -> tuple[str, str]:
    """Kind of status and its word; empty where nobody told any hours."""
    found = state_at(hours, at)
    if found.state == "open" and found.stretch:
        said = gettext("Jetzt geöffnet, bis %(time)s Uhr") % {
            "time": f"{found.stretch.closes:%H:%M}"
        }
        return "success", said
    if found.state == "later" and found.stretch:
        said = gettext("Heute geöffnet ab %(time)s Uhr") % {"time": f"{found.stretch.opens:%H:%M}"}
        return "info", said
    if found.state == "holiday":
        return "neutral", gettext("Heute ist ein Feiertag. Bitte rufen Sie vorher an.")
    if found.state == "closed":
        return "neutral", gettext("Heute nicht mehr geöffnet")
    return "", ""

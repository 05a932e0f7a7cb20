"""Pages every installation owes: accessibility, privacy, imprint, data sources.

What only the operator can say comes from the settings; where it is missing, the page shows the gap.
"""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from drehscheibe.doors.public.credits import CREDITS
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.kernel.design.rendering import render_page

CHECKED_ON = date(2026, 11, 22)
"""When this version's statement on accessibility was last checked (§ 4 BITVNRW: yearly)."""

LABELS = {
    "name": "Name",
    "address": "Anschrift",
    "represented_by": "Vertreten durch",
    "phone": "Telefon",
    "email": "E-Mail",
    "data_protection_officer": "Datenschutzbeauftragte Person",
    "security_contact": "Meldung von Sicherheitslücken",
}
OPERATOR = ("name", "address", "represented_by", "phone", "email")
FEEDBACK = ("name", "phone", "email")
PRIVACY = ("name", "address", "phone", "email", "data_protection_officer")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Erklärung zur Barrierefreiheit (§ 10b BGG NRW, § 4 BITVNRW, EU 2018/1523)."""
    trail = trail_to(gettext("Erklärung zur Barrierefreiheit"))
    context = {"facts": facts(FEEDBACK), "checked_on": CHECKED_ON, "trail": trail}
    return render_page(request, "public/accessibility.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    """Datenschutzerklärung (Art. 13 DSGVO)."""
    context = {"facts": facts(PRIVACY), "trail": trail_to(gettext("Datenschutz"))}
    return render_page(request, "public/privacy.html", context)


def imprint(request: HttpRequest) -> HttpResponse:
    """Impressum (§ 5 DDG)."""
    context = {"facts": facts(OPERATOR), "trail": trail_to(gettext("Impressum"))}
    return render_page(request, "public/imprint.html", context)


def sources(request: HttpRequest) -> HttpResponse:
    """Datenquellen: who made the data, under which licence."""
    context = {"credits": CREDITS, "trail": trail_to(gettext("Datenquellen"))}
    return render_page(request, "public/sources.html", context)


def facts(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Label and value of what the operator says; an empty value is a gap."""
    return [(LABELS[name], settings.DREHSCHEIBE_OPERATOR[name]) for name in names]

"""The page that names every way out for other programs: what, where, in which form."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from drehscheibe.doors.public.credits import GERMAN_LICENCE, GERMAN_LICENCE_URL
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.kernel.design.rendering import render_page


@dataclass(frozen=True)
class Way:
    """A way out. Its address is also an example that answers; `name` is reversed with `args`."""

    content: str | Promise
    form: str
    name: str
    args: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its address, feeds in the reader's language."""
        return reverse(self.name, args=self.args)


WAYS = (
    Way(_("Verzeichnis aller Datensätze"), "DCAT-AP.de 3.0, Turtle", "catalogue", ("ttl",)),
    Way(_("Verzeichnis aller Datensätze"), "DCAT-AP.de 3.0, JSON-LD", "catalogue", ("jsonld",)),
    Way(_("Verzeichnis aller Datensätze"), "DCAT-AP.de 3.0, RDF/XML", "catalogue", ("rdf",)),
    Way(_("Beschreibung der Schnittstellen"), "OpenAPI 3.1", "api:openapi-json"),
    Way(_("Alle Zentren"), "JSON", "api:centre_list"),
    Way(_("Alle Zentren"), "CSV", "api:centre_csv"),
    Way(_("Kurse und Angebote"), "Open Referral HSDS 3.0", "api:hsds_services"),
    Way(_("Organisationen"), "Open Referral HSDS 3.0", "api:hsds_organizations"),
    Way(_("Kurse und Angebote an ihren Orten"), "Open Referral HSDS 3.0", "api:hsds_at_locations"),
    Way(_("Wer mit wem arbeitet"), "JSON", "api:network_list"),
    Way(_("Wegweiser"), "JSON", "api:guide_list"),
    Way(_("Wegweiser"), "Integreat API v3", "integreat:regions"),
    Way(_("Neue Deutschkurse"), "Atom", "public:atom", ("kurse",)),
    Way(_("Veranstaltungen"), "Atom", "public:atom", ("veranstaltungen",)),
    Way(_("Offene Förderaufrufe"), "Atom", "public:atom", ("foerderung",)),
    Way(_("Veranstaltungen"), "iCalendar", "public:public_feed"),
    Way(_("Alle Seiten in allen Sprachen"), "Sitemap, hreflang", "sitemap"),
)


def open_data(request: HttpRequest) -> HttpResponse:
    """Addresses one can copy; no question to the database."""
    ways = [(each, request.build_absolute_uri(each.path)) for each in WAYS]
    context = {
        "ways": ways,
        "limit": settings.DREHSCHEIBE_REQUESTS_A_MINUTE,
        "licence": GERMAN_LICENCE,
        "licence_url": GERMAN_LICENCE_URL,
        "trail": trail_to(gettext("Offene Daten")),
    }
    return render_page(request, "public/open_data.html", context)

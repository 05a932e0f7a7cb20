"""The catalogue of our open data as DCAT-AP.de 3.0: Turtle, JSON-LD and RDF/XML of one graph.

What it says stands in a dated file with source and confidence; it asks the database nothing.
"""

import tomllib
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

DATA = Path(__file__).parent / "data" / "catalogue_2026-11-22.toml"
FORMS = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("pretty-xml", "application/rdf+xml; charset=utf-8"),
}
EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
NOBODY = "Betreiber der Plattform (noch nicht benannt)"


@require_safe
def catalogue(request: HttpRequest, form: str) -> HttpResponse:
    """The catalogue in one of its forms; 304 for whoever has it; readable for any page."""
    _, media = FORMS[form]
    origin = request.build_absolute_uri("/").rstrip("/")
    operator = settings.DREHSCHEIBE_OPERATOR
    body = written(origin, operator["name"] or NOBODY, operator["email"], form)
    tag = f'W/"{sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Access-Control-Allow-Origin": "*"}
    made = HttpResponse(body, content_type=media, headers=headers)
    known = get_conditional_response(request, etag=tag, response=made)
    return known if isinstance(known, HttpResponse) else made


@lru_cache(maxsize=12)
def written(origin: str, publisher: str, email: str, form: str) -> bytes:
    """The graph as text; the same for good, until a release says otherwise."""
    graph = graph_of(origin, publisher, email)
    text = graph.serialize(format=FORMS[form][0], auto_compact=True, sort_keys=True)
    return text.encode()


@lru_cache(maxsize=1)
def said() -> dict[str, Any]:
    """The dated file."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def graph_of(origin: str, publisher: str, email: str) -> "Graph":
    """Catalogue, publisher, data sets, files. Every node has an address, so texts stay the same."""
    from rdflib import DCAT, DCTERMS, Graph, Namespace, URIRef

    graph = Graph()
    graph.bind("dcatde", Namespace("http://dcat-ap.de/def/dcatde/"))
    own, house = URIRef(f"{origin}/catalog"), URIRef(f"{origin}/impressum/#herausgeber")
    _head(graph, own, house, publisher)
    contact = _contact(graph, origin, publisher, email)
    for each in said()["dataset"]:
        node = URIRef(f"{origin}/catalog/{each['key']}")
        graph.add((own, DCAT.dataset, node))
        graph.add((node, DCTERMS.publisher, house))
        graph.add((node, DCAT.contactPoint, contact))
        _dataset(graph, node, each, origin)
        for number, file in enumerate(each["files"], 1):
            place = URIRef(f"{node}/{number}")
            graph.add((node, DCAT.distribution, place))
            _distribution(graph, place, file, f"{each['title']} ({file['format']})", origin)
    return graph


def _head(graph: "Graph", own: "URIRef", house: "URIRef", publisher: str) -> None:
    from rdflib import DCAT, DCTERMS, FOAF, RDF, Literal, URIRef

    whole, home = said()["catalogue"], URIRef(f"{own.removesuffix('catalog')}offene-daten/")
    graph.add((house, RDF.type, FOAF.Agent))
    graph.add((house, FOAF.name, Literal(publisher, lang="de")))
    graph.add((own, RDF.type, DCAT.Catalog))
    graph.add((own, DCTERMS.title, Literal(whole["title"], lang="de")))
    graph.add((own, DCTERMS.description, Literal(whole["description"], lang="de")))
    graph.add((own, DCTERMS.issued, Literal(whole["issued"])))
    graph.add((own, DCTERMS.publisher, house))
    graph.add((own, DCTERMS.language, URIRef(_value("language"))))
    graph.add((own, DCTERMS.license, URIRef(_value("licence"))))
    graph.add((own, FOAF.homepage, home))
    graph.add((home, RDF.type, FOAF.Document))


def _contact(graph: "Graph", origin: str, publisher: str, email: str) -> "URIRef":
    from rdflib import RDF, Literal, Namespace, URIRef

    vcard = Namespace("http://www.w3.org/2006/vcard/ns#")
    node = URIRef(f"{origin}/impressum/#kontakt")
    graph.add((node, RDF.type, vcard.Organization))
    graph.add((node, vcard.fn, Literal(publisher)))
    graph.add((node, vcard.hasURL, URIRef(f"{origin}/impressum/")))
    if email:
        graph.add((node, vcard.hasEmail, URIRef(f"mailto:{email}")))
    return node


def _dataset(graph: "Graph", node: "URIRef", each: dict[str, Any], origin: str) -> None:
    from rdflib import DCAT, DCTERMS, FOAF, RDF, Literal, Namespace, URIRef

    german = Namespace("http://dcat-ap.de/def/dcatde/")
    where = said()["values"]["geocoding"]
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCTERMS.identifier, Literal(str(node))))
    graph.add((node, DCTERMS.title, Literal(each["title"], lang="de")))
    graph.add((node, DCTERMS.description, Literal(each["description"], lang="de")))
    for word in each["keywords"]:
        graph.add((node, DCAT.keyword, Literal(word, lang="de")))
    for theme in each["themes"]:
        graph.add((node, DCAT.theme, URIRef(f"{EU}data-theme/{theme}")))
    graph.add((node, DCTERMS.accrualPeriodicity, URIRef(f"{EU}frequency/{each['every']}")))
    graph.add((node, DCTERMS.accessRights, URIRef(_value("access"))))
    graph.add((node, DCTERMS.language, URIRef(_value("language"))))
    graph.add((node, german.contributorID, URIRef(_value("contributor"))))
    graph.add((node, german.politicalGeocodingLevelURI, URIRef(where["level"])))
    graph.add((node, german.politicalGeocodingURI, URIRef(where["uri"])))
    graph.add((node, DCAT.landingPage, URIRef(origin + each["page"])))
    graph.add((URIRef(origin + each["page"]), RDF.type, FOAF.Document))


def _distribution(
    graph: "Graph", node: "URIRef", file: dict[str, str], title: str, origin: str
) -> None:
    from rdflib import DCAT, DCTERMS, RDF, Literal, Namespace, URIRef

    german = Namespace("http://dcat-ap.de/def/dcatde/")
    licence = said()["values"]["licence"]
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(title, lang="de")))
    graph.add((node, DCAT.accessURL, URIRef(origin + file["path"])))
    graph.add((node, DCTERMS.license, URIRef(licence["uri"])))
    graph.add((node, german.licenseAttributionByText, Literal(licence["attribution"], lang="de")))
    graph.add((node, DCTERMS.format, URIRef(f"{EU}file-type/{file['format']}")))
    graph.add((node, DCAT.mediaType, URIRef(IANA + file["media"])))
    if "conforms" in file:
        graph.add((node, DCTERMS.conformsTo, URIRef(file["conforms"])))
        graph.add((URIRef(file["conforms"]), RDF.type, DCTERMS.Standard))


def _value(name: str) -> str:
    return str(said()["values"][name]["uri"])

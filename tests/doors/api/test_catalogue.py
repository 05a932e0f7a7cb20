"""The catalogue keeps DCAT-AP.de 3.0, in three forms of one graph (standard 22)."""

import os
from pathlib import Path

import pyshacl
import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from drehscheibe.doors.api.catalogue import FORMS, said

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(os.environ.get("DREHSCHEIBE_SCHEMAS", ROOT.parent / "shared" / "schemas"))
SHAPES = (
    "dcat-ap/shapes.ttl", "dcat-ap/shapes_recommended.ttl", "dcat-ap-de/dcat-ap-SHACL-DE.ttl",
    "dcat-ap-de/dcat-ap-spec-german-additions.ttl", "dcat-ap-de/dcat-ap-de-deprecated.ttl",
)  # fmt: skip
GERMAN = Namespace("http://dcat-ap.de/def/dcatde/")
SHACL = Namespace("http://www.w3.org/ns/shacl#")
KNOWN = {
    "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/2006/vcard/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    str(GERMAN),
}  # fmt: skip


def told(form: str = "ttl") -> Graph:
    answer = Client().get(f"/catalog.{form}")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    return Graph().parse(data=answer.content, format={"jsonld": "json-ld", "rdf": "xml"}.get(form))


def violations(graph: Graph) -> list[str]:
    """What the published shapes refuse; vocabularies of the EU are not at hand offline."""
    if not SCHEMAS.exists():
        pytest.skip("the published shapes are not at hand (DREHSCHEIBE_SCHEMAS)")
    shapes = Graph()
    for name in SHAPES:
        shapes.parse(SCHEMAS / name, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False)
    assert isinstance(report, Graph)
    found = report.subjects(SHACL.resultSeverity, SHACL.Violation)
    return [f"{report.value(x, SHACL.focusNode)} {report.value(x, SHACL.resultPath)}: "
            f"{report.value(x, SHACL.resultMessage)}" for x in found]  # fmt: skip


def test_the_shapes_find_nothing_and_would_find_a_fault() -> None:
    graph = told()
    assert violations(graph) == []
    one = URIRef("http://testserver/catalog/kurse")
    graph.remove((one, DCTERMS.publisher, None))
    graph.remove((one, DCTERMS.title, None))
    assert len(violations(graph)) >= 2


def test_every_word_is_of_a_vocabulary_and_known_to_it() -> None:
    """A misspelt property passes the shapes; here it does not."""
    graph = told()
    assert {str(each).replace("#", "#\n").rpartition("\n")[0] or f"{str(each).rpartition('/')[0]}/"
            for each in graph.predicates()} <= KNOWN  # fmt: skip
    used = {str(each) for each in (*graph.predicates(), *graph.objects(None, RDF.type))}
    for space in (DCAT, DCTERMS):
        known = {str(each) for each in dir(space)}
        assert {each for each in used if each.startswith(str(space))} <= known


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_three_forms_of_one_graph() -> None:
    turtle = told()
    assert isomorphic(turtle, told("jsonld"))
    assert isomorphic(turtle, told("rdf"))
    assert Client().get("/catalog.pdf").status_code == 404


def test_every_set_says_who_where_and_on_what_terms() -> None:
    graph = told()
    sets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(sets) == len(said()["dataset"])
    for one in sets:
        for name in (GERMAN.contributorID, GERMAN.politicalGeocodingURI, DCTERMS.publisher,
                     DCTERMS.accrualPeriodicity, DCAT.theme):  # fmt: skip
            assert graph.value(one, name), (one, name)
        for file in graph.objects(one, DCAT.distribution):
            assert str(graph.value(file, DCTERMS.license)).startswith(
                "http://dcat-ap.de/def/licenses/"
            )
    assert {each["confidence"] for each in said()["values"].values()} <= {"belegt", "unbestätigt"}
    assert all(each["source"] for each in said()["values"].values())


@pytest.mark.django_db
def test_every_file_it_names_is_there() -> None:
    for one in said()["dataset"]:
        for path in (one["page"], *(each["path"] for each in one["files"])):
            assert Client().get(path).status_code == 200, path


@pytest.mark.parametrize("form", FORMS)
def test_whoever_has_it_is_told_so(form: str) -> None:
    tag = Client().get(f"/catalog.{form}", headers={"Authorization": "none"})["ETag"]
    known = {"Authorization": "none", "If-None-Match": tag}
    assert Client().get(f"/catalog.{form}", headers=known).status_code == 304

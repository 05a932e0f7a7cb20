"""Whatever stands behind the question mark of a public address: an answer, never a fault.

Every name a page knows is asked with the same hostile value, at every open address of the URL map.
"""

import pytest
from django.test import Client

from drehscheibe.doors.public.edge import QUERY_NAMES
from tests.routes import open_routes, samples_for
from tests.stage import Stage

pytestmark = pytest.mark.django_db
OF_PROGRAMS = {
    "page", "per_page", "limit", "offset", "modified_after", "language", "q", "unknown", "search",
    "taxonomy_term_id", "taxonomy_id", "organization_id", "postcode", "proximity", "minimal",
    "full", "full_service", "format",
}  # fmt: skip
MARK = "\"'><script>x()</script>"
VALUES = {
    "negative": "-1", "huge": "9" * 60, "not a number": "NaN",
    "NUL": "%00a%00", "no UTF-8": "%ff%fe%fd", "half a character": "%ed%a0%80",
    "no day": "2026-02-31", "another digit": "%D9%A3%C2%B2", "turned": "%E2%80%AEabc",
    "long": "a" * 4000,
    "markup": "%22%27%3E%3Cscript%3Ex()%3C%2Fscript%3E",
}  # fmt: skip


@pytest.mark.parametrize("kind", VALUES)
def test_no_question_is_a_fault(stage: Stage, kind: str) -> None:
    names = sorted(QUERY_NAMES | OF_PROGRAMS)
    query = "&".join(f"{name}={VALUES[kind]}" for name in names)
    visitor = Client(raise_request_exception=False)
    faults = []
    for route in open_routes():
        address = route.address(samples_for(route, stage.samples)[0].arguments)
        answer = visitor.get(address, QUERY_STRING=query)
        text = b"".join(answer).decode("utf-8", "replace")
        if answer.status_code >= 500 or MARK in text:
            faults.append(f"{answer.status_code} {address}")
    assert not faults


@pytest.mark.parametrize(
    "address",
    ["/xx/kurse/", "/wegweiser/99999/", "/wegweiser/05570/keine-kennung/", "/zentren/99999/",
     "/kurse/00000000-0000-4000-8000-000000000000/", "/sitemap/de/wegweiser-99999.xml",
     "/api/v1/guides/99999/ar", "/api/v1/guides/05570/xx", "/api/v3/99999/de/pages/"],
)  # fmt: skip
def test_unknown_languages_and_places_are_404(stage: Stage, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    if answer["Content-Type"].startswith("text/html"):
        assert "Startseite" in answer.content.decode()

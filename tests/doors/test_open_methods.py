"""What anybody may open is read, and its forms are sent; every other method is 405 with `Allow`."""

import pytest
from django.test import Client
from django.urls import resolve

from tests.routes import addresses, open_routes, routes
from tests.stage import Stage

pytestmark = pytest.mark.django_db
FORBIDDEN = ("PUT", "PATCH", "DELETE", "TRACE", "BREW")
HEALTH = [each for each in routes() if each.name.startswith("health")]
API, WORKSPACE = "/api/", "/mitarbeit/"


def test_other_methods_are_405_and_the_answer_says_which_are_not(stage: Stage) -> None:
    """With the protection of forms switched on, as it is in operation."""
    client, wrong, seen = Client(enforce_csrf_checks=True), [], set()
    for route, _, address in addresses([*open_routes(), *HEALTH], stage.samples):
        if route.name in seen or address.startswith(WORKSPACE):
            continue
        seen.add(route.name)
        for method in FORBIDDEN:
            answer = client.generic(method, address)
            allow = set(answer.headers.get("Allow", "").split(", "))
            sound = {"GET", "HEAD"} <= allow and method not in allow
            if answer.status_code != 405 or not sound:
                wrong.append(f"{method} {address}: {answer.status_code} {sorted(allow)}")
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 90


def test_allow_names_post_where_a_form_is_and_only_there(stage: Stage) -> None:
    """A page whose HTML holds a form to itself takes it; one that takes none refuses a POST."""
    client, wrong, writing = Client(enforce_csrf_checks=True), [], set()
    for route, _, address in addresses(open_routes(), stage.samples):
        if address.startswith((API, WORKSPACE)):
            continue
        allow = client.put(address).headers["Allow"].split(", ")
        if "POST" in allow:
            writing.add(route.name)
        posted = client.post(address, {}).status_code
        if (posted == 405) == ("POST" in allow):
            wrong.append(f"POST {address}: {posted}, Allow {allow}")
        page = client.get(address)
        if page.headers.get("Content-Type", "").startswith("text/html"):
            for target in targets(page.content.decode(), page.request["PATH_INFO"]):
                if not getattr(resolve(target).func, "csrf_exempt", False):
                    wrong.append(f"{address} sends a form to {target}, which takes none")
    assert not wrong, "\n".join(wrong)
    assert {"public:course_missing", "public:case_edit"} <= writing


def test_reading_stays_as_it_was(stage: Stage) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in ("/", "/suche/", "/ar/zentren/", "/robots.txt", "/health/live"):
        assert client.get(address).status_code == 200, address
        assert client.head(address).status_code == 200, address
        assert client.options(address).status_code == 200, address
    preflight = client.options("/api/v1/centres")
    assert (preflight.status_code, preflight["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.put("/gibt-es-nicht/").status_code == 404


def targets(html: str, here: str) -> list[str]:
    """Where the forms of a page are sent."""
    found = []
    for form in html.split("<form")[1:]:
        tag = form.partition(">")[0]
        if 'method="post"' in tag:
            action = tag.partition('action="')[2].partition('"')[0] or here
            found.append(action.partition("?")[0])
    return found

"""Every error is problem+json (RFC 9457); every answer may be read from anywhere."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from drehscheibe.doors.api.problems import ApiAnswers
from drehscheibe.kernel.design.faults import CalmFaults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/centres/99999", 404),
        ("GET", "/api/v1/centres/%00", 404),
        ("GET", "/api/v1/erfunden", 404),
        ("GET", "/api/v2/centres", 404),
        ("GET", "/api/v1/centres?as_of=31.02.2016", 422),
        ("GET", "/api/v1/centres?as_of=2016-02-31", 422),
        ("GET", "/api/v1/centres?format=xml", 422),
        ("GET", "/api/v1/centres?place=%00", 422),
        ("GET", "/api/v1/centres?place=" + "x" * 101, 422),
        ("POST", "/api/v1/centres", 405),
        ("DELETE", "/api/v1/centres/05570", 405),
    ],
)
def test_every_error_is_a_problem(client: Client, method: str, path: str, status: int) -> None:
    response = client.generic(method, path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == response.wsgi_request.path
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"


def test_a_wrong_value_is_named(client: Client) -> None:
    problem = client.get("/api/v1/centres?as_of=gestern").json()
    assert [error["place"] for error in problem["errors"]] == ["query.as_of"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("as_of=yesterday", "Erwartet wird ein Tag in der Form JJJJ-MM-TT."),
        ("as_of=2016-02-31", "Diesen Tag gibt es nicht."),
        ("format=xml", "Erlaubt ist: 'json' oder 'geojson'."),
        ("place=" + "x" * 101, "Höchstens 100 Zeichen."),
        ("place=%00", "Steuerzeichen sind nicht erlaubt."),
    ],
)
def test_what_is_wrong_is_said_in_german(client: Client, query: str, message: str) -> None:
    problem = client.get(f"/api/v1/centres?{query}").json()
    assert [error["message"] for error in problem["errors"]] == [message]


def test_what_is_not_allowed_says_what_is(client: Client) -> None:
    assert client.post("/api/v1/centres")["Allow"] == "GET, HEAD, OPTIONS"


def test_a_wrong_address_leads_to_list_and_description(client: Client) -> None:
    detail = client.get("/api/v1/").json()["detail"]
    assert "/api/v1/centres" in detail
    assert "/api/v1/openapi.json" in detail


def test_scripts_of_other_sites_may_ask_first(client: Client) -> None:
    response = client.options("/api/v1/centres", headers={"origin": "https://karte.example.org"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "POST" not in response["Access-Control-Allow-Methods"]


def test_other_doors_are_left_alone() -> None:
    edge = ApiAnswers(lambda request: HttpResponse("weg", status=404))
    response = edge(RequestFactory().get("/zentren/"))
    assert "Access-Control-Allow-Origin" not in response
    assert response.content == b"weg"


def lost(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def guarded(view: Callable[[HttpRequest], HttpResponse]) -> ApiAnswers:
    """The two middlewares around a view, as the settings stack them."""
    faults = CalmFaults(view)

    def inner(request: HttpRequest) -> HttpResponse:
        try:
            return faults(request)
        except OperationalError as error:
            return faults.process_exception(request, error) or HttpResponse(status=500)

    return ApiAnswers(inner)


def test_a_lost_database_is_a_problem_too() -> None:
    """Attack 38 at this door: 503, no trace, a time to come back."""
    response = guarded(lost)(RequestFactory().get("/api/v1/centres"))
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response["Retry-After"]
    assert b"Traceback" not in response.content
    assert b"connection" not in response.content


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("hsds/services?page=abc", "Eine ganze Zahl wird erwartet."),
        ("hsds/services?page=1.5", "Eine ganze Zahl wird erwartet."),
        ("hsds/services?page=0", "Eine Zahl von 1 an wird erwartet."),
        ("hsds/services?per_page=101", "Eine Zahl bis 100 wird erwartet."),
        ("hsds/services?full=vielleicht", "Erlaubt ist: true oder false."),
        ("hsds/services?modified_after=gestern", "Ein Zeitpunkt wie "),
        ("search", "Diese Angabe fehlt."),
    ],
)
def test_what_does_not_fit_is_told_in_german(client: Client, address: str, says: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["message"][: len(says)]) == (422, says)

"""When something goes wrong, people learn the next step; no database is asked."""

import html5lib
import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from drehscheibe.kernel.design import faults

PAGES = ("400", "403", "403_csrf", "404", "405", "429", "500", "503")


@pytest.mark.parametrize("page", PAGES)
def test_a_fault_page_stands_alone_and_names_the_next_step(page: str) -> None:
    with translation.override("de"):
        html = render_to_string(f"{page}.html")
    html5lib.HTMLParser(strict=True).parse(html)

    assert '<html lang="de"' in html
    assert html.count("<h1>") == 1
    assert "kern-btn--primary" in html


@pytest.mark.parametrize("page", PAGES)
def test_a_fault_page_speaks_the_language_of_the_page_that_failed(page: str) -> None:
    with translation.override("de"):
        german = set(render_to_string(f"{page}.html").splitlines())
    with translation.override("ar"):
        html = render_to_string(f"{page}.html")
    html5lib.HTMLParser(strict=True).parse(html)

    assert '<html lang="ar" dir="rtl">' in html
    assert 'href="/ar/"' in html
    assert not [line for line in html.splitlines() if "<p" in line and line in german]


def test_a_fault_page_survives_a_missing_list_of_static_files(settings: object) -> None:
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}  # type: ignore[attr-defined]
    settings.STATIC_ROOT = "/nowhere"  # type: ignore[attr-defined]

    assert "/static/design/app.css" in render_to_string("500.html")


def no_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection")


def test_a_view_that_loses_the_database_answers_503_and_asks_to_come_back() -> None:
    calm = faults.CalmFaults(no_database)

    response = calm.process_exception(RequestFactory().get("/"), OperationalError("away"))

    assert response is not None
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"


def test_other_faults_stay_faults() -> None:
    assert faults.CalmFaults(no_database).process_exception(HttpRequest(), ValueError()) is None


def test_a_middleware_that_loses_the_database_answers_503_too() -> None:
    try:
        no_database(HttpRequest())
    except OperationalError:
        response = faults.server_error(HttpRequest())

    assert response.status_code == 503
    assert faults.server_error(HttpRequest()).status_code == 500


def test_an_old_form_explains_itself() -> None:
    with translation.override("de"):
        response = faults.csrf_failure(HttpRequest())

    assert response.status_code == 403
    assert "zu lange offen" in response.content.decode()


def test_too_many_attempts_say_when_to_come_back() -> None:
    response = faults.too_many_requests(HttpRequest())

    assert response.status_code == 429
    assert response["Retry-After"] == "900"


def test_an_address_that_cannot_be_opened_so_explains_itself() -> None:
    """405: after signing in again a browser opens what was a button; a blank page helps nobody."""
    calm = faults.CalmFaults(lambda _: HttpResponseNotAllowed(["POST"]))
    response = calm(RequestFactory().get("/mitarbeit/"))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "kern-btn--primary" in response.content.decode()


def test_fault_pages_show_the_demonstration_and_lead_to_the_imprint(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    with translation.override("de"):
        page = faults.server_error(HttpRequest()).content.decode()
    assert "Demonstration – erfundene Personen" in page
    assert 'href="/impressum/"' in page


def test_who_lost_the_last_role_finds_the_account_and_the_way_out() -> None:
    """The workspace answers 403, too; only the own account stays open."""
    with translation.override("de"):
        assert 'href="/mitarbeit/konto/"' in render_to_string("403.html")

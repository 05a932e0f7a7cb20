"""One address, two answers: the page, or the part that htmx asked for."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import translate_url
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from drehscheibe.kernel.design import render_page
from drehscheibe.kernel.design.context import in_languages
from tests.kernel.design.gallery import gallery_context

CONTEXT = gallery_context("design/public_base.html")


def request(**headers: str) -> HttpRequest:
    made = RequestFactory().get("/zentren/", headers=headers)
    made.htmx = HtmxDetails(made)  # type: ignore[attr-defined]
    return made


def answer(asked: HttpRequest, part: str | None) -> HttpResponse:
    return render_page(asked, "design/gallery.html", CONTEXT, part=part)


def test_htmx_gets_the_part_alone() -> None:
    response = answer(request(hx_request="true"), "figures")

    assert b"<svg" in response.content
    assert b"<html" not in response.content


@pytest.mark.parametrize(
    "headers", [{}, {"hx_request": "true", "hx_history_restore_request": "true"}]
)
def test_a_browser_gets_the_whole_page(headers: dict[str, str]) -> None:
    assert b"<html" in answer(request(**headers), "figures").content


def test_a_page_without_parts_is_always_whole() -> None:
    assert b"<html" in answer(request(hx_request="true"), None).content


def test_caches_are_told_that_there_are_two_answers() -> None:
    assert "HX-Request" in answer(request(), "figures")["Vary"]


def test_the_status_is_the_one_given() -> None:
    response = render_page(request(), "design/gallery.html", CONTEXT, status=422)

    assert response.status_code == 422


@pytest.mark.parametrize("language", ["de", "en", "ar", "de-simple"])
@pytest.mark.parametrize(
    "path",
    ["/", "/suche/?ort=Ahlen&frage=%C3%A4", "/zentren/05570/kreis-warendorf/", "/mitarbeit/",
     "/ar/gibt-es-nicht/", "/wegweiser/05978/k7qw2mzx/w/?%00"],
)  # fmt: skip
def test_an_address_in_every_language_is_what_the_router_says(path: str, language: str) -> None:
    with translation.override(language):
        here = translate_url(path, language)
        assert in_languages(here) == {code: translate_url(here, code) for code, _ in
                                      settings.LANGUAGES}  # fmt: skip

"""The frame around public pages: addresses by language, and the same page elsewhere."""

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.urls import NoReverseMatch
from django.utils import translation

from drehscheibe.kernel.design.context import PageLanguage

SITE = override_settings(ROOT_URLCONF="tests.kernel.design.urls")
LANGUAGES = [
    PageLanguage("de", "Deutsch", "ltr", '/a/?ort="&x=1', current=False),
    PageLanguage("ar", "العربية", "rtl", "/ar/a/", current=True),
]


def written(source: str, **context: object) -> str:
    return Template("{% load frame %}" + source).render(Context(context))


@pytest.mark.parametrize(("language", "begin"), [("de", "/"), ("ar", "/ar/")])
def test_an_address_is_that_of_the_language_of_the_page(language: str, begin: str) -> None:
    with SITE, translation.override(language):
        assert written("{% address 'public:imprint' %}") == f"{begin}imprint/"


def test_a_page_this_site_lacks_has_no_address_and_a_wrong_name_is_a_fault() -> None:
    with SITE:
        assert written("[{% address_if_any 'public:nowhere' %}]") == "[]"
        with pytest.raises(NoReverseMatch):
            written("{% address 'public:nowhere' %}")


def test_an_address_is_not_that_of_another_site() -> None:
    with SITE:
        assert written("{% address 'public:imprint' %}") == "/imprint/"
    with override_settings(ROOT_URLCONF="drehscheibe.config.urls"):
        assert written("{% address 'public:imprint' %}") == "/impressum/"


def test_programs_are_told_the_whole_address_in_each_language_and_it_is_asked_once() -> None:
    asked = []

    def origin() -> str:
        asked.append("here")
        return "https://ki.example"

    html = written("{% language_links %}", languages=LANGUAGES, origin=origin)
    assert html.split("\n  ") == [
        f'<link rel="alternate" hreflang="{code}" href="https://ki.example{url}">'
        for code, url in (
            ("x-default", "/a/?ort=&quot;&amp;x=1"), ("de", "/a/?ort=&quot;&amp;x=1"),
            ("ar", "/ar/a/"),
        )
    ]  # fmt: skip
    assert len(asked) == 1


def test_people_find_this_page_in_each_language_and_the_one_they_read_is_marked() -> None:
    html = written("{% language_here %}|{% language_menu %}", languages=LANGUAGES)
    here, menu = html.split("|")
    assert here == '<span lang="ar">العربية</span>'
    assert 'href="/a/?ort=&quot;&amp;x=1" lang="de" hreflang="de" dir="ltr">Deutsch' in menu
    assert 'dir="rtl" aria-current="true">العربية' in menu

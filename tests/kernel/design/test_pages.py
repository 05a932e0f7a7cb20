"""Every piece, in both layouts and all languages, is sound HTML that Arabic mirrors."""

import re
from collections import Counter
from pathlib import Path

import html5lib
import polib
import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from drehscheibe.kernel.language.catalogues import all_missing
from tests.kernel.design.conftest import Render

LANGUAGES = [code for code, _ in settings.LANGUAGES]
LAYOUTS = ("staff", "public")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_gallery_is_sound_html5(gallery: Render, layout: str, language: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(gallery(layout, language))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_has_one_heading_one_status_region_and_no_id_twice(
    gallery: Render, layout: str
) -> None:
    html = gallery(layout)
    ids = Counter(re.findall(r'\sid="([^"]+)"', html))

    assert html.count("<h1") == 1
    assert re.search(r'<div [^>]*role="status" id="status" aria-live="polite"></div>', html)
    assert [name for name, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_first_thing_to_reach_leads_to_the_content(gallery: Render, layout: str) -> None:
    links = re.findall(r'<a [^>]*href="([^"]+)"', gallery(layout))

    assert links[0] == "#inhalt"
    assert 'id="inhalt"' in gallery(layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_inline_and_nothing_foreign(gallery: Render, layout: str) -> None:
    html = gallery(layout)

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", html)
    elsewhere = html.replace('href="http://testserver/', 'href="/')  # alternates are named whole
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', elsewhere)


@pytest.mark.parametrize(
    ("language", "direction"), [("de", "ltr"), ("de-simple", "ltr"), ("fa", "rtl"), ("ar", "rtl")]
)
def test_language_and_direction_stand_on_the_page(
    gallery: Render, language: str, direction: str
) -> None:
    assert f'<html lang="{language}" dir="{direction}">' in gallery("public", language)


def test_the_language_switch_leads_to_the_same_page_by_autonym(gallery: Render) -> None:
    html = gallery("public", "tr")

    assert '<a href="/ar/zentren/?ort=Ahlen" lang="ar" hreflang="ar" dir="rtl">العربية</a>' in html
    assert (
        '<a href="/tr/zentren/?ort=Ahlen" lang="tr" hreflang="tr" dir="ltr" aria-current="true">'
        "Türkçe</a>" in html
    )
    assert '<a href="/zentren/?ort=Ahlen" lang="de"' in html


def test_a_page_says_when_texts_are_missing_and_shows_german(
    gallery: Render, settings: Settings, tmp_path: Path
) -> None:
    told = "Einige Texte dieser Seite sind noch nicht übersetzt."
    assert not [code for code in LANGUAGES if told in gallery("public", code)]

    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Suche", msgstr="Search"))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    all_missing.cache_clear()
    settings.LOCALE_PATHS = [tmp_path]
    try:
        assert {code for code in ("de", "en", "fr") if told in gallery("public", code)} == {"fr"}
    finally:
        all_missing.cache_clear()


def test_only_the_workspace_loads_htmx_and_forbids_it_eval_and_history(gallery: Render) -> None:
    staff, public = gallery("staff"), gallery("public")

    for part in (
        '"allowEval":false',
        '"includeIndicatorStyles":false',
        '"historyCacheSize":0',
        '"selfRequestsOnly":true',
        "django_htmx/htmx-2.min.js",
    ):
        assert part in staff
    assert "htmx" not in public


def test_public_pages_ask_nothing_of_session_or_csrf(gallery: Render) -> None:
    html = gallery("public")

    assert "csrf" not in html
    assert "Mara Beispiel" not in html.split("<main")[0]


def test_signing_out_is_a_form(gallery: Render) -> None:
    head = gallery("staff").split("<main")[0]

    assert '<form method="post" action="/abmelden/">' in head
    assert "Mara Beispiel" in head


def test_the_demonstration_says_so_on_every_page(gallery: Render, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    assert "Demonstration – erfundene Personen" in gallery("public")

    settings.DEMONSTRATION = False
    assert "Demonstration – erfundene Personen" not in gallery("public")


def test_every_page_links_the_legal_pages(gallery: Render) -> None:
    for layout in LAYOUTS:
        foot = gallery(layout).split("<footer")[1]
        for name in ("accessibility", "privacy", "imprint", "sources"):
            assert f'href="/{name}/"' in foot

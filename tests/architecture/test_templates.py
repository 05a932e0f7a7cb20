"""Templates keep to the Content-Security-Policy and to our own address (standards 17 and 36)."""

import re
from pathlib import Path

from tests.architecture.sources import HOUSE, shown, templates

PAGES = [path for path in templates() if "gallery" not in path.as_posix()]
STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
STYLE_ELEMENT = re.compile(r"<style\b", re.IGNORECASE)
INLINE_SCRIPT = re.compile(
    r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE
)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
HTMX_CODE = re.compile(r"\bhx-on\b|\bhx-vars\b|[\"']js:|javascript:", re.IGNORECASE)
# What the browser would fetch by itself; links a reader may follow are another matter.
FETCHED = re.compile(
    r"""<(?:script|img|link|iframe|source|video|audio|embed|object|use|form|image)\b[^>]*?
        \b(?:src|srcset|href|data|action|poster)\s*=\s*["']\s*(?:https?:)?//""",
    re.IGNORECASE | re.VERBOSE,
)
STYLE_FETCH = re.compile(r"url\(\s*[\"']?\s*(?:https?:)?//|@import", re.IGNORECASE)


def places(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """file:line of every hit."""
    found = []
    for path in files:
        text = path.read_text("utf-8")
        for hit in pattern.finditer(text):
            found.append(f"{shown(path)}:{text.count(chr(10), 0, hit.start()) + 1}: {hit[0][:60]}")
    return found


def test_no_inline_styles() -> None:
    assert not places(STYLE_ATTRIBUTE, PAGES)
    assert not places(STYLE_ELEMENT, PAGES)


def test_no_inline_scripts() -> None:
    assert not places(INLINE_SCRIPT, PAGES)
    assert not places(HANDLER, PAGES)
    assert not places(HTMX_CODE, PAGES)


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Attack P1: no page asks a foreign origin for anything."""
    assert not places(FETCHED, PAGES)
    styles = [path for path in HOUSE.glob("*/*/static/**/*.css") if "vendor" not in path.parts]
    assert not places(STYLE_FETCH, styles)


def test_scripts_keep_to_our_address_and_need_no_evaluation() -> None:
    wild = re.compile(r"\beval\(|new Function\(|[\"'](?:https?:)?//(?!www\.w3\.org/)")
    scripts = [path for path in HOUSE.glob("*/*/static/**/*.js") if "vendor" not in path.parts]
    assert not places(wild, scripts)


def test_htmx_stands_in_templates_only() -> None:
    """`hx-*` in Python would hide what a page does (house.md, Pages)."""
    python = [path for path in HOUSE.rglob("*.py") if path.parent != HOUSE / "doors/public"]
    assert not places(re.compile(r"[\"']hx-(?:get|post|target|swap|trigger)\b"), python)


def test_every_page_has_one_heading_in_its_content() -> None:
    """A page extends a base and writes its own h1; a `_part.html` has none."""
    heading = re.compile(r"<h1\b")
    whole = [path for path in PAGES if "doors" in path.parts and not path.name.startswith("_")]
    assert not [
        shown(path)
        for path in whole
        if "{% extends" in (text := path.read_text("utf-8"))
        and not path.name.endswith("base.html")
        and "{% block content %}" in text
        and not heading.search(text)
        and "{% include" not in text
    ]


def test_public_templates_read_nothing_personal() -> None:
    """A public page that reads session, user or form token could not be kept at the edge."""
    personal = re.compile(
        r"\{%-?\s*csrf_token|\brequest\.(?:user|session)\b|\{%\s*for \w+ in messages"
    )
    public = [
        path
        for path in PAGES
        if path.is_relative_to(HOUSE / "doors/public") or path.name == "public_base.html"
    ]
    # Pages with a form that is sent; the edge leaves them alone since they set a cookie.
    sending = {path for path in public if 'method="post"' in path.read_text("utf-8")}
    assert not places(personal, [path for path in public if path not in sending])

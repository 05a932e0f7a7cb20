"""The search that stands in a section of the guide, for programs: its filters and its address."""

from functools import cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from drehscheibe.domain.guide.embedding import COURSES, filters_of, query_of
from drehscheibe.domain.guide.reading import OpenGuide, Text

SEARCH: dict[str, Any] = {
    "type": "object",
    "description": "nur, wo Kurse oder Veranstaltungen im Abschnitt stehen",
    "required": ["kind", "filters", "url"],
    "properties": {
        "kind": {"enum": ["courses", "events"]},
        "filters": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "wie in der Adresse der Suche; ohne eigenen Ort der des Zentrums",
        },
        "url": {"type": "string", "format": "uri"},
    },
}


def search_out(root: str, guide: OpenGuide, language: str, text: Text) -> dict[str, Any]:
    """What it asks; what it finds today stands at its address, in the language."""
    return {
        "search": {
            "kind": str(text.kind), "filters": filters_of(guide, text),
            "url": search_url(root, guide, language, text),
        }
    }  # fmt: skip


def search_link(root: str, guide: OpenGuide, language: str, text: Text) -> str:
    """A paragraph that leads to the search."""
    url = escape(search_url(root, guide, language, text))
    return f'<p><a href="{url}">{_word(text.kind, language)}</a></p>'


def search_url(root: str, guide: OpenGuide, language: str, text: Text) -> str:
    """Where everybody finds what the section shows."""
    return f"{root}{_address(text.kind, language)}?{query_of(guide, text)}"


@cache
def _address(kind: str, language: str) -> str:
    with translation.override(language):
        return reverse("public:courses" if kind == COURSES else "public:events")


@cache
def _word(kind: str, language: str) -> str:
    with translation.override(language):
        return gettext("Deutschkurse") if kind == COURSES else gettext("Veranstaltungen")

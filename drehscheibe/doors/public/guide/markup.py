"""The tree of a guide as nested lists; made here because a template would take longer than it."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from drehscheibe.domain.guide.reading import Node
from drehscheibe.kernel.language.tongues import direction


def reader_language() -> str:
    """The language of the page that is being made."""
    return get_language() or settings.LANGUAGE_CODE


def page_url(key: str, node: Node) -> str:
    """The present address of a page."""
    return reverse("public:guide_page", args=[key, node.public_id, node.slug])


def title(node: Node, language: str) -> str:
    """The title; in German, and marked so, where no translation is published."""
    return worded(node.title, node.language, language)


def worded(text: str, of: str, language: str) -> str:
    """A text that may be in another language than the page around it."""
    if of == language:
        return format_html("<bdi>{}</bdi>", text)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', of, direction(of), text)


def nested(nodes: Iterable[Node], key: str, language: str, *, levels: int) -> SafeString:
    """Lists within lists, so many levels deep; addresses are relative to the guide's index."""
    base = reverse("public:guide", args=[key])
    return _list(nodes, base, language, levels)


def _list(nodes: Iterable[Node], base: str, language: str, levels: int) -> SafeString:
    items = format_html_join(
        "",
        '<li><a href="{}{}/{}/">{}</a>{}</li>',
        (
            (
                base, node.public_id, node.slug, title(node, language),
                _list(node.children, base, language, levels - 1)
                if levels > 1 and node.children else "",
            )
            for node in nodes
        ),
    )  # fmt: skip
    return format_html('<ul class="guide-list">{}</ul>', items)

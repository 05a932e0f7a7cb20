"""The tree of a guide as nested lists; made here because a template would take longer than it."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from drehscheibe.domain.guide.further import further, placed
from drehscheibe.domain.guide.reading import Node
from drehscheibe.kernel.language.tongues import Tongue, direction

DIALLED = re.compile(r"<[^>]*>|((?:\+|\b0)\d[\d \u00a0/()–-]{3,}\d|\b116 ?\d{3}\b)")
"""Tags, which stay as they are, or a telephone number."""


def reader_language() -> str:
    """The language of the page that is being made."""
    return get_language() or settings.LANGUAGE_CODE


def page_url(key: str, node: Node) -> str:
    """The present address of a page, in the language its title is shown in."""
    return placed(
        reverse("public:guide_page", args=[key, node.public_id, node.slug]), node.language
    )


def dialled(html: str) -> str:
    """Clean markup in which a number one dials keeps its order between words that run from right to
    left: `+49 2921 30-0` would be read from its end there.

    >>> dialled('<p>الرقم +49 2921 30-0 <a href="tel:+492921300">116 117</a>, 8:00–12:30</p>')
    '<p>الرقم <bdi dir="ltr">+49 2921 30-0</bdi> <a href="tel:+492921300"><bdi dir="ltr">116 117</bdi></a>, 8:00–12:30</p>'
    """  # noqa: E501 (one line of markup)
    return DIALLED.sub(
        lambda found: f'<bdi dir="ltr">{found[1]}</bdi>' if found[1] else found[0], html
    )


def also_in(tags: Iterable[str], address: str, *, here: str) -> list[tuple[Tongue, str]]:
    """Further languages with the address of the same page there; not the one that is read."""
    return [(further()[tag], placed(address, tag)) for tag in tags if tag != here]


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
        '<li><a href="{}">{}</a>{}</li>',
        (
            (
                placed(f"{base}{node.public_id}/{node.slug}/", node.language),
                title(node, language),
                _list(node.children, base, language, levels - 1)
                if levels > 1 and node.children else "",
            )
            for node in nodes
        ),
    )  # fmt: skip
    return format_html('<ul class="guide-list">{}</ul>', items)

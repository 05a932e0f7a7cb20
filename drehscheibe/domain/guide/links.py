"""Links by identity: written as `[Wohngeld](seite:k7qw2mzx)`, resolved when the text is shown.

A page may be renamed, moved or translated, its identity stays; a page that is gone leaves its words
without a link. Links elsewhere are written the same way, with `https://`, `mailto:` or `tel:`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from drehscheibe.kernel.language.rich_text import cleaned

LINK = re.compile(r'\[([^\[\]<>]{1,200})\]\(([^()\s<>"]{1,500})\)')
OF_PAGE = re.compile(r"seite:([2-9a-z]{8})$")
OUTWARD = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
PASTED = re.compile(
    r"\((?:https?://[^\s()/]+)?(?:/[a-z-]{2,9})?/wegweiser/[^/\s()]+/([2-9a-z]{8})/[^\s()]*\)"
)


def by_identity(text: str) -> str:
    """Typed text in which pasted addresses of the guide have become identities.

    >>> by_identity("[Wohnen](https://ki.example/ar/wegweiser/05570/k7qw2mzx/wohnen/)")
    '[Wohnen](seite:k7qw2mzx)'
    """
    return PASTED.sub(r"(seite:\1)", text)


def identities(texts: Iterable[str]) -> set[str]:
    """The pages that these texts link to."""
    return {
        page[1]
        for text in texts
        for _, target in LINK.findall(text)
        if (page := OF_PAGE.match(target))
    }


def with_links(html: str, addresses: Mapping[str, str]) -> str:
    """Clean formatted text with its links; `addresses` leads from identity to present address.

    >>> with_links("<p>[Wohnen](seite:k7qw2mzx), [weg](seite:zzzzzzzz)</p>", {"k7qw2mzx": "../w/"})
    '<p><a href="../w/" rel="noopener noreferrer">Wohnen</a>, weg</p>'
    >>> with_links("<p>[böse](javascript:alert)</p>", {})
    '<p>böse</p>'
    """
    return _clean(LINK.sub(lambda found: _anchor(found[1], found[2], addresses), html))


@lru_cache(maxsize=2048)
def _clean(html: str) -> str:
    """Keyed by content: the same text costs once, whatever page or export shows it."""
    return cleaned(html)


def _anchor(words: str, target: str, addresses: Mapping[str, str]) -> str:
    page = OF_PAGE.match(target)
    address = addresses.get(page[1]) if page else target if OUTWARD.match(target) else None
    return f'<a href="{address}">{words}</a>' if address else words

"""Links by identity: written as `[Wohngeld](seite:k7qw2mzx)`, resolved when the text is shown.

A page may be renamed, moved or translated, its identity stays; a page that is gone leaves its words
without a link. Links elsewhere are written the same way, with `https://`, `mailto:` or `tel:`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from drehscheibe.kernel.language.rich_text import cleaned

LINK = re.compile(r'\[([^\[\]<>]{1,200})\]\(([^()\s<>"]{1,500})\)')
OF_PAGE = re.compile(r"seite:([2-9a-z]{8})$")
OUTWARD = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
PASTED = re.compile(
    r"\((?:https?://[^\s()/]+)?(?:/[a-z-]{2,9})?/wegweiser/([0-9]+|land)/([2-9a-z]{8})/[^\s()]*\)"
)

PLAIN = r'[^()\s<>"]'
LOOSE = re.compile(
    rf"(\[[^\[\]<>]{{1,200}}\])\([ \t]*"
    rf"({PLAIN}{{1,500}}(?:\({PLAIN}{{0,100}}\){PLAIN}{{0,300}})*)[ \t]*\)"
)
"""As people type one: with blanks around the address, and brackets in it."""
MAIL = re.compile(r"[^@:/]+@[^@:/]+\.[a-z]{2,}")


def completed(text: str) -> str:
    """Typed links as they are kept: what people leave out of an address is put back.

    >>> completed("[Amt](www.amt.example/a), [Post]( amt@amt.example )")
    '[Amt](https://www.amt.example/a), [Post](mailto:amt@amt.example)'
    >>> completed("[Wiki](https://w.example/A_(B))")
    '[Wiki](https://w.example/A_%28B%29)'
    """
    return LOOSE.sub(lambda found: f"{found[1]}({_whole(found[2])})", text)


def nowhere(text: str) -> list[str]:
    """The words of links that lead to no page and to no address.

    >>> nowhere("[Amt](https://amt.example) [siehe](Anlage) [wohnen](seite:k7qw2mzx)")
    ['siehe']
    """
    return [
        words for words, target in LINK.findall(text)
        if not OF_PAGE.match(target) and not OUTWARD.match(target)
    ]  # fmt: skip


def _whole(target: str) -> str:
    if target.lower().startswith("www."):
        target = f"https://{target}"
    if MAIL.fullmatch(target):
        target = f"mailto:{target}"
    if OUTWARD.match(target):
        target = target.replace("(", "%28").replace(")", "%29")
    return target


def by_identity(text: str, keys: Collection[str]) -> str:
    """Typed text in which pasted addresses of these guides have become identities; an address of
    another centre's guide, or of a site that calls its pages alike, stays the address it is.

    >>> by_identity("[Wohnen](https://ki.example/ar/wegweiser/05570/k7qw2mzx/wohnen/)", ["05570"])
    '[Wohnen](seite:k7qw2mzx)'
    >>> by_identity("[Rat](https://stadt.example/wegweiser/familie/beratung/)", ["05570"])
    '[Rat](https://stadt.example/wegweiser/familie/beratung/)'
    """
    return PASTED.sub(lambda found: f"(seite:{found[2]})" if found[1] in keys else found[0], text)


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

"""Links of a text that lead to no page the public can read: there stand their words alone.

Nobody is stopped, for a page may be written before the one it leads to. But whoever writes or
checks is told, or the words stay without a link for years.
"""

from collections.abc import Iterable

from drehscheibe.domain.guide.links import LINK, OF_PAGE, identities
from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import shared_identities, tree_of
from drehscheibe.domain.guide.tree import guide_of_page


def open_identities(page: Page, texts: Iterable[str]) -> set[str]:
    """Which of the pages that these texts link to the reader of this page can open: at most three
    queries, none without links."""
    linked = identities(texts)
    if not linked:
        return set()
    tree = tree_of(guide_of_page(page), GERMAN)
    return linked & (tree.by_identity.keys() | shared_identities(linked, tree).keys())


def dead_links(text: str, open_: set[str]) -> list[str]:
    """The words of links to pages that are not among the `open_` ones.

    >>> dead_links("[wohnen](seite:k7qw2mzx), [Amt](https://amt.example)", set())
    ['wohnen']
    """
    found = ((words, OF_PAGE.match(target)) for words, target in LINK.findall(text))
    return [words for words, page in found if page and page[1] not in open_]

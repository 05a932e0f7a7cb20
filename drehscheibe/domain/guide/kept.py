"""Trees of guides, kept while nothing public changes: a page needs its tree for three links only.

Like the edge (docs/adr/0010-edge-cache.md): what was read before a change is not kept after it, and
a process that cannot hear of changes keeps nothing.
"""

from collections import OrderedDict

from drehscheibe.domain.guide.reading import OpenGuide, Tree, guide_at, tree_of
from drehscheibe.kernel.design.published import Edition, listener

MOST = 32
"""Guides in a language; a tree of 252 pages takes about 150 KB."""

_kept: OrderedDict[tuple[str, str], tuple[Edition, OpenGuide, Tree]] = OrderedDict()


def guide_and_tree(key: str, language: str) -> tuple[OpenGuide, Tree] | None:
    """The guide of this key and its tree in a language; None when there is no such guide."""
    edition, place = listener.edition(), (key, language)
    known = _kept.get(place)
    if known is not None and edition is not None and known[0] == edition:
        return known[1], known[2]
    guide = guide_at(key)
    if guide is None:
        return None
    tree = tree_of(guide.guide, language)
    if edition is not None and edition == listener.edition():
        _kept[place] = (edition, guide, tree)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return guide, tree

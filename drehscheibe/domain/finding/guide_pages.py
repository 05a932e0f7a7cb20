"""Pages of all guides as documents, each in the languages its title is written in."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.conf import settings

from drehscheibe.domain.finding.documents import Document, Ref, plain
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.guide.further import further
from drehscheibe.domain.guide.models import Section, Wording
from drehscheibe.domain.guide.reading import (
    SHARED,
    Node,
    OpenGuide,
    centres_with_guide,
    guide_at,
    texts_of_all,
    tree_of,
)
from drehscheibe.domain.guide.standing import titles_standing

KIND = SearchDocument.Kind.GUIDE
Told = dict[tuple[int | None, str], tuple[str, str, str]]
"""What shared pages say: identity, title, text by page and language."""


def guide_pages(at: datetime) -> Iterator[Document]:
    """The shared guide, then those of the centres.

    A page that a centre only adopted is told once, as the shared one.
    """
    shared: Told = {}
    land = guide_at(SHARED)
    guides = [guide_at(each.key) for each in centres_with_guide()]
    for guide in filter(None, [land, *guides]):
        for language in _languages():
            yield from _of_guide(guide, language, shared)


def _languages() -> list[str]:
    """Those of interface and guide in which any page has a title."""
    titles = Wording.objects.filter(shown=True, section__kind=Section.Kind.TITLE)
    used = set(titles.order_by().values_list("language", flat=True).distinct())
    known = [code for code, _ in settings.LANGUAGES]
    return [code for code in (*known, *further()) if code in used]


def _of_guide(guide: OpenGuide, language: str, shared: Told) -> Iterator[Document]:
    tree = tree_of(guide.guide, language)
    texts = texts_of_all(tree, language)
    centre = guide.guide.centre
    for node in tree.nodes:
        if node.language != language:
            continue
        own = (each for each in texts[node.pk] if each.language == language)
        said = " ".join(plain(each.body) for each in own)
        identity, *elsewhere = shared.get((node.source, language), (node.public_id, "", ""))
        if centre is None:
            shared[node.pk, language] = (node.public_id, node.title, said)
        elif elsewhere == [node.title, said]:
            continue
        place = centre.pk if centre else None
        yield Document(KIND, _key(guide, node), language, node.title, said, place, thing=identity)


def _key(guide: OpenGuide, node: Node) -> str:
    """All that its address needs; the words in it may be old, the identity leads on."""
    return f"{guide.key}/{node.public_id}/{node.slug}"


def guide_pages_standing(refs: Collection[Ref], at: datetime) -> dict[Ref, str]:
    """One question for any number of guides; nobody is called."""
    shown = titles_standing({key.split("/")[1] for key, _ in refs})
    return {
        (key, language): ""
        for key, language in refs
        if language in shown.get(key.split("/")[1], ())
    }

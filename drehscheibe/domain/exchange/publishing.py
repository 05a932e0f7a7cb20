"""What a group shows to everybody: its public papers, as a page of titles and as an Atom feed.

Only groups and papers whose tier is public; for whoever leads the papers into the open that is one
act (`papers.release`), and taking it back empties the feed at once.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.groups.models import Group
from drehscheibe.domain.groups.visibility import OF_GROUPS, visible
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import latest, versions

MOST = 50
Released = list[tuple[Paper, Document]]


def public_groups() -> QuerySet[Group]:
    """Groups that everybody may know of."""
    return Group.objects.filter(visible(None, OF_GROUPS)).select_related("host")


def public_papers(group: Group) -> Released:
    """The public papers of a public group with their latest file, last changed first."""
    rows = Paper.objects.filter(visible(None), group=group, removed_at=None)
    found = [(paper, latest(paper.series)) for paper in rows.order_by("-created_at")[:MOST]]
    there = [(paper, document) for paper, document in found if document is not None]
    return sorted(there, key=lambda each: each[1].created_at, reverse=True)


def public_version(pk: int) -> Document | None:
    """The latest file of a public paper of a public group; nothing else is public of it."""
    rows = Paper.objects.filter(visible(None), pk=pk, removed_at=None, group__in=public_groups())
    paper = rows.first()
    return None if paper is None else versions(paper.series).first()


def atom_feed(group: Group, papers: Iterable[tuple[Paper, Document, str]], *, home: str) -> str:
    """RFC 4287: titles, what they are about, where the file is; no names of persons.

    A paper keeps its entry for good, a new version moves it up (`updated`).
    """
    feed = Atom1Feed(
        title=f"{group.name}: Papiere", link=home, description=group.mandate[:300],
        feed_url=home, language="de", author_name=group.host.name,
    )  # fmt: skip
    for paper, document, url in papers:
        feed.add_item(
            title=paper.title, link=url, description=paper.summary, unique_id=url,
            pubdate=paper.created_at, updateddate=document.created_at,
        )  # fmt: skip
    return feed.writeString("utf-8")

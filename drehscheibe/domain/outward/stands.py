"""Where addresses outside stand: in shown texts of the guide, and as websites of shown actors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from drehscheibe.domain.directory import permissions as of_directory
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.guide import permissions as of_guide
from drehscheibe.domain.guide.links import LINK
from drehscheibe.domain.guide.models import Page, Wording
from drehscheibe.domain.guide.working import pages_for, titles_of
from drehscheibe.domain.outward.models import OutwardLink
from drehscheibe.kernel.permissions.reach import Standing, within_reach

LONGEST = 500
MARK = "](http"
"""What every text with an address outside has."""


@dataclass(frozen=True)
class Stand:
    """An address at one place. `language` is empty for an actor, `pk` of the page or the actor."""

    link: OutwardLink
    words: str
    title: str
    pk: int
    language: str = ""


def addresses() -> set[str]:
    """Every address that the public is shown."""
    wordings = Wording.objects.filter(shown=True, body__contains=MARK)
    found = {
        address
        for body in wordings.values_list("body", flat=True).iterator()
        for _, address in outward(body)
    }
    websites = ActorRevision.objects.filter(shown=True, actor__ended_on=None).exclude(website="")
    found.update(websites.values_list("website", flat=True))
    return {each for each in found if len(each) <= LONGEST}


def outward(body: str) -> Iterator[tuple[str, str]]:
    """Words and address of each link to another place.

    >>> list(outward("[Amt](https://amt.example/a?b&amp;c), [Tel](tel:0234), [x](seite:k7qw2mzx)"))
    [('Amt', 'https://amt.example/a?b&c')]
    """
    for words, address in LINK.findall(body):
        if address.lower().startswith(("http://", "https://")):
            yield unescape(words), unescape(address)


def dead_ends(standing: Standing, *, at: datetime) -> list[Stand]:
    """Addresses that lead nowhere, wherever this person keeps the text. One question when none is
    dead, five at most."""
    dead = {each.url: each for each in OutwardLink.objects.dead(at=at)}
    if not dead:
        return []
    return [*_in_guide(standing, dead), *_of_actors(standing, dead)]


def _in_guide(standing: Standing, dead: dict[str, OutwardLink]) -> list[Stand]:
    own = pages_for(standing, of_guide.KEEP)
    rows = Wording.objects.filter(
        shown=True, body__contains=MARK, section__page__in=own.order_by().values("pk")
    ).values_list("section__page", "language", "body")
    found = [
        (page, language, words, dead[address])
        for page, language, body in rows.order_by("section__page", "language", "section__position")
        for words, address in outward(body)
        if address in dead
    ]
    titles = _titles({page for page, *_ in found})
    return [
        Stand(link, words, titles[page], page, language) for page, language, words, link in found
    ]


def _titles(pages: Iterable[int]) -> dict[int, str]:
    found = list(Page.objects.filter(pk__in=pages))
    return titles_of(found) if found else {}


def _of_actors(standing: Standing, dead: dict[str, OutwardLink]) -> list[Stand]:
    own = within_reach(Actor.objects.filter(ended_on=None), of_directory.KEEP, standing=standing)
    rows = ActorRevision.objects.filter(shown=True, website__in=dead, actor__in=own.values("pk"))
    return [
        Stand(dead[website], website, name, actor)
        for website, name, actor in rows.order_by("name", "actor").values_list(
            "website", "name", "actor"
        )
    ]

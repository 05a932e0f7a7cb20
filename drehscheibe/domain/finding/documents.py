"""What a room tells of itself to be found: only what everybody may read, in words alone."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

GERMAN = "de"
Ref = tuple[str, str]
"""Key and language of a document within its kind."""


@dataclass(frozen=True)
class Document:
    """A public thing in a language, as plain text. `centre`: primary key, None for the land.

    `thing`: what all its versions share; its key where there are none. `also`: what people call
    it, found and never shown.
    """

    kind: str
    key: str
    language: str
    title: str
    text: str
    centre: int | None
    thing: str = ""
    also: str = ""


@dataclass(frozen=True)
class Source:
    """Documents of one kind; and of some of them which still stand, with the number to call.

    Between two refreshes something may be withdrawn: it is not found from that moment on.
    """

    kind: str
    documents: Callable[[datetime], Iterator[Document]]
    standing: Callable[[Collection[Ref], datetime], dict[Ref, str]]


def plain(html: str) -> str:
    """The words of sanitised markup.

    >>> plain("<p>Rufen Sie <strong>an</strong>.</p><p>Kosten &amp; Zeit</p>")
    'Rufen Sie an. Kosten & Zeit'
    """
    apart = re.sub(r"</?(?:strong|em|a|b|i|bdi|span)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", apart)).split())


def joined(*parts: str) -> str:
    """What is not empty, set apart so that an excerpt can be read."""
    return " · ".join(filter(None, (each.strip() for each in parts)))

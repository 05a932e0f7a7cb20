"""A question is answered: all its words, as written, as begun, as PostgreSQL inflects them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from drehscheibe.domain.finding.excerpts import Piece, excerpt
from drehscheibe.domain.finding.folding import LONGEST, words_of
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.finding.offices import meant_by
from drehscheibe.domain.finding.refreshing import DICTIONARIES
from drehscheibe.domain.finding.sources import SOURCES
from drehscheibe.kernel.calendar.moments import day_of

GERMAN = "de"
MOST = 30
"""Hits of a question; whoever finds none of them right asks more precisely."""
NEAR_ENOUGH = 0.4
"""Share of common trigrams from which another word is offered."""
FIND = """
    SELECT kind, key, language, title, text, c.key
    FROM finding_searchdocument d LEFT JOIN centres_centre c ON c.id = d.centre_id
    WHERE d.vector @@ (%(folded)s::tsquery || websearch_to_tsquery(%(dictionary)s::regconfig, %(said)s))
      AND d.language = ANY(%(languages)s)
      AND (%(centre)s = '' OR d.centre_id IS NULL OR c.key = %(centre)s)
    ORDER BY d.language = %(language)s DESC,
      ts_rank(d.vector, %(folded)s::tsquery) DESC, d.title, d.key
    LIMIT %(most)s
"""
NEAREST = """
    SELECT DISTINCT ON (asked) asked, word FROM unnest(%(words)s::text[]) asked
    JOIN finding_searchword w ON w.word %% asked
    WHERE length(asked) > 3 AND similarity(w.word, asked) >= %(enough)s
      AND NOT EXISTS (SELECT FROM finding_searchword k WHERE k.word LIKE asked || '%%')
    ORDER BY asked, similarity(w.word, asked) DESC, w.times DESC
"""


@dataclass(frozen=True)
class Hit:
    """Something found, in the language it is told in. `centre`: its key, empty for the land."""

    kind: str
    key: str
    language: str
    title: str
    pieces: list[Piece]
    centre: str


@dataclass(frozen=True)
class Answer:
    """Hits, those in the reader's language first; `meant`: a better question where words are unknown;
    `offices`: official names of what was asked for."""

    hits: list[Hit]
    meant: str
    offices: list[str]


def search(question: str, *, language: str, at: datetime, centre: str = "") -> Answer:
    """What everybody may read and fits the question; in the reader's language and in German.

    At most ten questions to the database, whatever is found: one for the hits, one for near words,
    and for each kind found what of it is still shown.
    """
    words = words_of(question)
    if not words:
        return Answer([], "", [])
    offices = meant_by(question, on=day_of(at))
    hits = _shown(_found(words, offices, question, language, centre), words, at=at)
    return Answer(hits, "" if hits else _meant(words), offices)


def _found(
    words: list[str], offices: list[str], question: str, language: str, centre: str
) -> list[tuple[Any, ...]]:
    given = {
        "folded": tsquery(words, offices), "said": question[:LONGEST].replace("\0", " "),
        "dictionary": DICTIONARIES.get(language, "simple"), "language": language,
        "languages": [language, GERMAN], "centre": centre, "most": MOST,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FIND, given)
        return cursor.fetchall()


def tsquery(words: list[str], offices: list[str]) -> str:
    """All words, each as the beginning of one; or an office that is meant, by its whole name.

    >>> tsquery(["wohn", "geld"], ["Agentur für Arbeit"])
    "('wohn':* & 'geld':*) | ('agentur':* & 'fur':* & 'arbeit':*)"
    """
    ways = [words, *(words_of(each) for each in offices)]
    return " | ".join("(" + " & ".join(f"'{word}':*" for word in way) + ")" for way in ways if way)


def _shown(rows: list[tuple[Any, ...]], words: list[str], *, at: datetime) -> list[Hit]:
    """Without what was withdrawn since the last refresh."""
    keys = defaultdict(set)
    for kind, key, *_ in rows:
        keys[kind].add(key)
    shown = {each.kind: each.still_shown(keys[each.kind], at) for each in SOURCES if keys[each.kind]}
    return [
        Hit(kind, key, language, title, excerpt(text, words), centre or "")
        for kind, key, language, title, text, centre in rows
        if key in shown.get(kind, ())
    ]


def _meant(words: list[str]) -> str:
    """The question with unknown words replaced by the nearest written ones; empty without any."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, {"words": words, "enough": NEAR_ENOUGH})
        near = dict(cursor.fetchall())
    return " ".join(near.get(word, word) for word in words) if near else ""

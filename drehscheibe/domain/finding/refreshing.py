"""Documents follow their sources: only what changed is written, what is gone goes."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import md5
from itertools import islice

from django.db import connection, transaction

from drehscheibe.domain.finding.documents import Document, Source
from drehscheibe.domain.finding.folding import FOLDING, fold
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.finding.offices import words_for_offices
from drehscheibe.domain.finding.sources import SOURCES
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change

DICTIONARIES = {
    "de": "german", "de-simple": "german", "en": "english", "tr": "turkish", "ar": "arabic",
    "ru": "russian", "ro": "romanian", "fr": "french",
}  # fmt: skip
"""PostgreSQL's dictionaries by language; the others are found by their folded words alone."""
AT_ONCE = 500
MOST_PLACES = 16_383
"""PostgreSQL counts no further within a vector."""
SHORTEST, LONGEST = 4, 80
"""Letters of words that are offered; shorter ones resemble too much."""
MOST_SIGNS = 60_000
"""Of a text, that are searched; PostgreSQL takes a megabyte of a vector."""
WRITE = """
    INSERT INTO finding_searchdocument
        (kind, key, language, thing, centre_id, title, text, digest, head, vector)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
        %s::tsvector || to_tsvector(%s::regconfig, %s),
        %s::tsvector || setweight(to_tsvector(%s::regconfig, %s), 'B')
        || setweight(to_tsvector(%s::regconfig, %s), 'D'))
    ON CONFLICT (kind, key, language) DO UPDATE SET
        thing = excluded.thing, centre_id = excluded.centre_id, title = excluded.title,
        text = excluded.text, digest = excluded.digest,
        head = excluded.head, vector = excluded.vector
"""
NEW_WORDS = """
    INSERT INTO finding_searchword (word, times) SELECT unnest(%s::text[]), 0
    ON CONFLICT DO NOTHING
"""
COUNT = """
    WITH written AS (
        SELECT word, ndoc FROM ts_stat(
            $$SELECT ts_filter(vector, '{a,c}') FROM finding_searchdocument$$)
        WHERE length(word) BETWEEN %s AND %s
    ), gone AS (
        DELETE FROM finding_searchword k WHERE NOT k.word = ANY(%s)
        AND NOT EXISTS (SELECT FROM written w WHERE w.word = k.word)
    )
    INSERT INTO finding_searchword (word, times) SELECT word, ndoc FROM written
    ON CONFLICT (word) DO UPDATE SET times = excluded.times
    WHERE finding_searchword.times <> excluded.times
"""


@transaction.atomic
def refresh(*, at: datetime) -> int:
    """Bring every kind up to its source; how many documents were written or removed.

    A second run writes nothing. Two at the same time come one after the other.
    """
    _one_at_a_time()
    changed = sum(_refresh(source, at=at) for source in SOURCES)
    _tell_words(words_for_offices(day_of(at)))
    if changed:
        publish_change()
    return changed


@transaction.atomic
def count_words(*, at: datetime) -> None:
    """How often each word is written; words that nobody writes any more go."""
    _one_at_a_time()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [SHORTEST, LONGEST, sorted(words_for_offices(day_of(at)))])


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('finding.refresh'))")


def _refresh(source: Source, *, at: datetime) -> int:
    rows = SearchDocument.objects.filter(kind=source.kind)
    known = {row[:2]: row[2:] for row in rows.values_list("key", "language", "digest", "pk")}
    changed = 0
    documents = _changed(source.documents(at), known)
    while part := list(islice(documents, AT_ONCE)):
        _write(part)
        changed += len(part)
    gone = [pk for _, pk in known.values()]
    rows.filter(pk__in=gone).delete()
    return changed + len(gone)


def _changed(
    documents: Iterable[Document], known: dict[tuple[str, str], tuple[str, int]]
) -> Iterator[Document]:
    """Those that are new or say something else; what is left in `known` nobody told of."""
    for each in documents:
        digest, _ = known.pop((each.key, each.language), ("", 0))
        if digest != digest_of(each):
            yield each


def digest_of(document: Document) -> str:
    """The same for the same words of the same thing at the same place, folded the same way."""
    told = (
        str(FOLDING),
        document.title,
        document.text,
        document.thing,
        str(document.centre),
        document.also,
    )
    return md5("\0".join(told).encode(), usedforsecurity=False).hexdigest()


def _write(documents: list[Document]) -> None:
    words: set[str] = set()
    rows = []
    for each in documents:
        title, text = fold(each.title), fold(f"{each.text[:MOST_SIGNS]} {each.also}")
        words.update(title.split(), text.split())
        rows.append(_row(each, title, text))
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, rows)
    _tell_words(words)


def _row(each: Document, title: str, text: str) -> tuple[str | int | None, ...]:
    """German stems are those of the folded words, so that people may type as they like."""
    dictionary = DICTIONARIES.get(each.language, "simple")
    stemmed = (each.title, each.text[:MOST_SIGNS])
    if dictionary == "german":
        stemmed = (title, text)
    return (
        each.kind, each.key, each.language, each.thing or each.key, each.centre, each.title,
        each.text, digest_of(each), vector_of(title, ""), dictionary, stemmed[0],
        vector_of(title, text), dictionary, stemmed[0], dictionary, stemmed[1],
    )  # fmt: skip


def vector_of(title: str, text: str) -> str:
    """Folded words as PostgreSQL writes a vector. Its own parser knows less of scripts than we do.

    >>> vector_of("wohngeld", "wer wohngeld bekommt")
    "'wohngeld':1A 'wer':2C 'wohngeld':3C 'bekommt':4C"
    """
    first = title.split()
    words = [(word, "A") for word in first] + [(word, "C") for word in text.split()]
    return " ".join(
        f"'{word[:LONGEST]}':{min(place, MOST_PLACES)}{weight}"
        for place, (word, weight) in enumerate(words, 1)
    )


def _tell_words(words: Iterable[str]) -> None:
    usable = sorted(word for word in words if SHORTEST <= len(word) <= LONGEST)
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORDS, [usable])

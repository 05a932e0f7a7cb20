"""A question is answered: the best of every kind, without what was withdrawn in the meantime."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from drehscheibe.domain.finding.documents import GERMAN, Ref
from drehscheibe.domain.finding.excerpts import Piece, excerpt, marked
from drehscheibe.domain.finding.folding import fold_word
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.finding.nearness import nearer
from drehscheibe.domain.finding.offices import written
from drehscheibe.domain.finding.questions import Asked, asked_for, typed_words
from drehscheibe.domain.finding.sources import SOURCES
from drehscheibe.kernel.calendar.moments import day_of

RANKED = 400
"""Of more texts that fit, these are weighed: the title first, then the reader's language."""
MOST = 60
"""Hits of one kind; whoever finds none of them right asks more precisely."""
FIND = """
    WITH fitting AS MATERIALIZED (
        SELECT id, language, named FROM finding_fitting(%(all)s::tsquery)
    ), likely AS (
        (SELECT id FROM fitting WHERE named
            ORDER BY language = %(language)s DESC, language = %(german)s DESC LIMIT %(ranked)s)
        UNION
        (SELECT id FROM fitting WHERE NOT named
            ORDER BY language = %(language)s DESC, language = %(german)s DESC LIMIT %(ranked)s)
    ), found AS (
        SELECT d.id, d.kind, d.key, d.language, d.thing,
            (SELECT count(*) FROM unnest(%(each)s::text[]) word
                WHERE d.vector @@ word::tsquery) AS held,
            ts_rank(d.vector, %(any)s::tsquery)
            * CASE d.language WHEN %(language)s THEN 4 WHEN %(german)s THEN 2 ELSE 1 END AS weight
        FROM likely JOIN finding_searchdocument d USING (id)
    ), once AS (
        SELECT DISTINCT ON (kind, thing) * FROM found
        ORDER BY kind, thing, (language = %(language)s) DESC, (language = %(german)s) DESC,
            held DESC, weight DESC, key
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY held DESC, weight DESC, id) AS place
        FROM once
    )
    SELECT id, kind, key, language FROM ranked WHERE place <= %(most)s
    ORDER BY held DESC, weight DESC, id
"""
READ = """
    SELECT d.id, d.title, d.text, c.area_name FROM finding_searchdocument d
    LEFT JOIN centres_centre c ON c.id = d.centre_id WHERE d.id = ANY(%s)
"""
Row = tuple[int, str, str, str]
"""Primary key, kind, key, language."""


@dataclass(frozen=True)
class Hit:
    """Something found, in the language it is told in. `area`: of its centre, empty for the land."""

    kind: str
    key: str
    language: str
    title: list[Piece]
    text: list[Piece]
    area: str
    phone: str


@dataclass(frozen=True)
class Answer:
    """One page of what was found. `kinds`: how many of each, whichever is asked for.

    `meant`: nothing fits what was typed, and this is what was found instead; `partly`: no text
    holds all the words, these hold at least half; `offices`: official names of what was asked for,
    known even where no text speaks of them.
    """

    hits: list[Hit]
    total: int
    kinds: dict[str, int]
    meant: str = ""
    offices: tuple[str, ...] = ()
    partly: bool = False


NOTHING = Answer([], 0, {})


@dataclass(frozen=True)
class Part:
    """Which of the hits are read: of a kind (empty for all), so many, from the page so and so."""

    kind: str = ""
    page: int = 1
    size: int = 15


def search(question: str, *, language: str, at: datetime, part: Part | None = None) -> Answer:
    """What everybody may read and fits the question, in whatever language it is written.

    Where no text holds all the words, near spellings are tried, then at least half of them. Texts
    in the reader's language come first. At most twelve questions to the database, however much is
    found.
    """
    wanted = part or Part()
    asked = asked_for(question, language=language, on=day_of(at))
    answer = _answer(asked, language, at, wanted)
    if answer.kinds or asked is None:
        return answer
    typed = [word for _, folded in typed_words(question) for word in folded]
    near = nearer(typed)
    words = [near.get(word, word) for word in typed]
    again = asked_for(" ".join(words), language=language, on=day_of(at)) if near else None
    better = _answer(again, language, at, wanted)
    if not (better.kinds or better.offices):
        better = _answer(again or asked, language, at, wanted, partly=True)
    if again is None or not (better.kinds or better.offices):
        return better if better.kinds else answer
    return replace(better, meant=" ".join(_as_written(word, better.hits, at) for word in words))


def _answer(
    asked: Asked | None, language: str, at: datetime, part: Part, *, partly: bool = False
) -> Answer:
    if asked is None or (partly and not asked.half):
        return NOTHING
    rows = _found(asked, language, partly=partly)
    phones = _standing(rows, at)
    rows = [row for row in rows if (row[1], row[2], row[3]) in phones]
    kinds = Counter(row[1] for row in rows)
    wanted = [row for row in rows if part.kind in ("", row[1])]
    first = (part.page - 1) * part.size
    read = _read(wanted[first : first + part.size])
    hits = [_hit(row, read[row[0]], phones, asked) for row in wanted if row[0] in read]
    ordered = {kind: kinds[kind] for kind in SearchDocument.Kind.values if kinds[kind]}
    told = partly and bool(ordered)
    return Answer(hits, len(wanted), ordered, offices=asked.offices, partly=told)


def _found(asked: Asked, language: str, *, partly: bool) -> list[Row]:
    given: dict[str, Any] = {
        "all": asked.half if partly else asked.all,
        "any": asked.any,
        "each": list(asked.each) if partly else [],
        "language": language,
        "german": GERMAN,
        "most": MOST,
        "ranked": RANKED,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, given)
        rows: list[Row] = cursor.fetchall()
        return rows


def _standing(rows: list[Row], at: datetime) -> dict[tuple[str, str, str], str]:
    """What was not withdrawn since the last refresh, with the number to call."""
    found: dict[tuple[str, str, str], str] = {}
    for source in SOURCES:
        refs: list[Ref] = [row[2:] for row in rows if row[1] == source.kind]
        if refs:
            told = source.standing(refs, at)
            found |= {(source.kind, *ref): told[ref] for ref in refs if ref in told}
    return found


def _read(rows: list[Row]) -> dict[int, tuple[str, str, str]]:
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(READ, [[row[0] for row in rows]])
        return {pk: (title, text, area or "") for pk, title, text, area in cursor.fetchall()}


def _hit(
    row: Row, read: tuple[str, str, str], phones: dict[tuple[str, str, str], str], asked: Asked
) -> Hit:
    _, kind, key, language = row
    title, text, area = read
    return Hit(
        kind, key, language, marked(title, asked.words), excerpt(text, asked.words), area,
        phones[kind, key, language],
    )  # fmt: skip


def _as_written(word: str, hits: list[Hit], at: datetime) -> str:
    """A folded word as a text writes it."""
    for hit in hits:
        for piece in (*hit.title, *hit.text):
            if fold_word(piece.text) == (word,):
                return piece.text.strip(".,;:!?()„“\"'")
    return written(word, on=day_of(at))

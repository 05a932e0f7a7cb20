"""A question as PostgreSQL is asked: every word as begun, as inflected, as part of longer words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db import connection

from drehscheibe.domain.finding.folding import LONGEST, MOST_WORDS, fold_word
from drehscheibe.domain.finding.offices import meant_by, told_of
from drehscheibe.domain.finding.refreshing import DICTIONARIES, SHORTEST

SCRIPTS = {"arabic": re.compile("[\u0600-\u06ff]"), "russian": re.compile("[\u0400-\u04ff]")}
"""Whoever types in a script asks in its language, whatever the page is in."""
FEW = 4
"""Words whose combinations stay few."""
WITHIN = 12
"""So many longer words that hold a word asked for, the most frequent."""
LEXEME = re.compile(r"'((?:[^']|'')+)'")
TOLD = """
    SELECT plainto_tsquery(asked.dictionary::regconfig, asked.typed)::text,
        plainto_tsquery('german', asked.folded)::text,
        CASE WHEN length(asked.folded) < %s OR asked.folded LIKE '%% %%' THEN '{}' ELSE ARRAY(
            SELECT w.word FROM finding_searchword w
            WHERE w.word LIKE '%%' || asked.folded || '%%' AND NOT w.word LIKE asked.folded || '%%'
            ORDER BY w.times DESC, w.word LIMIT %s) END
    FROM unnest(%s::text[], %s::text[], %s::text[])
        WITH ORDINALITY AS asked (typed, folded, dictionary, place)
    ORDER BY asked.place
"""


@dataclass(frozen=True)
class Asked:
    """`all`: what a text must hold; `any`: what makes it fit better; `half`: at least half of the
    words, empty for one alone; all three as `tsquery` reads them, as `each` of the words.

    `words`: how marked words begin; `offices`: official names of what was asked for.
    """

    all: str
    any: str
    half: str
    each: tuple[str, ...]
    words: tuple[str, ...]
    offices: tuple[str, ...]


def asked_for(question: str, *, language: str, on: date) -> Asked | None:
    """None where there is no word in it. One question to the database."""
    typed = typed_words(question)
    if not typed:
        return None
    told = _told(typed, language)
    kept = [each for each in told if each.says_something] or told
    offices = meant_by(question, on=on)
    named = [" & ".join(_begun(word) for name in each.split() for word in fold_word(name))
             for each in offices]  # fmt: skip
    whole = " & ".join(f"({each.every})" for each in kept)
    return Asked(
        all=" | ".join(f"({each})" for each in (whole, *named)),
        any=" | ".join((*(each.plain for each in kept), *named)),
        half=_half(kept),
        each=tuple(each.every for each in kept),
        words=tuple({
            *(word for each in kept for word in each.marks),
            *(word for each in offices for name in each.split() for word in fold_word(name)),
        }),
        offices=tuple(told_of(question, on=on)),
    )  # fmt: skip


def _half(words: Sequence["_Word"]) -> str:
    """At least half of them together; of many words longer ones that hold them are left out."""
    if len(words) == 1:
        return ""
    said = [f"({each.every if len(words) <= FEW else each.plain})" for each in words]
    return " | ".join(f"({' & '.join(some)})" for some in combinations(said, (len(said) + 1) // 2))


def typed_words(question: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each word as typed and as folded, at most eight; what no text can hold falls away.

    >>> typed_words("Wohnungen, Wohnungen\\x00 \\ud800!")
    [('Wohnungen', ('wohnungen',))]
    """
    readable = "".join(each if each.isprintable() else " " for each in question[:LONGEST])
    found = {fold_word(each): re.sub(r"\\W+", " ", each).strip() for each in readable.split()}
    words = [(typed, folded) for folded, typed in found.items() if folded]
    return words[:MOST_WORDS]


@dataclass(frozen=True)
class _Word:
    folded: tuple[str, ...]
    stems: tuple[str, ...]
    longer: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """A dictionary leaves nothing of „und“ or „the“."""
        return all(self.stems)

    @property
    def plain(self) -> str:
        begun = " & ".join(map(_begun, self.folded))
        return " | ".join(f"({each})" for each in (begun, *self.stems) if each)

    @property
    def every(self) -> str:
        return " | ".join((self.plain, *(f"'{each}'" for each in self.longer)))

    @property
    def marks(self) -> set[str]:
        stems = {found for each in self.stems for found in LEXEME.findall(each)}
        return {*self.folded, *self.longer, *(each for each in stems if len(each) >= SHORTEST)}


def _begun(word: str) -> str:
    """Folded words hold letters and digits alone."""
    return f"'{word}':*"


def _told(typed: list[tuple[str, tuple[str, ...]]], language: str) -> list[_Word]:
    """Stems of each word in its language and in German, and longer words that hold it."""
    given: list[Any] = [
        SHORTEST, WITHIN, [each for each, _ in typed], [" ".join(folded) for _, folded in typed],
        [_dictionary(each, language) for each, _ in typed],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(TOLD, given)
        rows = cursor.fetchall()
    return [
        _Word(folded, tuple(dict.fromkeys(row[:2])), tuple(row[2]))
        for (_, folded), row in zip(typed, rows, strict=True)
    ]


def _dictionary(word: str, language: str) -> str:
    for name, script in SCRIPTS.items():
        if script.search(word):
            return name
    return DICTIONARIES.get(language, "simple")

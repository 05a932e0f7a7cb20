"""Documents follow their sources: only what changed is written, what is gone goes."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import md5
from itertools import islice

from django.db import connection, transaction

from drehscheibe.domain.finding.folding import fold
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.finding.sources import SOURCES, Document, Source

DICTIONARIES = {
    "de": "german", "de-simple": "german", "en": "english", "tr": "turkish", "ar": "arabic",
    "ru": "russian", "ro": "romanian", "fr": "french",
}  # fmt: skip
"""PostgreSQL's dictionaries by language; the others are found by their folded words alone."""
AT_ONCE = 500
WRITE = """
    INSERT INTO finding_searchdocument
        (kind, key, language, centre_id, title, text, folded, digest, vector)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
        setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'C')
        || setweight(to_tsvector(%s::regconfig, %s), 'B')
        || setweight(to_tsvector(%s::regconfig, %s), 'D'))
    ON CONFLICT (kind, key, language) DO UPDATE SET
        centre_id = excluded.centre_id, title = excluded.title, text = excluded.text,
        folded = excluded.folded, digest = excluded.digest, vector = excluded.vector
"""
COUNT_WORDS = """
    DELETE FROM finding_searchword;
    INSERT INTO finding_searchword (word, times)
    SELECT word, count(*) FROM (
        SELECT DISTINCT id, unnest(string_to_array(folded, ' ')) AS word
        FROM finding_searchdocument
    ) written WHERE length(word) BETWEEN 4 AND 80 GROUP BY word
"""


@transaction.atomic
def refresh(*, at: datetime) -> int:
    """Bring every kind up to its source; how many documents were written or removed.

    A second run writes nothing. Two at the same time come one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('finding.refresh'))")
    changed = sum(_refresh(source, at=at) for source in SOURCES)
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(COUNT_WORDS)
    return changed


def _refresh(source: Source, *, at: datetime) -> int:
    rows = SearchDocument.objects.filter(kind=source.kind)
    known = {row[:2]: row[2:] for row in rows.values_list("key", "language", "digest", "pk")}
    changed = []
    for document in source.documents(at):
        digest, _ = known.pop((document.key, document.language), ("", 0))
        if digest != digest_of(document):
            changed.append(document)
    _write(changed)
    gone = [pk for _, pk in known.values()]
    rows.filter(pk__in=gone).delete()
    return len(changed) + len(gone)


def digest_of(document: Document) -> str:
    """The same for the same words at the same place."""
    told = "\0".join((document.title, document.text, str(document.centre)))
    return md5(told.encode(), usedforsecurity=False).hexdigest()


def _write(documents: Iterable[Document]) -> None:
    with connection.cursor() as cursor:
        rows = iter(documents)
        while part := [_row(each) for each in islice(rows, AT_ONCE)]:
            cursor.executemany(WRITE, part)


def _row(each: Document) -> tuple[object, ...]:
    title, text = fold(each.title), fold(each.text)
    dictionary = DICTIONARIES.get(each.language, "simple")
    return (
        each.kind, each.key, each.language, each.centre, each.title, each.text,
        f"{title} {text}".strip(), digest_of(each), title, text,
        dictionary, each.title, dictionary, each.text,
    )  # fmt: skip

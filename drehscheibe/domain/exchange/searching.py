"""Search over everything a group wrote; hits and counter ask the same lists (Sc 2.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet, Value

from drehscheibe.domain.exchange.selectors import (
    actions_for,
    decisions_for,
    items_for,
    meetings_for,
    minutes_for,
    papers_for,
    posts_for,
    threads_for,
)
from drehscheibe.kernel.permissions.reach import Standing

LEAST = 2
MOST = 50
EXCERPT = 160
STANDS_ON = {"item": "meeting_id", "minutes": "meeting_id", "post": "thread_id"}


@dataclass(frozen=True)
class Hit:
    """Something that was found: what it is, its id, its title, some words around.

    `page` is the id of what one opens to read it: a point stands on the page of its meeting.
    """

    kind: str
    pk: int
    title: str
    excerpt: str
    page: int


@dataclass(frozen=True)
class Found:
    """How many there are, and the first of them."""

    count: int
    hits: tuple[Hit, ...]


def search(standing: Standing, words: str) -> Found:
    """Everything that holds all the words and that this person may know of."""
    wanted = [word for word in words.replace("\x00", "").split() if len(word) >= LEAST]
    if not wanted:
        return Found(0, ())
    count, hits = 0, list[Hit]()
    for kind, rows, fields in _places(standing):
        found = _matching(rows, fields, wanted)
        count += found.count()
        if len(hits) < MOST:
            hits += [_hit(kind, row, fields) for row in found[: MOST - len(hits)]]
    return Found(count, tuple(hits))


def _places(standing: Standing) -> Iterator[tuple[str, QuerySet[Any], tuple[str, ...]]]:
    """Where is searched, and in which columns; the first one is the title."""
    yield "meeting", meetings_for(standing), ("title", "place")
    yield "item", items_for(standing), ("title", "text", "result")
    yield "minutes", minutes_for(standing), ("text",)
    yield "decision", decisions_for(standing), ("text",)
    yield "action", actions_for(standing), ("text",)
    yield "paper", papers_for(standing), ("title", "summary")
    yield "thread", threads_for(standing), ("title",)
    yield "post", posts_for(standing), ("text",)


def _matching(rows: QuerySet[Any], fields: tuple[str, ...], wanted: list[str]) -> QuerySet[Any]:
    """Every word in one of the columns; tags of formatted text are no words."""
    bare = {f"bare_{field}": _without_tags(field) for field in fields}
    condition = Q()
    for word in wanted:
        somewhere = Q()
        for name in bare:
            somewhere |= Q(**{f"{name}__icontains": word})
        condition &= somewhere
    found: QuerySet[Any] = rows.annotate(**bare).filter(condition).order_by("-pk")
    return found


def _without_tags(field: str) -> Func:
    return Func(
        F(field), Value("<[^>]*>"), Value(" "), Value("g"),
        function="regexp_replace", output_field=CharField(),
    )  # fmt: skip


def _hit(kind: str, row: Any, fields: tuple[str, ...]) -> Hit:
    texts = [" ".join(getattr(row, f"bare_{field}").split()) for field in fields]
    title = texts[0] if len(fields) > 1 else str(row)
    page: int = getattr(row, STANDS_ON[kind]) if kind in STANDS_ON else row.pk
    return Hit(kind, row.pk, title[:EXCERPT], texts[-1][:EXCERPT], page)

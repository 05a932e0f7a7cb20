"""A file in the shape of Integreat read: pages of all languages put together, with what is wrong.

Knows nothing of the database. Each message is German and says what to do.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from drehscheibe.domain.guide.foreign_text import path_of, title_of
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.shapes import ours
from drehscheibe.domain.guide.tree import DEEPEST
from drehscheibe.kernel.drafts.keeping import InputRefused

LARGEST = 20_000_000
"""Bytes of all files together."""
MOST_TEXTS, MOST_PAGES = 20_000, 2_000
NOT_UTF8 = (
    "Die Datei ist nicht in UTF-8 geschrieben. Bitte speichern Sie die Antwort der Schnittstelle, "
    "wie sie kommt."
)
NO_PAGES = (
    "Die Datei enthält keine Seiten in der Form von Integreat. Erwartet wird die Antwort von "
    "…/{Region}/{Sprache}/pages/ oder ein Export mit dem Feld „pages“."
)


@dataclass(frozen=True)
class Text:
    """A page in one language, as it came. `address`: the path of its `url`, which links name."""

    language: str
    number: str
    path: str
    address: str
    title: str
    html: str
    parent: str
    order: int
    twins: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What names it there: its number within region and language, and its path."""
        region = self.path.split("/")[0]
        own = (f"{region}/{self.language}#{self.number}",) if self.number else ()
        return (*own, self.path)

    @property
    def fingerprint(self) -> str:
        """Of what it says."""
        told = f"{self.title}\0{self.html}".encode()
        return md5(told, usedforsecurity=False).hexdigest()


@dataclass
class Unit:
    """A page with its texts by language; `parent` is the unit above."""

    texts: dict[str, Text] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    parent: "Unit | None" = None

    @property
    def title(self) -> str:
        """The German one, else any."""
        text = self.texts.get(GERMAN) or next(iter(self.texts.values()))
        return text.title[:80]


@dataclass
class Incoming:
    """Units, each behind the one above it; mistakes refuse the whole file, the rest is told."""

    units: list[Unit] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read(content: bytes) -> Incoming:
    """The whole file. Raises `GuideRefused` when nothing can be made of it."""
    found, units = Incoming(), _Units()
    texts = list(_texts(_parsed(content), found))
    texts.sort(key=lambda each: each.language != GERMAN)
    for each in texts:
        units.add(each, found)
    whole = [each for each in units.all if GERMAN in each.texts]
    bare = [each for each in units.all if GERMAN not in each.texts]
    if bare:
        named = ", ".join(f"„{each.title}“" for each in bare[:5])
        found.left_out.append(
            f"{len(bare)} Seiten haben keinen deutschen Text und bleiben außen vor: {named}."
        )
    if len(whole) > MOST_PAGES:
        raise GuideRefused(f"Mehr als {MOST_PAGES:,} Seiten.".replace(",", "."))
    if not whole and not found.mistakes:
        raise GuideRefused(NO_PAGES)
    _put_up(whole, found)
    found.units = _in_order(whole)
    return found


def merged(contents: list[bytes]) -> bytes:
    """Several files, one for each language, as one."""
    if len(contents) == 1:
        return contents[0]
    bare = [each.removeprefix(b"\xef\xbb\xbf") for each in contents]
    return b'{"files":[' + b",".join(bare) + b"]}"


class _Units:
    """Texts of one page find each other by number and path, in whatever order they come."""

    def __init__(self) -> None:
        self.all: list[Unit] = []
        self.by_mark: dict[str, Unit] = {}

    def add(self, text: Text, found: Incoming) -> None:
        """Put it to its unit, or begin one."""
        marks = (*text.marks, *text.twins)
        near: list[Unit] = []
        for mark in marks:
            unit = self.by_mark.get(mark)
            if unit is not None and unit not in near:
                near.append(unit)
        if len(near) > 1 or (near and text.language in near[0].texts):
            found.mistakes.append(
                f"„{text.title[:80]}“ ({text.language}) steht zweimal in der Datei: Nummer "
                f"{text.number or 'unbekannt'}, Pfad {text.path[:120]}."
            )
            return
        unit = near[0] if near else Unit()
        if not near:
            self.all.append(unit)
        unit.texts[text.language] = text
        unit.marks.update(marks)
        for mark in marks:
            self.by_mark[mark] = unit


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST:
        raise GuideRefused(f"Die Datei ist größer als {LARGEST // 1_000_000} MB.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GuideRefused(NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise GuideRefused("Die Datei ist kein lesbares JSON; vielleicht ist sie abgeschnitten.") \
            from error  # fmt: skip


def _texts(data: Any, found: Incoming) -> Iterator[Text]:
    rows = list(_rows(data, ""))
    if len(rows) > MOST_TEXTS:
        raise GuideRefused(f"Mehr als {MOST_TEXTS:,} Einträge in der Datei.".replace(",", "."))
    strangers: dict[str, int] = {}
    for place, (code, row) in enumerate(rows, 1):
        path = path_of(_word(row, "path") or _word(row, "url")) if isinstance(row, dict) else ""
        parts = path.split("/")
        told = code or (parts[1] if len(parts) > 1 else "")
        if not path or not told:
            found.mistakes.append(f"Eintrag {place} ist keine Seite: Es fehlt der Pfad.")
        elif (language := ours(told)) is None:
            strangers[told[:20]] = strangers.get(told[:20], 0) + 1
        else:
            yield _text(row, path, language, found)
    for told, count in strangers.items():
        found.left_out.append(
            f"Die Sprache „{told}“ führt der Wegweiser nicht; {count} Seiten bleiben außen vor."
        )


def _rows(data: Any, code: str) -> Iterator[tuple[str, Any]]:
    """Every row with the language it is filed under, if any."""
    if isinstance(data, list):
        yield from ((code, row) for row in data)
    elif isinstance(data, dict) and isinstance(data.get("files"), list):
        for each in data["files"]:
            yield from _rows(each, code)
    elif isinstance(data, dict) and isinstance(data.get("pages"), dict):
        for tag, rows in data["pages"].items():
            yield from _rows(rows, _keepable(tag))
    elif isinstance(data, dict) and isinstance(data.get("pages"), list):
        yield from _rows(data["pages"], code)
    else:
        raise GuideRefused(NO_PAGES)


def _text(row: dict[str, Any], path: str, language: str, found: Incoming) -> Text:
    above = row.get("parent")
    parent = path_of(_word(above, "path") or _word(above, "url")) if isinstance(above, dict) else ""
    try:
        title = title_of(_word(row, "title"))
    except InputRefused as refused:
        found.mistakes.append(f"{path[:120]}: {refused}")
        title = path
    order = row.get("order")
    place = order if isinstance(order, int) and abs(order) < 10**9 else 0
    twins = row.get("available_languages")
    others = tuple(_twins(twins, path)) if isinstance(twins, dict) else ()
    address, html = path_of(_word(row, "url")), _word(row, "content")
    return Text(language, _number(row), path, address, title, html, parent, place, others)


def _twins(told: dict[str, Any], path: str) -> Iterator[str]:
    region = path.split("/")[0]
    for code, twin in list(told.items())[:80]:
        language = ours(code)
        if language is None or not isinstance(twin, dict):
            continue
        if number := _number(twin):
            yield f"{region}/{language}#{number}"
        if there := path_of(_word(twin, "path") or _word(twin, "url")):
            yield there


def _number(row: dict[str, Any]) -> str:
    found = row.get("id")
    whole = isinstance(found, int) and not isinstance(found, bool) and 0 < found < 2**63
    return str(found) if whole else ""


def _word(row: Any, name: str) -> str:
    """A text of the row, without signs that no database keeps."""
    found = row.get(name) if isinstance(row, dict) else None
    return _keepable(found) if isinstance(found, str) else ""


def _keepable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def _put_up(units: list[Unit], found: Incoming) -> None:
    """Each below its parent; what hangs nowhere, in a circle or too deep is a mistake."""
    by_path = {each.texts[GERMAN].path: each for each in units}
    for each in units:
        above = each.texts[GERMAN].parent
        each.parent = by_path.get(above)
        if above and each.parent is None:
            found.mistakes.append(
                f"„{each.title}“: Die Seite darüber fehlt in der Datei ({above[:120]})."
            )
    for each in units:
        steps, here = 1, each.parent
        while here is not None and here is not each and steps <= DEEPEST:
            here, steps = here.parent, steps + 1
        if here is each:
            found.mistakes.append(f"„{each.title}“ liegt in der Datei unter sich selbst.")
        elif here is not None:
            found.mistakes.append(f"„{each.title}“ liegt tiefer als {DEEPEST} Ebenen.")


def _in_order(units: list[Unit]) -> list[Unit]:
    """Parents first, siblings as the other side orders them; circles fall away."""
    below: dict[int, list[Unit]] = {}
    for each in units:
        below.setdefault(id(each.parent), []).append(each)
    ordered: list[Unit] = []
    waiting = [id(None)]
    for above in waiting:
        here = sorted(below.get(above, []), key=lambda each: each.texts[GERMAN].order)
        ordered += here
        waiting += [id(each) for each in here]
    return ordered

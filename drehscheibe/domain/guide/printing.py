"""Guides on paper: the worker sets what says something new; what is ready the public takes.

Whole guides and their chapters, in every language at least one of their titles is published in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext, override

from drehscheibe.domain.guide.embedding import Embedded
from drehscheibe.domain.guide.links import with_links
from drehscheibe.domain.guide.models import GuidePicture, GuidePrint, Section
from drehscheibe.domain.guide.paper_store import lay_down, standing_texts, take_away
from drehscheibe.domain.guide.paragraphs import blocks_of
from drehscheibe.domain.guide.pictures import content_of, licence_label, pictures_of
from drehscheibe.domain.guide.printed_searches import found_in, printed
from drehscheibe.domain.guide.reading import (
    SHARED,
    Node,
    OpenGuide,
    Text,
    centres_with_guide,
    guide_at,
    texts_of_all,
    tree_of,
)
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.pdf import compile_letter, data_hash
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.tongues import direction

TEMPLATE = Path(__file__).parent / "papers" / "guide.typ"
Data = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What one file says; `chapter` is the primary key of its first page, None for the whole;
    `told` are the texts that stood when it was read."""

    guide: OpenGuide
    chapter: int | None
    language: str
    data: Data
    told: frozenset[int]

    @property
    def row(self) -> Data:
        """As `GuidePrint` names it."""
        return {**self.guide.guide.columns, "chapter_id": self.chapter, "language": self.language}

    @property
    def digest(self) -> str:
        """Of its words, and behind a stroke of what its searches found, where there are any."""
        pages = [
            {**page, "sections": [{**each, "found": None} for each in page["sections"]]}
            for page in self.data["pages"]
        ]
        lists = [each["found"] for page in self.data["pages"] for each in page["sections"]
                 if each.get("found")]  # fmt: skip
        if not lists:
            return data_hash(self.data)
        return f"{data_hash({**self.data, 'pages': pages})}-{data_hash({'lists': lists})}"

    def is_new(self, before: GuidePrint | None, *, at: datetime) -> bool:
        """Whether it says something else than its file; other finds alone wait for the next day."""
        if before is None or before.digest.partition("-")[0] != self.digest.partition("-")[0]:
            return True
        return before.digest != self.digest and day_of(before.made_at) < day_of(at)


@dataclass(frozen=True)
class Told:
    """What a guide says in a language, by page, and what its searches find, by section."""

    texts: dict[int, list[Text]]
    finds: dict[int, Embedded]
    standing: frozenset[int]


def print_guides(languages: list[str], *, at: datetime) -> int:
    """Set what is new, drop what is no longer told; how many files changed.

    Twice changes nothing. Two at the same time: the second leaves at once. What cannot be
    set holds up no other; all such faults are raised together when the rest is done.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('guide.printing'))")
        if cursor.fetchone() != (True,):
            return 0
    try:
        known = {_key(each): each for each in GuidePrint.objects.all()}
        changed, faults = 0, list[Exception]()
        for sheet in sheets(languages, at=at):
            before = known.pop((*_whose(sheet.guide), sheet.chapter, sheet.language), None)
            if sheet.is_new(before, at=at):
                try:
                    changed += _set(sheet, at=at)
                except (OSError, RuntimeError, ValueError) as fault:  # typst raises RuntimeError
                    faults.append(fault)
        for gone in known.values():
            take_away(gone)
        if faults:
            raise ExceptionGroup("Blätter des Wegweisers ließen sich nicht setzen", faults)
        return changed + len(known)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('guide.printing'))")


def sheets(languages: list[str], *, at: datetime) -> Iterator[Sheet]:
    """Every guide and every chapter with something below it, in each of its languages."""
    keys = [SHARED, *(each.key for each in centres_with_guide())]
    for guide in filter(None, map(guide_at, keys)):
        finds: dict[int, Embedded] | None = None
        for language in languages:
            standing = standing_texts(guide, language)  # before the texts are read
            tree = tree_of(guide.guide, language)
            if not any(each.language == language for each in tree.nodes):
                continue
            texts = texts_of_all(tree, language)
            if finds is None:  # the same in every language
                finds = found_in(guide, (each for here in texts.values() for each in here), at=at)
            told = Told(texts, finds, standing)
            yield _sheet(guide, None, tree.nodes, told, language)
            for chapter in tree.top:
                if chapter.children:
                    yield _sheet(guide, chapter, _with_below(chapter), told, language)


def _sheet(
    guide: OpenGuide, chapter: Node | None, nodes: list[Node], told: Told, language: str
) -> Sheet:
    first = chapter.depth if chapter else 0
    pictures = pictures_of([
        text.section for each in nodes for text in told.texts.get(each.pk, ())
        if text.kind == Section.Kind.PICTURE
    ])  # fmt: skip
    with override(language):
        author = f"{gettext('Wegweiser')} {guide.name}"
        contents, as_of = gettext("Inhalt"), gettext("Stand:")
        words = _words()
    data = {
        "title": chapter.title if chapter else author, "author": author, "lang": language,
        "rtl": direction(language) == "rtl", "contents": contents, "as_of": as_of,
        "pages": [
            {
                "title": each.title, "level": each.depth - first + 1, "lang": each.language,
                "rtl": direction(each.language) == "rtl",
                "note": words["foreign"] if _is_foreign(each, told, language) else "",
                "sections": [
                    _section(text, pictures) | _found(told, guide, each, text, language)
                    | {"notes": [words[name] for name in ("outdated", "machine")
                                 if getattr(text, name)]}
                    for text in told.texts.get(each.pk, ())
                    if text.kind != Section.Kind.PICTURE or text.section in pictures
                ],
            }
            for each in nodes
        ],
    }  # fmt: skip
    return Sheet(guide, chapter.pk if chapter else None, language, data, told.standing)


def _words() -> dict[str, str]:
    """What readers of the page are told about its texts, and those of the paper too."""
    return {
        "foreign": gettext(
            "Teile dieser Seite sind noch nicht übersetzt. Sie stehen hier auf Deutsch."
        ),
        "outdated": gettext("Der deutsche Text dieses Abschnitts ist neuer als die Übersetzung."),
        "machine": gettext("Diesen Abschnitt hat eine Maschine übersetzt."),
    }


def _is_foreign(node: Node, told: Told, language: str) -> bool:
    texts = told.texts.get(node.pk, ())
    return node.language != language or any(each.language != language for each in texts)


def _found(told: Told, guide: OpenGuide, node: Node, text: Text, language: str) -> Data:
    """What stands below the words of a search."""
    found = told.finds.get(text.section)
    return {"found": printed(found, guide, node, language)} if found else {}


def _section(text: Text, pictures: dict[int, GuidePicture]) -> Data:
    """A text, or a picture by the name of its file: what it looks like is read when it is set.

    Links to other pages become words: on paper nobody follows them. Outward ones stay.
    """
    if (picture := pictures.get(text.section)) is not None:
        told = filter(None, (picture.author, licence_label(picture.licence)))
        return {
            "lang": text.language, "rtl": direction(text.language) == "rtl",
            "alt": unescape(text.body), "told": " · ".join(told), "digest": picture.digest,
            "width": picture.widths[min(1, len(picture.widths) - 1)],
        }  # fmt: skip
    blocks = blocks_of(with_links(text.body, {}))
    return {"lang": text.language, "rtl": direction(text.language) == "rtl", "blocks": blocks}


def _set(sheet: Sheet, *, at: datetime) -> bool:
    """Whether it lies ready now; not where something it tells was withdrawn meanwhile."""
    data = sheet.data | {"as_of": f"{sheet.data['as_of']} {german_day(day_of(at))}"}
    content = compile_letter(TEMPLATE, data | {"pictures": _bytes(sheet)}, issued_at=at)
    return lay_down(
        sheet.row, content, digest=sheet.digest, guide=sheet.guide, told=sheet.told, at=at
    )


def _bytes(sheet: Sheet) -> Data:
    """The pictures of a sheet, each once; typst takes them as numbers."""
    found = (each for page in sheet.data["pages"] for each in page["sections"] if "alt" in each)
    wanted = {each["digest"]: each["width"] for each in found}
    return {digest: [*content_of(digest, width)] for digest, width in wanted.items()}


def _with_below(node: Node) -> list[Node]:
    return [node, *(each for child in node.children for each in _with_below(child))]


def _whose(guide: OpenGuide) -> tuple[int | None, int | None]:
    centre, keeper = guide.guide.centre, guide.guide.keeper
    return (centre.pk if centre else None, keeper.pk if keeper else None)


def _key(row: GuidePrint) -> tuple[int | None, int | None, int | None, str]:
    return (row.centre_id, row.keeper_id, row.chapter_id, row.language)

"""Guides on paper: the worker sets what says something new; what is ready the public takes.

Whole guides and their chapters, in every language at least one of their titles is published in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext, override

from drehscheibe.domain.guide.embedding import Embedded
from drehscheibe.domain.guide.links import with_links
from drehscheibe.domain.guide.models import GuidePicture, GuidePrint, Page, Section
from drehscheibe.domain.guide.models.text import GERMAN
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
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.documents.pdf import compile_letter, data_hash
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.tongues import direction
from drehscheibe.kernel.permissions.second_wall import acting_as_system

TEMPLATE = Path(__file__).parent / "papers" / "guide.typ"
Data = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What one file says; `chapter` is the primary key of its first page, None for the whole."""

    guide: OpenGuide
    chapter: int | None
    language: str
    data: Data

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


@dataclass(frozen=True)
class Ready:
    """The files of a chapter and of the whole guide, where there are any."""

    chapter: GuidePrint | None
    whole: GuidePrint | None


def ready(guide: OpenGuide, chapter: Node | None, language: str) -> Ready:
    """What is printed in a language: one query."""
    pk = chapter.pk if chapter else None
    rows = GuidePrint.objects.filter(**guide.guide.columns, language=language)
    found = {each.chapter_id: each for each in rows.filter(Q(chapter=pk) | Q(chapter=None))}
    return Ready(found.get(pk) if chapter else None, found.get(None))


def print_guides(languages: list[str], *, at: datetime) -> int:
    """Set what is new, drop what is no longer told; how many files changed.

    Twice changes nothing; a file is set outside the transaction that names it, so that whatever
    dies between leaves the old one. Two at the same time: the second leaves at once. What cannot be
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
                    _set(sheet, at=at)
                    changed += 1
                except (OSError, RuntimeError, ValueError) as fault:  # typst raises RuntimeError
                    faults.append(fault)
        for gone in known.values():
            _drop(gone)
        if faults:
            raise ExceptionGroup("Blätter des Wegweisers ließen sich nicht setzen", faults)
        return changed + len(known)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('guide.printing'))")


def forget(page: Page, language: str) -> None:
    """What tells of a page that is withdrawn is no longer ready: the worker sets it without.

    German words stand in where a language lacks them, so with them every language goes.
    """
    with acting_as_system():
        theirs = Page.objects.filter(Q(pk=page.pk) | Q(source=page.pk))
        rows = GuidePrint.objects.filter(
            Q(centre__in=theirs.values("centre")) | Q(keeper__in=theirs.values("keeper"))
        )
        if language != GERMAN:
            rows = rows.filter(language=language)
        keys = list(rows.values_list("storage_key", flat=True))
        rows.delete()
    transaction.on_commit(lambda: _delete(keys))


def _delete(keys: list[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def sheets(languages: list[str], *, at: datetime) -> Iterator[Sheet]:
    """Every guide and every chapter with something below it, in each of its languages."""
    keys = [SHARED, *(each.key for each in centres_with_guide())]
    for guide in filter(None, map(guide_at, keys)):
        finds: dict[int, Embedded] | None = None
        for language in languages:
            tree = tree_of(guide.guide, language)
            if not any(each.language == language for each in tree.nodes):
                continue
            texts = texts_of_all(tree, language)
            if finds is None:  # the same in every language
                finds = found_in(guide, (each for here in texts.values() for each in here), at=at)
            told = Told(texts, finds)
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
    return Sheet(guide, chapter.pk if chapter else None, language, data)


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


def _set(sheet: Sheet, *, at: datetime) -> None:
    data = sheet.data | {"as_of": f"{sheet.data['as_of']} {german_day(day_of(at))}"}
    content = compile_letter(TEMPLATE, data | {"pictures": _bytes(sheet)}, issued_at=at)
    stored = default_storage.save(f"guide/{uuid4().hex}.pdf", ContentFile(content))
    with acting_as_system(), transaction.atomic():
        old = GuidePrint.objects.filter(**sheet.row).values_list("storage_key", flat=True).first()
        GuidePrint.objects.update_or_create(
            **sheet.row,
            defaults={
                "digest": sheet.digest, "storage_key": stored, "size": len(content),
                "made_at": at,
            },
        )  # fmt: skip
        publish_change()
        if old:
            transaction.on_commit(lambda: default_storage.delete(old))


def _bytes(sheet: Sheet) -> Data:
    """The pictures of a sheet, each once; typst takes them as numbers."""
    found = (each for page in sheet.data["pages"] for each in page["sections"] if "alt" in each)
    wanted = {each["digest"]: each["width"] for each in found}
    return {digest: [*content_of(digest, width)] for digest, width in wanted.items()}


def _drop(row: GuidePrint) -> None:
    with acting_as_system(), transaction.atomic():
        key = row.storage_key
        row.delete()
        publish_change()
        transaction.on_commit(lambda: default_storage.delete(key))


def _with_below(node: Node) -> list[Node]:
    return [node, *(each for child in node.children for each in _with_below(child))]


def _whose(guide: OpenGuide) -> tuple[int | None, int | None]:
    centre, keeper = guide.guide.centre, guide.guide.keeper
    return (centre.pk if centre else None, keeper.pk if keeper else None)


def _key(row: GuidePrint) -> tuple[int | None, int | None, int | None, str]:
    return (row.centre_id, row.keeper_id, row.chapter_id, row.language)

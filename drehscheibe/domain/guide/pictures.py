"""Pictures in pages: added with their description, found while they are shown, swept when not."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import read_alternative
from drehscheibe.domain.guide.derivatives import derive
from drehscheibe.domain.guide.models import GuidePicture, Page, Section, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import Text
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.standing import titles_standing
from drehscheibe.domain.guide.tree import next_position
from drehscheibe.domain.guide.writing import Typed, save_section
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import InputRefused
from drehscheibe.kernel.language.lines import one_line
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

LICENCES = Path(__file__).parent / "data" / "picture_licences_2026-11-23.toml"
FOLDER = "guide/pictures"
SWEPT_AFTER = timedelta(days=1)
"""A file without a row may belong to an upload that is not committed yet."""


@dataclass(frozen=True)
class Offered:
    """What somebody typed beside the file."""

    content: bytes
    alternative: str
    author: str
    licence: str


@cache
def licences() -> dict[str, dict[str, str]]:
    """By key: `form` for editors, `label` for readers."""
    return tomllib.loads(LICENCES.read_text(encoding="utf-8"))


def licence_label(key: str) -> str:
    """As it stands under the picture; empty where only the author does."""
    return licences().get(key, {}).get("label", "")


@transaction.atomic
def add_picture(*, page: Page, offered: Offered, by: Person, at: datetime) -> Section:
    """A section with a picture at the end of the page; its description is a draft for two to check.

    Raises `GuideRefused` at the field for what is no picture, undescribed or nobody's.
    """
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    author = one_line(offered.author)
    try:
        alternative = read_alternative(offered.alternative)
    except InputRefused as refused:
        raise GuideRefused(str(refused), "alternative") from refused
    if not alternative:
        raise GuideRefused("Bitte sagen Sie, was auf dem Bild zu sehen ist.", "alternative")
    if not author or len(author) > 120:
        raise GuideRefused("Bitte nennen Sie, wer das Bild gemacht hat.", "author")
    if offered.licence not in licences():
        raise GuideRefused("Bitte wählen Sie, warum wir das Bild zeigen dürfen.", "licence")
    derived = derive(offered.content)
    section = Section.objects.create(
        page=held, kind=Section.Kind.PICTURE, position=next_position(held)
    )
    GuidePicture.objects.create(
        section=section, digest=derived.digest, widths=list(derived.files), width=derived.width,
        height=derived.height, author=author, licence=offered.licence, added_by=by, added_at=at,
    )  # fmt: skip
    save_section(section=section, typed=Typed(offered.alternative, 0), by=by, at=at)
    _hold_store("_shared")  # a file that lies there unnamed is not swept before this is committed
    for width, content in derived.files.items():
        key = storage_key(derived.digest, width)
        if not default_storage.exists(key):
            default_storage.save(key, ContentFile(content))
    record("guide.section.picture", about=section, by=by, at=at, detail={"file": derived.digest})
    return section


def copy_picture(source: Section, own: Section) -> None:
    """The same picture in a section of the centre's own; the files are shared."""
    picture = GuidePicture.objects.filter(section=source).first()
    if picture is None or GuidePicture.objects.filter(section=own).exists():
        return
    picture.pk, picture.section = None, own
    picture.save(force_insert=True)


def storage_key(digest: str, width: int) -> str:
    """Where a width lies."""
    return f"{FOLDER}/{digest}-{width}.webp"


def pictures_of(sections: Collection[int]) -> dict[int, GuidePicture]:
    """By section: one query, none where there is nothing to ask."""
    if not sections:
        return {}
    return {each.section_id: each for each in GuidePicture.objects.filter(section__in=sections)}


def with_pictures(texts: Iterable[Text]) -> list[tuple[Text, GuidePicture]]:
    """Those of the texts that are words about a picture, with it: one query, or none."""
    words = [each for each in texts if each.kind == Section.Kind.PICTURE]
    found = pictures_of([each.section for each in words])
    return [(each, found[each.section]) for each in words if each.section in found]


def is_public(digest: str, width: int) -> bool:
    """Whether a page that stands today shows it: its own, or one that adopted it."""
    shown = Wording.objects.filter(
        shown=True, language=GERMAN, section__picture__digest=digest,
        section__picture__widths__contains=[width],
    )  # fmt: skip
    pages = set(shown.values_list("section__page", flat=True))
    if not pages:
        return False
    places = Page.objects.filter(pk__in=pages) | Page.objects.filter(source__in=pages)
    return bool(titles_standing(set(places.values_list("public_id", flat=True))))


def content_of(digest: str, width: int) -> bytes:
    """The file. Raises `FileNotFoundError`."""
    with default_storage.open(storage_key(digest, width)) as file:
        content: bytes = file.read()
    return content


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Files that no section names any more, not even in its history; how many went."""
    _hold_store()
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    known = set(GuidePicture.objects.values_list("digest", flat=True))
    gone = [
        f"{FOLDER}/{name}" for name in names
        if name.split("-")[0] not in known
        and default_storage.get_modified_time(f"{FOLDER}/{name}") < at - SWEPT_AFTER
    ]  # fmt: skip
    for key in gone:
        default_storage.delete(key)
    return len(gone)


def _hold_store(mode: str = "") -> None:
    """Uploads share the store until they are committed; sweep and uploads wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{mode}(hashtext('guide.pictures'))")

"""A list of actors on its way in: kept, tried, taken over whole or not at all."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.alike import skeleton
from drehscheibe.domain.directory.keeping import enter, reword
from drehscheibe.domain.directory.lists.columns import MEANINGS
from drehscheibe.domain.directory.lists.known import Book
from drehscheibe.domain.directory.lists.reading import ReadActor, read_list
from drehscheibe.domain.directory.models import ActorMapping, ActorUpload
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.saying import same
from drehscheibe.domain.directory.selectors import SCHOOL
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.foreign import ForeignSheet, read_foreign
from drehscheibe.kernel.tables.lists import columns_of, header_words, kept_columns, remembered
from drehscheibe.kernel.tables.matching import proposed
from drehscheibe.kernel.tables.refusals import RowError
from drehscheibe.kernel.tables.rows import Taken, take_whole

NAME = MEANINGS["name"].label
WAITS = (
    "Die Organisation hat selbst einen neuen Wortlaut vorgeschlagen. Bitte entscheiden Sie zuerst"
    " auf ihrer Seite darüber."
)


@transaction.atomic
def upload_list(
    *, centre: Centre, name: str, content: bytes, by: Person, at: datetime
) -> ActorUpload:
    """Keep a file with what its columns likely mean; raises `TableRefused` for a useless one."""
    check(by, may.KEEP_ALL_OF, centre, on=day_of(at))
    sheet = read_foreign(content)
    columns = proposed(sheet.headers, MEANINGS, remembered(_mappings(centre), sheet))
    upload, _ = ActorUpload.objects.update_or_create(
        centre=centre, made_by=by,
        defaults={
            "name": name[-120:], "content": content, "made_at": at,
            "columns": kept_columns(columns, MEANINGS),
        },
    )  # fmt: skip
    record("directory.list.upload", about=centre, by=by, at=at)
    return upload


def sheet_of(upload: ActorUpload) -> ForeignSheet:
    """The uploaded table."""
    return read_foreign(bytes(upload.content))


@transaction.atomic
def choose_columns(
    *, upload: ActorUpload, columns: dict[int, str], by: Person, at: datetime
) -> None:
    """Keep what somebody chose; unknown meanings fall away."""
    check(by, may.KEEP_ALL_OF, upload.centre, on=day_of(at))
    upload.columns = kept_columns(columns, MEANINGS)
    upload.save(update_fields=["columns"])


@transaction.atomic
def take_list(*, upload: ActorUpload, by: Person, at: datetime, dry: bool) -> Taken:
    """Try, or take over all of it; then the columns are remembered and the file is forgotten.

    A row of an actor the centre keeps already (by Kennung, else by name) changes it; the same list
    a second time changes nothing. What is taken is public at once: the centre wrote it.
    """
    centre = upload.centre
    check(by, may.KEEP_ALL_OF, centre, on=day_of(at))
    sheet, columns = sheet_of(upload), columns_of(upload)
    book = Book(centre)
    read = read_list(sheet, columns, book)
    taken = Taken(mistakes=read.mistakes)
    _refuse_twice(read.actors, taken)
    _ask_alike(read.actors, book, taken)
    take_whole(taken, lambda: _take(centre, read.actors, taken, by=by, at=at), dry=dry)
    named = {each.known.actor.pk for each in read.actors if each.known}
    taken.absent = [
        each.said.name for each in book.all
        if each.actor.pk not in named and each.said and each.actor.kind_id != SCHOOL
    ]  # fmt: skip
    if taken.done:
        detail = {"new": len(taken.new), "changed": len(taken.changed)}
        record("directory.list.take", about=centre, by=by, at=at, detail=detail)
        _mappings(centre).update_or_create(
            centre=centre, fingerprint=sheet.fingerprint,
            defaults={"columns": header_words(sheet, columns), "made_by": by, "made_at": at},
        )  # fmt: skip
        upload.delete()
    return taken


@transaction.atomic
def drop_upload(*, upload: ActorUpload, by: Person, at: datetime) -> None:
    """Give it up."""
    check(by, may.KEEP_ALL_OF, upload.centre, on=day_of(at))
    upload.delete()


def _mappings(centre: Centre) -> QuerySet[ActorMapping]:
    return ActorMapping.objects.filter(centre=centre)


def _refuse_twice(rows: list[ReadActor], taken: Taken) -> None:
    """The same actor, or the same new name, in two rows."""
    seen: dict[object, int] = {}
    for each in rows:
        key = each.known.actor.pk if each.known else each.wording.name.casefold()
        first = seen.setdefault(key, each.row)
        if first != each.row:
            message = f"Dieser Akteur steht schon in Zeile {first}."
            taken.mistakes.append(RowError(each.row, NAME, message, each.wording.name))


def _ask_alike(rows: list[ReadActor], book: Book, taken: Taken) -> None:
    """A new name that looks like another's stays a question until the row says it is another."""
    inside: dict[str, str] = {}
    for each in rows:
        name = each.wording.name
        if each.known and each.known.said and each.known.said.name == name:
            continue
        but = each.known.actor.pk if each.known else None
        others = book.looks.like(name, but=but, near=each.facts.municipality)
        first = inside.setdefault(skeleton(name), name)
        others += [first] if first != name else []
        if others and not each.sure:
            message = (
                f"So heißt schon ein anderer Akteur: {', '.join(others[:3])}. Ist es eine andere "
                f"Organisation, steht „ja“ in einer Spalte „{MEANINGS['sure'].label}“."
            )
            taken.mistakes.append(RowError(each.row, NAME, message, name))


def _take(centre: Centre, rows: list[ReadActor], taken: Taken, *, by: Person, at: datetime) -> None:
    for each in rows:
        place = (each.row, each.wording.name)
        try:
            if each.known is None:
                enter(
                    centre=centre, facts=each.facts, wording=each.wording, sure=True, by=by, at=at
                )
                taken.new.append(place)
            elif (
                each.known.said
                and same(each.known.said, each.wording)
                and (each.known.facts == each.facts)
            ):
                taken.same.append(place)
            elif each.known.waits:
                taken.mistakes.append(RowError(each.row, NAME, WAITS, each.wording.name))
            else:
                reword(
                    actor=each.known.actor, facts=each.facts, wording=each.wording, sure=True,
                    by=by, at=at,
                )  # fmt: skip
                taken.changed.append(place)
        except DirectoryRefused as refusal:
            label = MEANINGS[refusal.field].label if refusal.field in MEANINGS else ""
            taken.mistakes.append(RowError(each.row, label, str(refusal), each.wording.name))

"""A list of actors is tried, or taken over whole or not at all."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.alike import skeleton
from drehscheibe.domain.directory.keeping import enter_all, reword_all
from drehscheibe.domain.directory.lists.columns import MEANINGS
from drehscheibe.domain.directory.lists.known import Book
from drehscheibe.domain.directory.lists.reading import ReadActor, read_list
from drehscheibe.domain.directory.models import Actor, ActorMapping, ActorUpload
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.saying import same
from drehscheibe.domain.directory.selectors import SCHOOL
from drehscheibe.domain.directory.wording import refuse_incomplete
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.foreign import ForeignSheet, read_foreign
from drehscheibe.kernel.tables.lists import columns_of, header_words
from drehscheibe.kernel.tables.refusals import RowError
from drehscheibe.kernel.tables.rows import Taken

NAME = MEANINGS["name"].label
WAITS = (
    "Die Organisation hat selbst einen neuen Wortlaut vorgeschlagen. Bitte entscheiden Sie zuerst"
    " auf ihrer Seite darüber."
)


def sheet_of(upload: ActorUpload) -> ForeignSheet:
    """The uploaded table."""
    return read_foreign(bytes(upload.content), MEANINGS.values())


def mappings_of(centre: Centre) -> QuerySet[ActorMapping]:
    """What the centre's columns meant before."""
    return ActorMapping.objects.filter(centre=centre)


@transaction.atomic
def take_list(
    *, upload: ActorUpload, by: Person, at: datetime, dry: bool, most: int | None = None
) -> Taken:
    """Try, or take over all of it; then the columns are remembered and the file is forgotten.

    A row of an actor the centre keeps already (by Kennung, else by name) changes it; the same list
    a second time changes nothing. What is taken is public at once: the centre wrote it. Would it
    write more than `most` actors, it is only tried.
    """
    centre = upload.centre
    check(by, may.KEEP_ALL_OF, centre, on=day_of(at))
    if not dry:
        _hold(centre)
    sheet, columns, book = sheet_of(upload), columns_of(upload), Book(centre)
    read = read_list(sheet, columns, book)
    taken = Taken(mistakes=read.mistakes)
    _refuse_twice(read.actors, taken)
    _ask_alike(read.actors, book, taken)
    wanted = [] if taken.mistakes else [each for each in read.actors if _is_wanted(each, taken)]
    taken.new = [(each.row, each.wording.name) for each in wanted if not each.known]
    taken.changed = [(each.row, each.wording.name) for each in wanted if each.known]
    named = {each.known.actor.pk for each in read.actors if each.known}
    taken.absent = [
        each.said.name for each in book.all
        if each.actor.pk not in named and each.said and each.actor.kind_id != SCHOOL
    ]  # fmt: skip
    few = most is None or len(wanted) <= most
    taken.done = few and bool(wanted or taken.same) and not (taken.mistakes or dry)
    if taken.done:
        _write(centre, wanted, by=by, at=at)
        _close(upload, sheet, taken, by=by, at=at)
    return taken


def _hold(centre: Centre) -> None:
    """One list of a centre after the other, and nobody else changes its actors meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7308))", [f"actors:{centre.pk}"]
        )
    rows = Actor.objects.filter(centre=centre, ended_on=None).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


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


def _write(centre: Centre, rows: list[ReadActor], *, by: Person, at: datetime) -> None:
    enter_all(
        centre=centre, by=by, at=at,
        rows=[(each.facts, each.wording) for each in rows if not each.known],
    )  # fmt: skip
    reword_all(
        by=by, at=at,
        rows=[(each.known.actor, each.facts, each.wording) for each in rows if each.known],
    )  # fmt: skip


def _close(
    upload: ActorUpload, sheet: ForeignSheet, taken: Taken, *, by: Person, at: datetime
) -> None:
    """What became of it is kept and recorded, its columns are remembered, the file goes."""
    centre, columns = upload.centre, columns_of(upload)
    detail = {"new": len(taken.new), "changed": len(taken.changed)}
    record("directory.list.take", about=centre, by=by, at=at, detail=detail)
    mappings_of(centre).update_or_create(
        centre=centre, fingerprint=sheet.fingerprint,
        defaults={"columns": header_words(sheet, columns), "made_by": by, "made_at": at},
    )  # fmt: skip
    upload.told = {**detail, "same": len(taken.same)}
    upload.standing, upload.content = ActorUpload.Standing.DONE, b""
    upload.save()


def _is_wanted(row: ReadActor, taken: Taken) -> bool:
    """Whether it is to be written: it says something else than what is kept, and may stand."""
    if row.known and _holds(row):
        taken.same.append((row.row, row.wording.name))
        return False
    try:
        if row.known and row.known.waits:
            raise DirectoryRefused(WAITS, "name")
        refuse_incomplete(row.wording)
    except DirectoryRefused as refusal:
        label = MEANINGS[refusal.field].label if refusal.field in MEANINGS else ""
        taken.mistakes.append(RowError(row.row, label, str(refusal), row.wording.name))
        return False
    return True


def _holds(row: ReadActor) -> bool:
    """Whether the row says what is kept."""
    known = row.known
    if known is None or known.said is None:
        return False
    return same(known.said, row.wording) and known.facts == row.facts

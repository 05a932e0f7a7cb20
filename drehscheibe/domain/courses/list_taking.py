"""A list of courses on its way in: kept, tried, taken over whole or not at all."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import ServedArea
from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.columns import MEANINGS
from drehscheibe.domain.courses.keeping import IS, Seats, change, make, publish
from drehscheibe.domain.courses.list_matching import Kept, merged, merged_seats
from drehscheibe.domain.courses.list_reading import ReadCourse, read_list
from drehscheibe.domain.courses.models import CourseMapping, CourseOffer, CourseUpload
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.directory.models import Actor, ActorPlace
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.foreign import ForeignSheet, read_foreign
from drehscheibe.kernel.tables.lists import columns_of, header_words, kept_columns, remembered
from drehscheibe.kernel.tables.matching import proposed
from drehscheibe.kernel.tables.refusals import CellRefused, RowError, TableRefused
from drehscheibe.kernel.tables.rows import Taken, take_whole
from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.spelling import fold

GONE = "Diese Liste ist inzwischen übernommen oder ersetzt. Bitte laden Sie die Seite neu."


@transaction.atomic
def upload_list(
    *, actor: Actor, name: str, content: bytes, by: Person, at: datetime
) -> CourseUpload:
    """Keep a file with what its columns likely mean; raises `TableRefused` for a useless one."""
    check(by, may.KEEP_ALL_OF, actor.centre, on=day_of(at))
    sheet = read_foreign(content, MEANINGS.values())
    columns = proposed(sheet.headers, MEANINGS, remembered(_mappings(actor), sheet))
    upload, _ = CourseUpload.objects.update_or_create(
        actor=actor, made_by=by,
        defaults={
            "name": name[-120:], "content": content, "made_at": at,
            "columns": kept_columns(columns, MEANINGS),
        },
    )  # fmt: skip
    record("courses.list.upload", about=actor, by=by, at=at)
    return upload


def sheet_of(upload: CourseUpload) -> ForeignSheet:
    """The uploaded table."""
    return read_foreign(bytes(upload.content), MEANINGS.values())


@transaction.atomic
def choose_columns(
    *, upload: CourseUpload, columns: dict[int, str], by: Person, at: datetime
) -> None:
    """Keep what somebody chose; unknown meanings fall away."""
    check(by, may.KEEP_ALL_OF, upload.actor.centre, on=day_of(at))
    upload.columns = kept_columns(columns, MEANINGS)
    upload.save(update_fields=["columns"])


@transaction.atomic
def take_list(*, upload: CourseUpload, by: Person, at: datetime, dry: bool) -> Taken:
    """Try, or take over all of it; then the columns are remembered and the file is forgotten.

    A row of a course the provider has already (`list_matching`) changes what the row says of it;
    the same list a second time changes nothing. New courses are published when they can be, else
    they stay drafts. Raises `TableRefused` where it was taken over or replaced meanwhile.
    """
    actor = upload.actor
    check(by, may.KEEP_ALL_OF, actor.centre, on=day_of(at))
    if not dry:
        _hold(upload)
    sheet, columns = sheet_of(upload), columns_of(upload)
    town_of = _Towns(actor)
    read = read_list(sheet, columns, home=town_of.home, towns=town_of)
    taken = Taken(mistakes=list(read.mistakes))
    take_whole(taken, lambda: _take(actor, read.courses, taken, by=by, at=at), dry=dry)
    if taken.done:
        detail = {"new": len(taken.new), "changed": len(taken.changed)}
        record("courses.list.take", about=actor, by=by, at=at, detail=detail)
        words = header_words(sheet, columns)
        _mappings(actor).update_or_create(
            centre_id=actor.centre_id, fingerprint=sheet.fingerprint,
            defaults={"columns": words, "made_by": by, "made_at": at},
        )  # fmt: skip
        upload.delete()
    return taken


def _hold(upload: CourseUpload) -> None:
    """One list of a provider after the other: else two at once both make a course without number.

    The file has to be the one that was looked at, and still there.
    """
    Actor.objects.select_for_update(of=("self",), no_key=True).get(pk=upload.actor_id)
    if not CourseUpload.objects.filter(pk=upload.pk, made_at=upload.made_at).exists():
        raise TableRefused(GONE)


@transaction.atomic
def drop_upload(*, upload: CourseUpload, by: Person, at: datetime) -> None:
    """Give it up."""
    check(by, may.KEEP_ALL_OF, upload.actor.centre, on=day_of(at))
    upload.delete()


def _mappings(actor: Actor) -> QuerySet[CourseMapping]:
    return CourseMapping.objects.filter(centre=actor.centre_id)


class _Towns:
    """From a town's name to its AGS, among those the centre serves."""

    def __init__(self, actor: Actor) -> None:
        """One question for all rows."""
        served = ServedArea.objects.filter(centre=actor.centre_id)
        rows = Municipality.objects.filter(pk__in=served.values("municipality"))
        self.known = {fold(each.name): each.ags for each in rows}
        only = next(iter(self.known.values())) if len(self.known) == 1 else ""
        places = ActorPlace.objects.filter(revision__actor=actor, revision__shown=True)
        own = [self.known[fold(each.town)] for each in places if fold(each.town) in self.known]
        self.home = actor.municipality_id or next(iter(own), only)
        """Where a course is that names no town: where the provider is."""

    def __call__(self, name: str) -> str:
        """Raises `CellRefused` for a town elsewhere."""
        if found := self.known.get(fold(name)):
            return found
        raise CellRefused(
            f"„{name[:40]}“ gehört nicht zu Ihrem Zentrum. Bitte den Namen der Gemeinde nennen."
        )


def _take(actor: Actor, rows: list[ReadCourse], taken: Taken, *, by: Person, at: datetime) -> None:
    known = CourseOffer.objects.filter(actor=actor).prefetch_related("slots").order_by("pk")
    kept = Kept(known.select_for_update(of=("self",)), rows)
    for row in rows:
        try:
            _take_row(actor, row, kept, taken, by=by, at=at)
        except CourseRefused as refusal:
            label = MEANINGS[refusal.field].label if refusal.field in MEANINGS else ""
            taken.mistakes.append(RowError(row.row, label, str(refusal)))
    taken.absent = [
        each.title for each, _ in kept.left.values()
        if each.standing == IS.PUBLISHED and each.state(day_of(at)) != "ended"
    ]  # fmt: skip


def _take_row(
    actor: Actor, row: ReadCourse, kept: Kept, taken: Taken, *, by: Person, at: datetime
) -> None:
    """Make the course, or change what the row says of it; the same said again changes nothing."""
    place = (row.row, row.details.title)
    meant = kept.meant_by(row)
    if meant is None:
        made = make(actor, row.details, row.seats, by=by, at=at)
        _publish_if_it_can(made, by=by, at=at)
        taken.new.append(place)
        return
    offer, known = meant
    details, seats = merged(known, row), merged_seats(offer, row)
    if (details, seats) == (known, Seats(offer.seats_max, offer.seats_booked)):
        taken.same.append(place)
    else:
        change(offer, details, seats, by=by, at=at)
        taken.changed.append(place)


def _publish_if_it_can(offer: CourseOffer, *, by: Person, at: datetime) -> None:
    try:
        publish(offer, by=by, at=at)
    except CourseRefused:
        return  # it stays a draft; its page says what is missing

"""Keeping the catalogue: a new entry, its next version, its end. Nothing is altered in place."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.controlling.catalogue import permissions as may
from drehscheibe.domain.controlling.models import CatalogueEntry, CatalogueVersion
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for


@dataclass(frozen=True)
class Counting:
    """How an entry counts, for good: another way to count is another entry."""

    code: str
    kind: str
    over_time: str
    over_places: str


@dataclass(frozen=True)
class Wording:
    """What an indicator means from a day on."""

    name: str
    definition: str
    unit: str
    valid_from: date
    splits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """Why the wording changes, whether figures before and after can be compared, and which
    version the officer had before her eyes."""

    reason: str
    breaks_series: bool
    seen: int


@transaction.atomic
def begin_entry(
    *, counting: Counting, wording: Wording, by: Person, at: datetime
) -> CatalogueEntry:
    """A new indicator with its first version."""
    check(by, may.KEEP, on=day_of(at))
    _complete(wording)
    try:
        with transaction.atomic():
            entry = CatalogueEntry.objects.create(
                code=counting.code, kind=counting.kind, over_time=counting.over_time,
                over_places=counting.over_places,
            )  # fmt: skip
    except IntegrityError:
        raise ControllingRefused("Dieses Kürzel gibt es schon.", "code") from None
    _write(entry, 1, wording, by=by, at=at)
    record("controlling.catalogue.begin", about=entry, by=by, at=at)
    return entry


@transaction.atomic
def next_version(
    *, entry: CatalogueEntry, wording: Wording, revision: Revision, by: Person, at: datetime
) -> CatalogueVersion:
    """What the indicator means from a later day on; of two officers at once one wins.

    Raises `ControllingRefused` when another version came meanwhile, without reason, and for a day
    not after the last version's.
    """
    locked = locked_for(by, may.KEEP, entry, on=day_of(at))
    last = locked.versions.order_by("-number")[0]
    if last.number != revision.seen:
        raise ControllingRefused(
            f"Inzwischen gibt es Fassung {last.number} (gültig ab {german_day(last.valid_from)}). "
            "Bitte lesen Sie diese zuerst; Ihre Eingaben stehen noch hier."
        )
    if locked.ended_on is not None:
        raise ControllingRefused("Dieser Indikator wird nicht mehr verwendet.")
    if not revision.reason.strip():
        raise ControllingRefused("Bitte begründen Sie die neue Fassung.", "reason")
    if wording.valid_from <= last.valid_from:
        raise ControllingRefused(
            f"Die neue Fassung muss nach dem {german_day(last.valid_from)} beginnen.", "valid_from"
        )
    _complete(wording)
    made = _write(locked, last.number + 1, wording, revision, by=by, at=at)
    detail = {"version": made.number, "breaks_series": made.breaks_series}
    record("controlling.catalogue.revise", about=locked, by=by, at=at, detail=detail)
    return made


@transaction.atomic
def end_entry(*, entry: CatalogueEntry, on: date, by: Person, at: datetime) -> CatalogueEntry:
    """No new indicator links to it from this day on; figures under it stay."""
    locked = locked_for(by, may.KEEP, entry, on=day_of(at))
    if locked.ended_on is not None:
        raise ControllingRefused("Dieser Indikator ist schon beendet.")
    last = locked.versions.order_by("-number")[0]
    if on <= last.valid_from:
        raise ControllingRefused(
            f"Das Ende muss nach dem {german_day(last.valid_from)} liegen.", "ended_on"
        )
    CatalogueEntry.objects.filter(pk=locked.pk).update(ended_on=on)
    locked.ended_on = on
    record("controlling.catalogue.end", about=locked, by=by, at=at, detail={"on": on.isoformat()})
    return locked


def _complete(wording: Wording) -> None:
    for name, label in (("name", "die Bezeichnung"), ("definition", "die Definition"),
                        ("unit", "die Einheit")):  # fmt: skip
        if not getattr(wording, name).strip():
            raise ControllingRefused(f"Bitte nennen Sie {label}.", name)


def _write(
    entry: CatalogueEntry, number: int, wording: Wording,
    revision: Revision = Revision("", breaks_series=False, seen=0), *, by: Person, at: datetime,
) -> CatalogueVersion:  # fmt: skip
    return CatalogueVersion.objects.create(
        entry=entry, number=number, valid_from=wording.valid_from, name=wording.name.strip(),
        definition=wording.definition.strip(), unit=wording.unit.strip(),
        splits=list(wording.splits), breaks_series=revision.breaks_series,
        reason=revision.reason.strip(), made_by=by, made_at=at,
    )  # fmt: skip

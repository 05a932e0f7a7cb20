"""Which definition of a catalogue indicator holds on a day, and which years can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from drehscheibe.domain.controlling.models import CatalogueEntry, CatalogueVersion


@dataclass(frozen=True)
class Segment:
    """A span of days whose figures can be compared; `last` is None while it goes on."""

    first: date
    last: date | None
    versions: tuple[CatalogueVersion, ...]

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def words(self) -> str:
        """Its years as a chart names them: 2019–2022, or „seit 2023“."""
        if self.last is None:
            return f"seit {self.first.year}"
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first}–{last}"


def version_on(entry: CatalogueEntry, day: date) -> CatalogueVersion | None:
    """The definition a figure of the day falls under; None before the first."""
    return entry.versions.filter(valid_from__lte=day).order_by("-valid_from").first()


def segments(entry: CatalogueEntry) -> list[Segment]:
    """The comparable spans of an entry in order: one query unless versions were prefetched."""
    return spans(entry.versions.all(), ended_on=entry.ended_on)


def all_segments() -> dict[int, list[Segment]]:
    """The comparable spans of every entry by its id: two queries."""
    entries = CatalogueEntry.objects.prefetch_related("versions")
    return {entry.pk: segments(entry) for entry in entries}


def spans(versions: Iterable[CatalogueVersion], *, ended_on: date | None = None) -> list[Segment]:
    """Versions cut where one breaks the series; the last goes on until the entry ended."""
    groups: list[list[CatalogueVersion]] = []
    for version in sorted(versions, key=lambda each: each.valid_from):
        if version.breaks_series or not groups:
            groups.append([])
        groups[-1].append(version)
    firsts: list[date | None] = [group[0].valid_from for group in groups]
    ends = [*firsts[1:], ended_on]
    return [
        Segment(
            group[0].valid_from,
            end - timedelta(days=1) if end is not None else None,
            tuple(group),
        )
        for group, end in zip(groups, ends, strict=False)
    ]

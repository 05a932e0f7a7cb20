"""What an analysis is narrowed to and how it is laid out; the same for page, files and freezing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from drehscheibe.domain.reporting import groups
from drehscheibe.domain.reporting.groups import Group

LONGEST = 10
"""Years beside each other."""
LAYOUTS = (
    Group("year", "Jahren"),
    Group("strand", "Strängen"),
    Group("field", "Handlungsfeldern"),
    Group("district", "Regierungsbezirken"),
    Group("kind", "Kreisen und Städten"),
    Group("size", "Größenklassen"),
)


@dataclass(frozen=True)
class Filters:
    """Years from `first` to `last`; empty means all. `by` names the columns.

    With columns other than years the figures are those of `last`.
    """

    first: int
    last: int
    strand: str = ""
    field: str = ""
    district: str = ""
    kind: str = ""
    size: str = ""
    by: str = "year"

    @property
    def years(self) -> range:
        """The years that are read."""
        return range(self.first if self.by == "year" else self.last, self.last + 1)

    @property
    def on_places(self) -> bool:
        """Whether it is narrowed to some centres."""
        return bool(self.district or self.kind or self.size)

    def without_places(self) -> "Filters":
        """For readers who see sums over the whole state only."""
        return replace(self, district="", kind="", size="")


def default_filters(today_year: int) -> Filters:
    """The last ten years that have ended."""
    return Filters(today_year - LONGEST, today_year - 1)


def filters_from(typed: Mapping[str, str], *, year: int) -> Filters:
    """What an address or a form says; what cannot be meant falls back to the default.

    >>> filters_from({"von": "2030", "bis": "2021", "nach": "x"}, year=2026)
    Filters(first=2021, last=2021, strand='', field='', district='', kind='', size='', by='year')
    """
    last = min(_year(typed.get("bis", ""), year - 1), year)
    first = min(_year(typed.get("von", ""), last - LONGEST + 1), last)
    return Filters(
        first=max(first, last - LONGEST + 1),
        last=last,
        strand=_known(typed.get("strang", ""), groups.strands()),
        field=typed.get("feld", "")[:60],
        district=_known(typed.get("bezirk", ""), groups.districts()),
        kind=_known(typed.get("art", ""), groups.kinds()),
        size=_known(typed.get("groesse", ""), groups.size_classes()),
        by=_known(typed.get("nach", ""), LAYOUTS) or "year",
    )


def as_query(filters: Filters, **more: Any) -> dict[str, str]:
    """The same as an address says it; empty ones are left out."""
    said = {
        "von": str(filters.first), "bis": str(filters.last), "strang": filters.strand,
        "feld": filters.field, "bezirk": filters.district, "art": filters.kind,
        "groesse": filters.size, "nach": "" if filters.by == "year" else filters.by,
    }  # fmt: skip
    whole = said | {name: str(value) for name, value in more.items()}
    return {name: value for name, value in whole.items() if value}


def _year(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else otherwise


def _known(typed: str, among: tuple[Group, ...]) -> str:
    return typed if typed in {each.key for each in among} else ""

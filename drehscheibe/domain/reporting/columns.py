"""The columns of an analysis, and which stratum counts into which."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.reporting import groups
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.groups import Group

DIVIDED: dict[str, Callable[[], tuple[Group, ...]]] = {
    "strand": groups.strands,
    "field": groups.root_fields,
    "district": groups.districts,
    "kind": groups.kinds,
    "size": groups.size_classes,
}


@dataclass(frozen=True)
class Layout:
    """Filters with their columns; `fields` are the keys the chosen field stands for."""

    filters: Filters
    columns: tuple[Group, ...]
    taxonomy: tuple[FieldOfAction, ...] = ()

    @property
    def fields(self) -> list[str] | None:
        """None when no field was chosen."""
        return self.below(self.filters.field) if self.filters.field else None

    def below(self, key: str) -> list[str]:
        """A field and its parts."""
        return groups.with_parts(key, list(self.taxonomy))

    def fields_of(self, column: Group) -> list[str]:
        """What a column of fields takes in, narrowed to the chosen field."""
        inside = self.below(column.key)
        chosen = self.fields
        return inside if chosen is None else [key for key in inside if key in chosen]

    @property
    def narrowed(self) -> bool:
        """Whether fields of action narrow the figures, all of them or column by column."""
        return bool(self.filters.field) or self.filters.by == "field"

    @cached_property
    def by_field(self) -> dict[str, str]:
        """The columns by the field whose cells they show; empty key for all columns at once.

        The taxonomy is a tree: what a column of fields
        has in common with the chosen field is one of both, or nothing.
        """
        chosen = self.filters.field
        if self.filters.by != "field":
            return {chosen: ""} if chosen else {}
        return {
            chosen if chosen in inside else column.key: column.key
            for column, inside in ((each, self.fields_of(each)) for each in self.columns)
            if inside
        }


def layout_of(filters: Filters) -> Layout:
    """The columns for these filters."""
    taxonomy = tuple(groups.all_fields()) if filters.field or filters.by == "field" else ()
    return Layout(filters, _columns(filters), taxonomy)


def _columns(filters: Filters) -> tuple[Group, ...]:
    if filters.by == "year":
        return tuple(Group(str(year), str(year)) for year in filters.years)
    found = DIVIDED[filters.by]()
    chosen = getattr(filters, filters.by)
    return tuple(each for each in found if filters.by == "field" or chosen in ("", each.key))

"""The indicators of the catalogue as analysis needs them: definitions, and where they break."""

from dataclasses import dataclass
from datetime import date

from drehscheibe.domain.controlling.models import CatalogueEntry, CatalogueVersion
from drehscheibe.domain.reporting.groups import counts_persons


@dataclass(frozen=True)
class Definition:
    """A version of an entry."""

    number: int
    valid_from: date
    name: str
    text: str
    unit: str
    breaks_series: bool
    reason: str


@dataclass(frozen=True)
class Entry:
    """An entry with all its definitions, the latest last."""

    pk: int
    code: str
    kind: str
    over_places: str
    definitions: tuple[Definition, ...]

    @property
    def name(self) -> str:
        """As the latest definition says; the code while there is none."""
        return self.definitions[-1].name if self.definitions else self.code

    @property
    def unit(self) -> str:
        """Of the latest definition."""
        return self.definitions[-1].unit if self.definitions else ""

    @property
    def persons(self) -> bool:
        """Whether any of its definitions counts people."""
        return not self.definitions or any(counts_persons(each.unit) for each in self.definitions)

    @property
    def is_share(self) -> bool:
        """Part of a whole."""
        return self.kind == "share"

    def breaks(self, first: int, last: int) -> list[int]:
        """The years from which figures cannot be compared with those before; a definition counts
        for the whole year in which it begins."""
        years = (each.valid_from.year for each in self.definitions[1:] if each.breaks_series)
        return [year for year in years if first < year <= last]


def entries(code: str = "") -> list[Entry]:
    """All entries in the order of their codes, or the one with this code: two queries."""
    rows = CatalogueEntry.objects.order_by("code")
    if code:
        rows = rows.filter(code=code)
    versions: dict[int, list[Definition]] = {}
    for each in CatalogueVersion.objects.filter(entry__in=rows).order_by("valid_from"):
        versions.setdefault(each.entry_id, []).append(_definition(each))
    return [
        Entry(row.pk, row.code, row.kind, row.over_places, tuple(versions.get(row.pk, ())))
        for row in rows
    ]


def _definition(version: CatalogueVersion) -> Definition:
    return Definition(
        number=version.number,
        valid_from=version.valid_from,
        name=version.name,
        text=version.definition,
        unit=version.unit,
        breaks_series=version.breaks_series,
        reason=version.reason,
    )

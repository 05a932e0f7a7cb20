"""By which weights a sum goes to the centres: population, equal shares, an uploaded list."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Sum

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.distribution import shares
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import read_table

LIST_COLUMNS = (
    Column(key="key", label="Schlüssel", kind="code", required=True),
    Column(key="weight", label="Gewicht", kind="share", required=True),
)
"""The FlüAG list as a table: the centre's district key and its weight."""


class Key(StrEnum):
    """The keys an authority may choose."""

    POPULATION = "population"
    EQUAL = "equal"
    LIST = "list"

    @property
    def label(self) -> str:
        """The words for people, as the notice names the key."""
        return _LABELS[self]


_LABELS = {
    Key.POPULATION: "Einwohnerzahl",
    Key.EQUAL: "gleiche Anteile",
    Key.LIST: "Liste (FlüAG)",
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one centre gets, euro, by which weight."""

    centre: Centre
    weight: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A distribution before it is created: sums agree to the cent by construction."""

    programme: Programme
    fiscal_year: int
    total: Decimal
    key: Key
    shares: tuple[Share, ...]

    @property
    def sum_of_shares(self) -> Decimal:
        """The sum control: equals `total`."""
        return sum((share.amount for share in self.shares), Decimal(0))

    @property
    def sum_of_weights(self) -> Decimal:
        """The whole of the key."""
        return sum((share.weight for share in self.shares), Decimal(0))


def plan(
    programme: Programme,
    *,
    fiscal_year: int,
    total: Decimal,
    key: Key,
    weights: Mapping[str, Decimal] | None = None,
) -> Plan:
    """Share a total among all centres; `weights` by centre key for an uploaded list.

    Raises `ForwardingRefused` when the list lacks a centre or names an unknown one, and
    `WeightsRefused` when nothing can be shared.
    """
    centres = _centres()
    if not centres:
        raise ForwardingRefused("Es ist kein Zentrum im Register.")
    each = _weights(key, centres, weights)
    amounts = shares(total, each)
    rows = tuple(Share(*row) for row in zip(centres, each, amounts, strict=True))
    return Plan(programme=programme, fiscal_year=fiscal_year, total=total, key=key, shares=rows)


def weights_in(file: bytes) -> dict[str, Decimal]:
    """The weights of an uploaded list by centre key; raises `TableRefused`, `ForwardingRefused`."""
    reading = read_table(file, LIST_COLUMNS, unique=("key",), row_cap=500)
    if reading.errors:
        first = reading.errors[0]
        raise ForwardingRefused(f"Die Liste hat {len(reading.errors)} Fehler: {first}")
    found: dict[str, Decimal] = {}
    for row in reading.rows:
        weight = row["weight"]
        found[str(row["key"])] = weight if isinstance(weight, Decimal) else Decimal(0)
    return found


def _centres() -> list[Centre]:
    rows = Centre.objects.filter(valid_to=None).defer("outline", "path")
    return list(rows.select_related("carrier", "organisation").order_by("key"))


def _weights(key: Key, centres: list[Centre], given: Mapping[str, Decimal] | None) -> list[Decimal]:
    match key:
        case Key.EQUAL:
            return [Decimal(1)] * len(centres)
        case Key.POPULATION:
            found = dict(
                Centre.objects.order_by()
                .annotate(people=Sum("municipalities__population"))
                .values_list("key", "people")
            )
            return [Decimal(found.get(centre.key) or 0) for centre in centres]
    given = given or {}
    missing = [centre.area_name for centre in centres if centre.key not in given]
    unknown = sorted(set(given) - {centre.key for centre in centres})
    if missing:
        raise ForwardingRefused(
            f"In der Liste fehlen {len(missing)} Zentren, zuerst {missing[0]}. "
            "Ergänzen Sie sie, notfalls mit Gewicht 0."
        )
    if unknown:
        raise ForwardingRefused(
            f"Die Liste nennt {len(unknown)} unbekannte Schlüssel, zuerst {unknown[0]}."
        )
    return [given[centre.key] for centre in centres]

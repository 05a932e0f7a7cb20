"""Reading the register: the finder, one centre, the list, the past."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from drehscheibe.domain.centres.models.register import (
    Centre,
    CountPoint,
    FieldOfAction,
    Figure,
    ServedArea,
)
from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.selectors import Places, places

AACHEN_CITY, AACHEN_REGION = "05334002", "05334"


@dataclass
class Hit:
    """A centre that serves what was looked for, and through which municipalities."""

    centre: Centre
    through: list[Municipality] = field(default_factory=list)


@dataclass
class Finding:
    """The answer to a search: centres, how sure, and what to explain."""

    places: Places
    hits: list[Hit] = field(default_factory=list)
    explains_aachen: bool = False


def find_centres(query: str) -> Finding:
    """The centres for a place, however it is written; `Borken` is town and Kreis, one centre.

    The city of Aachen has a centre of its own inside its district: whoever looks for either sees
    both and the difference explained. At most six queries.
    """
    found = places(query)
    hits = _serving(found.municipalities)
    wanted = Q(district__in=[each.pk for each in found.districts])
    aachen = AACHEN_CITY in hits or AACHEN_REGION in {each.pk for each in found.districts}
    if aachen:
        wanted |= Q(key__in=[AACHEN_CITY, AACHEN_REGION])
    if aachen or found.districts:
        further = all_centres().filter(wanted)
        for centre in sorted(further, key=lambda each: each.key == AACHEN_CITY):
            hits.setdefault(centre.key, Hit(centre))
    return Finding(found, list(hits.values()), aachen)


def _serving(towns: list[Municipality]) -> dict[str, Hit]:
    """The centres of these towns by key, in the towns' order."""
    hits: dict[str, Hit] = {}
    if not towns:
        return hits
    areas = ServedArea.objects.filter(municipality__in=[town.pk for town in towns])
    rows = areas.select_related("centre__organisation", "centre__carrier").defer(
        "centre__outline", "centre__path"
    )
    centres = {area.municipality_id: area.centre for area in rows}
    for town in towns:
        if centre := centres.get(town.pk):
            hits.setdefault(centre.key, Hit(centre)).through.append(town)
    return hits


def all_centres() -> QuerySet[Centre]:
    """Every centre in German order with its organisation and carrier."""
    return Centre.objects.select_related("organisation", "carrier").defer("outline", "path")


def map_centres() -> QuerySet[Centre]:
    """Every centre with what the map and the list beside it print, and no more."""
    return Centre.objects.only("key", "slug", "area_name", "kind", "government_district", "path")


def outlined_centres() -> QuerySet[Centre]:
    """Every centre with its geographic outline and the names a map shows."""
    return Centre.objects.select_related("organisation").only(
        "key", "area_name", "kind", "government_district", "outline", "organisation__name"
    )


def centre_page(key: str) -> Centre:
    """One centre with all its page shows; `Centre.DoesNotExist` for an unknown key."""
    return (
        all_centres()
        .prefetch_related(
            Prefetch("municipalities", Municipality.objects.order_by("sort_key")),
            Prefetch("fields_of_action", FieldOfAction.objects.order_by("position")),
            "founding_facts",
            "figures",
        )
        .get(key=key)
    )


@dataclass(frozen=True)
class RegisterOn:
    """The register on a day: centres known to exist, those nobody knows, the reported number."""

    day: date
    known: list[Centre]
    unknown: list[Centre]
    reported: CountPoint | None


def register_on(day: date) -> RegisterOn:
    """Who belonged to the network on a day, as far as sources tell.

    Once as many are reported as the register holds, all of them are known to exist.
    """
    centres = [each for each in all_centres() if each.valid_to is None or each.valid_to >= day]
    reported = CountPoint.objects.filter(as_of__lte=day).order_by("-as_of").first()
    if reported and reported.count >= len(centres):
        return RegisterOn(day=day, known=centres, unknown=[], reported=reported)
    return RegisterOn(
        day=day,
        known=[each for each in centres if each.known_since and each.known_since <= day],
        unknown=[each for each in centres if each.known_since is None],
        reported=reported,
    )


def count_timeline() -> list[CountPoint]:
    """The number of centres over time, oldest first."""
    return list(CountPoint.objects.all())


@dataclass(frozen=True)
class FigureTotal:
    """A figure summed over the areas of all centres; `areas` says how many it covers."""

    label: str
    value: int
    as_of: date
    definition: str
    source: str
    areas: int


def figure_totals() -> list[FigureTotal]:
    """Each figure over the whole network, on its newest day."""
    rows = (
        Figure.objects.values("label", "as_of", "definition", "source")
        .annotate(value=Sum("value"), areas=Count("centre"))
        .order_by("as_of", "-value")
    )
    newest = {row["label"]: FigureTotal(**row) for row in rows}
    return list(newest.values())


@dataclass(frozen=True)
class NetworkSize:
    """How many centres there are and how many municipalities they serve."""

    centres: int
    municipalities: int


def network_size() -> NetworkSize:
    """Counted in the register, never a constant."""
    return NetworkSize(
        centres=Centre.objects.filter(valid_to__isnull=True).count(),
        municipalities=ServedArea.objects.count(),
    )

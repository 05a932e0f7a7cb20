"""Which measures lie near one another: what K12 compares, read from the database.

Read from the view `forwarding_measureplace`, past the walls of the cases: programme, title, place
and days of others may show, a file number only where the reader may know it. Few queries, however
many measures are asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from drehscheibe.domain.forwarding.case_facts import OtherMeasure
from drehscheibe.domain.forwarding.double_funding import looks_double
from drehscheibe.domain.forwarding.models import (
    CaseItem,
    CentreMeasure,
    ForwardingCase,
    Line,
    MeasurePlace,
)
from drehscheibe.domain.forwarding.programme_files import programme_by_key, programme_for

Doubles = Mapping[str, tuple[OtherMeasure, ...]]


def line_title(line: str, programme: str, *, fiscal_year: int) -> str:
    """Which money pays, in words: the programme, the line of the yearly application."""
    if line == Line.OTHER:
        return programme
    if line != Line.FORWARDED:
        return Line(line).label
    return f"{programme_for(programme, fiscal_year).title}, vom Zentrum selbst durchgeführt"


def near(spots: Iterable[OtherMeasure]) -> list[OtherMeasure]:
    """Every counting measure at these addresses in the years of these days, in one query.

    Asked year by year: at an address that is used for ten years only those of the year are read.
    """
    keys: dict[int, set[str]] = defaultdict(set)
    for spot in spots:
        for year in range(spot.starts_on.year, spot.ends_on.year + 1):
            keys[year].add(spot.place_key)
    wanted = Q(pk__in=[])
    for year, places in sorted(keys.items()):
        wanted |= Q(
            place_key__in=sorted(places),
            starts_on__lte=date(year, 12, 31),
            ends_on__gte=date(year, 1, 1),
        )
    return list(_measures(MeasurePlace.objects.filter(wanted))) if keys else []


def doubles_beside(spots: Sequence[OtherMeasure], *, within: int | None) -> Doubles:
    """K12 by measure: what else looks like it, each measure once.

    `within` is the centre whose file numbers the reader may know; None for third parties.
    """
    at_place: dict[str, list[OtherMeasure]] = defaultdict(list)
    for each in near(spots):
        at_place[each.place_key].append(each)
    found: dict[str, dict[str, OtherMeasure]] = defaultdict(dict)
    for spot in spots:
        for other in at_place[spot.place_key]:
            if looks_double(spot, other):
                known = other if other.centre_id == within else replace(other, reference="")
                found[spot.measure].setdefault(other.measure, known)
    return {measure: tuple(others.values()) for measure, others in found.items()}


def with_item_places(cases: QuerySet[ForwardingCase]) -> QuerySet[ForwardingCase]:
    """The cases, each with the addresses and days of its items, for `doubles_of_cases`."""
    items = CaseItem.objects.filter(case=OuterRef("pk")).exclude(place_key="")
    spot = JSONObject(key="place_key", start="starts_on", end="ends_on")
    return cases.annotate(item_places=ArraySubquery(items.values(spot=spot).distinct()))


def doubles_of_cases(
    cases: Sequence[ForwardingCase], *, within: int | None = None
) -> dict[int, tuple[OtherMeasure, ...]]:
    """K12 for cases read `with_item_places`, by their keys, in one query."""
    beside = doubles_beside(list(_spots_of(cases)), within=within)
    return {case.pk: beside.get(f"case-{case.pk}", ()) for case in cases}


def doubles_of_own(measures: Sequence[CentreMeasure]) -> dict[int, tuple[OtherMeasure, ...]]:
    """K12 for the own measures of one centre, by their keys, in one query."""
    spots = [own_spot(each) for each in measures]
    centres = {each.centre_id for each in measures}
    within = centres.pop() if len(centres) == 1 else None
    beside = doubles_beside(spots, within=within)
    return {each.pk: beside.get(f"own-{each.pk}", ()) for each in measures}


def pairs_of_year(
    fiscal_year: int, *, centres: Iterable[int] | None = None, only_own: bool = False
) -> list[tuple[OtherMeasure, OtherMeasure]]:
    """K12 of a whole year for the authority: every two measures that look alike, with numbers.

    `centres` narrows to pairs one of whose sides is theirs, `only_own` to those beside a measure
    of the centre's own.
    """
    rows = MeasurePlace.objects.filter(
        starts_on__lte=date(fiscal_year, 12, 31), ends_on__gte=date(fiscal_year, 1, 1)
    )
    mine = None if centres is None else set(centres)
    if mine is not None:
        own = rows.filter(centre_id__in=mine)
        keys = own.filter(own=True) if only_own else own
        rows = rows.filter(place_key__in=list(keys.values_list("place_key", flat=True)))
    at_place: dict[str, list[OtherMeasure]] = defaultdict(list)
    for each in _measures(rows.order_by("id")):
        at_place[each.place_key].append(each)
    found: dict[tuple[str, str], tuple[OtherMeasure, OtherMeasure]] = {}
    for place in sorted(at_place):
        for one, other in _alike_at(at_place[place]):
            theirs = mine is None or one.centre_id in mine or other.centre_id in mine
            if theirs and (not only_own or one.own or other.own):
                found.setdefault((one.measure, other.measure), (one, other))
    return list(found.values())


def own_spot(measure: CentreMeasure) -> OtherMeasure:
    """A centre's own measure as K12 compares it."""
    return OtherMeasure(
        line=line_title(measure.line, measure.programme, fiscal_year=measure.fiscal_year),
        title=measure.title,
        place_key=measure.place_key,
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        place=measure.place,
        measure=f"own-{measure.pk}",
        centre_id=measure.centre_id,
        own=True,
    )


def _alike_at(rows: Sequence[OtherMeasure]) -> Iterator[tuple[OtherMeasure, OtherMeasure]]:
    for number, one in enumerate(rows):
        for other in rows[number + 1 :]:
            if looks_double(one, other):
                yield one, other


def _spots_of(cases: Sequence[ForwardingCase]) -> Iterator[OtherMeasure]:
    """Each case at its own address and at those of its items."""
    for case in cases:
        places = {(case.place_key, case.starts_on, case.ends_on)}
        for spot in getattr(case, "item_places"):  # noqa: B009 – annotated, unknown to the types
            start, end = _day(spot["start"]), _day(spot["end"])
            places.add((spot["key"], start or case.starts_on, end or case.ends_on))
        for key, start, end in places:
            if key and start and end:
                yield OtherMeasure(
                    line="", title=case.title, place_key=key, starts_on=start, ends_on=end,
                    measure=f"case-{case.pk}", centre_id=case.centre_id,
                )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _measures(rows: QuerySet[MeasurePlace]) -> Iterator[OtherMeasure]:
    columns = rows.values_list(
        "measure", "own", "centre_id", "reference", "line", "programme", "title", "place",
        "place_key", "starts_on", "ends_on", named=True,
    )  # fmt: skip
    for row in columns:
        paid_by = (
            line_title(row.line, row.programme, fiscal_year=row.starts_on.year)
            if row.own
            else programme_by_key(row.programme).title
        )
        yield OtherMeasure(
            line=paid_by, title=row.title, place_key=row.place_key, starts_on=row.starts_on,
            ends_on=row.ends_on, place=row.place.strip(", "), reference=row.reference,
            measure=row.measure, centre_id=row.centre_id, own=row.own,
        )  # fmt: skip

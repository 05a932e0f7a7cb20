"""Relations that follow from what actors do together; refreshed at night, shown as derived.

Two actors are tied when both belong to one group, or hold an event together. Higher rooms hand in
more (`Together`), such as activities. Nothing that a person said is touched: what was asserted,
agreed to, confirmed, ended or rejected stays, and nothing is derived beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, groupby

from django.db import transaction

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.groups.models import GroupMembership, Tier
from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.qualification.models import Event
from drehscheibe.domain.qualification.models.event import HELD
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of

KNOWN = (Tier.PUBLIC, Tier.NETWORK)
"""Who meets in closed groups is nobody else's business: from those nothing is derived."""
MOST_TOGETHER = 12
"""Who sits with more organisations in one room does not cooperate with each (our assumption)."""
HOLDS = timedelta(days=365)
"""So long after the last joint event a relation is assumed to hold (our assumption)."""
NAMED = 3
Pair = tuple[int, int, str]


@dataclass(frozen=True)
class Together:
    """Two actors (keys, the smaller first), how they are tied, when, and by what."""

    one: int
    other: int
    kind: str
    since: date
    until: date | None
    origin: str

    @property
    def pair(self) -> Pair:
        """What a derived relation is told apart by."""
        return self.one, self.other, self.kind


def together(
    actors: Iterable[int], kind: str, since: date, until: date | None, origin: str
) -> Iterator[Together]:
    """Every two of them; none where there are too many."""
    found = sorted(set(actors))
    if len(found) <= MOST_TOGETHER:
        for one, other in combinations(found, 2):
            yield Together(one, other, kind, since, until, origin)


@transaction.atomic
def derive(*, at: datetime, more: Iterable[Together] = ()) -> dict[str, int]:
    """Bring the derived relations to what stands today; a second run changes nothing.

    Runs as the platform (`acting_as_system`). Tells how many came, changed and went.
    """
    houses = dict(
        Actor.objects.filter(ended_on=None)
        .exclude(organisation=None)
        .values_list("organisation_id", "pk")
    )
    wanted = merged([*_of_groups(houses), *_of_events(houses, at), *more])
    rows = list(Relation.objects.select_for_update().order_by("pk"))
    said: dict[Pair, list[Relation]] = defaultdict(list)
    held: dict[tuple[int, int, str, date], Relation] = {}
    for row in rows:
        one, other = sorted((row.from_actor_id, row.to_actor_id))
        pair = (one, other, row.kind)
        if is_untouched(row):
            held[(*pair, row.since)] = row
        else:
            said[pair].append(row)
    due = {
        (*each.pair, each.since): (each, strength)
        for each, strength in wanted
        if not any(_stands_against(row, each) for row in said[each.pair])
    }
    counts = _bring(held, due, at)
    if any(counts.values()):
        record("network.relation.derive", about=None, by=None, at=at, detail=counts)
    return counts


def is_untouched(row: Relation) -> bool:
    """Whether only the platform had to do with it so far."""
    return row.source == Relation.Source.DERIVED and not (
        row.asserted_by_id or row.confirmed_at or row.rejected_at or row.end_reason
    )


def merged(found: Iterable[Together]) -> list[tuple[Together, int]]:
    """Times of a pair that overlap become one, with its strength: the number of occasions, to 3.

    >>> early, late = date(2024, 1, 1), date(2025, 1, 1)
    >>> a = Together(1, 2, "cooperates", early, None, "A")
    >>> b = Together(1, 2, "cooperates", late, late, "B")
    >>> [(each.since.year, each.until, each.origin, so) for each, so in merged([b, a])]
    [(2024, None, 'A; B', 2)]
    """
    ordered = sorted(
        set(found), key=lambda each: (each.pair, each.since, each.until or date.max, each.origin)
    )
    result: list[tuple[Together, int]] = []
    for _, same in groupby(ordered, key=lambda each: each.pair):
        run: list[Together] = []
        for each in same:
            if run and each.since > _end(run):
                result.append(_one(run))
                run = []
            run.append(each)
        result.append(_one(run))
    return result


def _end(run: list[Together]) -> date:
    return max(each.until or date.max for each in run)


def _one(run: list[Together]) -> tuple[Together, int]:
    origins = list(dict.fromkeys(each.origin for each in run))
    words = "; ".join(origins[:NAMED])[:270]
    if len(origins) > NAMED:
        words += f" und {len(origins) - NAMED} weitere"
    first, end = run[0], _end(run)
    until = None if end == date.max else end
    whole = Together(first.one, first.other, first.kind, first.since, until, words)
    return whole, min(3, len(origins))


def _stands_against(row: Relation, each: Together) -> bool:
    """What somebody rejected is not said again; beside what somebody said nothing is derived."""
    if row.rejected_at is not None:
        return row.source == Relation.Source.DERIVED
    before = each.until is not None and each.until < row.since
    return not before and (row.until is None or row.until >= each.since)


def _bring(
    held: dict[tuple[int, int, str, date], Relation],
    due: dict[tuple[int, int, str, date], tuple[Together, int]], at: datetime,
) -> dict[str, int]:  # fmt: skip
    """Those that went first, then the shorter before the longer: no two overlap meanwhile."""
    gone = [row.pk for key, row in held.items() if key not in due]
    Relation.objects.filter(pk__in=gone).delete()
    changed = []
    for key, row in held.items():
        if key in due:
            each, strength = due[key]
            old = row.until
            if (old, row.origin, row.strength) != (each.until, each.origin, strength):
                row.until, row.origin, row.strength = each.until, each.origin, strength
                grows = (each.until or date.max) > (old or date.max)
                changed.append((grows, row.pk, row))
    for _, _, row in sorted(changed):
        Relation.objects.filter(pk=row.pk).update(
            until=row.until, origin=row.origin, strength=row.strength
        )
    kinds = kinds_on(day_of(at))
    fresh = [
        Relation(
            from_actor_id=each.one, to_actor_id=each.other, kind=each.kind,
            mutual=kinds[each.kind].mutual, strength=strength, since=each.since, until=each.until,
            source=Relation.Source.DERIVED, origin=each.origin, asserted_at=at,
        )
        for key, (each, strength) in due.items() if key not in held
    ]  # fmt: skip
    Relation.objects.bulk_create(fresh, batch_size=1000)
    return {"came": len(fresh), "changed": len(changed), "went": len(gone)}


def _of_groups(houses: dict[int, int]) -> Iterator[Together]:
    """Organisations that sit in one group at the same time; guests do not count."""
    rows = GroupMembership.objects.full().filter(
        group__tier__in=KNOWN, on_behalf_of__in=list(houses)
    )
    seats = rows.values_list(
        "group_id", "group__name", "on_behalf_of_id", "since", "until"
    ).order_by("group_id", "since", "pk")
    for _, each in groupby(seats, key=lambda row: row[0]):
        group = list(each)
        if len({row[2] for row in group}) > MOST_TOGETHER:
            continue
        for one, other in combinations(group, 2):
            since = max(one[3], other[3])
            ends = [row[4] for row in (one, other) if row[4]]
            until = min(ends) if ends else None
            if one[2] != other[2] and (until is None or until >= since):
                pair = (houses[one[2]], houses[other[2]])
                yield from together(pair, "cooperates", since, until, f"Gruppe „{one[1]}“")


def _of_events(houses: dict[int, int], at: datetime) -> Iterator[Together]:
    """Organisations that held an event together."""
    rows = (
        Event.objects.filter(
            status__in=HELD, tier__in=KNOWN, starts_at__lte=at, co_hosts__isnull=False
        )
        .distinct()
        .prefetch_related("co_hosts")
    )
    for event in rows:
        if event.starts_at is not None:
            day = day_of(event.starts_at)
            hosts = {event.owner_id, *(each.pk for each in event.co_hosts.all())}
            actors = [houses[each] for each in hosts if each in houses]
            yield from together(
                actors, "co_runs", day, day + HOLDS, f"Veranstaltung „{event.title[:80]}“"
            )

"""The network on a day: one filter, one answer for list, matrix, graph and every export."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as directory
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.network.models import Opening, Relation
from drehscheibe.kernel.permissions.reach import Standing, within_reach

IS_DERIVED = ExpressionWrapper(Q(source=Relation.Source.DERIVED), BooleanField())
IS_CONFIRMED = ExpressionWrapper(Q(confirmed_at__isnull=False), BooleanField())
"""Whether, not when: to read the moments of 10,000 relations took longer than the question."""


@dataclass(frozen=True)
class Wish:
    """What of the network is asked for, on a day. Empty: everything.

    With `other_kind`, actors of both kinds and only the relations from one to the other.
    """

    on: date
    actor_kind: str = ""
    other_kind: str = ""
    kind: str = ""
    municipality: str = ""
    words: str = ""
    source: str = ""
    confirmed: bool = False
    centre: int = 0


@dataclass(frozen=True)
class Node:
    """An actor: never a person, of one at risk the town alone, so no address at all."""

    pk: int
    public_id: str
    name: str
    kind: str
    kind_key: str
    town: str
    town_key: str
    at_risk: bool
    centre: int = 0
    degree: int = 0


@dataclass(frozen=True)
class Edge:
    """A relation between two nodes; one not confirmed is drawn dashed, a derived one dotted."""

    pk: int
    source: int
    target: int
    kind: str
    strength: int
    since: date
    until: date | None
    derived: bool
    confirmed: bool


@dataclass(frozen=True)
class Network:
    """Actors by name, and the relations among them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def by_pk(self) -> dict[int, Node]:
        """Nodes by key."""
        return {each.pk: each for each in self.nodes}

    @cached_property
    def neighbours(self) -> dict[int, set[int]]:
        """Who is tied to whom, in any direction."""
        found: dict[int, set[int]] = {each.pk: set() for each in self.nodes}
        for each in self.edges:
            found[each.source].add(each.target)
            found[each.target].add(each.source)
        return found


def network_of(standing: Standing, wish: Wish) -> Network:
    """What this person may see: the own centre's actors, or all shown ones of the network."""
    rows = within_reach(Actor.objects.all(), directory.READ, directory.READ_ALL, standing=standing)
    return network_among(rows, Relation.objects.all(), wish)


def public_network(wish: Wish) -> Network:
    """What everybody may see: of centres that show theirs the shown actors, and among them what
    both sides said (Sc 11.3)."""
    shown = Actor.objects.filter(revisions__shown=True, centre__in=centres_open())
    return network_among(shown, Relation.objects.all(), replace(wish, confirmed=True))


def centres_open() -> QuerySet[Centre]:
    """Centres that show their network to everybody."""
    return Centre.objects.filter(pk__in=Opening.objects.filter(closed_at=None).values("centre"))


def centre_open(key: str) -> Centre | None:
    """The centre of this key, if it shows its network; unknown and switched off are the same."""
    if not (key.isascii() and key.isdecimal() and len(key) <= 8):
        return None
    rows = centres_open().select_related("organisation").defer("outline", "path")
    return rows.filter(key=key).first()


def most_tied(network: Network, most: int) -> Network:
    """Those with a relation, the most of them first, at most so many; and what ties them."""
    tied = sorted((each for each in network.nodes if each.degree), key=lambda each: -each.degree)
    kept = {each.pk for each in tied[:most]}
    return Network(
        tuple(each for each in network.nodes if each.pk in kept),
        tuple(each for each in network.edges if each.source in kept and each.target in kept),
    )


def network_among(actors: QuerySet[Actor], relations: QuerySet[Relation], wish: Wish) -> Network:
    """Three questions for any number: actors, their names, relations."""
    nodes = _nodes(actors, wish)
    known = {each.pk for each in nodes}
    kind_of = {each.pk: each.kind_key for each in nodes}
    rows = relations.filter(
        Q(until__isnull=True) | Q(until__gte=wish.on), since__lte=wish.on, rejected_at=None
    )
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.source:
        rows = rows.filter(source=wish.source)
    if wish.confirmed:
        rows = rows.exclude(confirmed_at=None)
    edges = tuple(
        Edge(*row)
        for row in rows.order_by("pk").values_list(
            "pk", "from_actor_id", "to_actor_id", "kind", "strength", "since", "until",
            IS_DERIVED, IS_CONFIRMED,
        )
        if row[1] in known and row[2] in known
        and (not wish.other_kind or {kind_of[row[1]], kind_of[row[2]]}
             == {wish.actor_kind or wish.other_kind, wish.other_kind})
    )  # fmt: skip
    tied = Network(nodes, edges).neighbours
    return Network(tuple(replace(each, degree=len(tied[each.pk])) for each in nodes), edges)


def _nodes(actors: QuerySet[Actor], wish: Wish) -> tuple[Node, ...]:
    rows = actors.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=wish.on), created_at__date__lte=wish.on
    )
    if kinds := {wish.actor_kind, wish.other_kind} - {""}:
        rows = rows.filter(kind__key__in=kinds)
    if wish.municipality:
        rows = rows.filter(municipality=wish.municipality)
    if wish.centre:
        rows = rows.filter(centre=wish.centre)
    found = list(
        rows.distinct().values_list(
            "pk", "public_id", "kind__label", "kind__key", "municipality__name",
            "municipality_id", "at_risk", "centre_id",
        )
    )  # fmt: skip
    names = _names([row[0] for row in found])
    nodes = [
        Node(pk, str(public_id), names.get(pk, "ohne Namen"), label, key, town or "", ags or "",
             at_risk, centre)
        for pk, public_id, label, key, town, ags, at_risk, centre in found
    ]  # fmt: skip
    words = wish.words.casefold()
    nodes = [each for each in nodes if words in each.name.casefold()]
    return tuple(sorted(nodes, key=lambda each: (each.name.casefold(), each.pk)))


def _names(keys: list[int]) -> dict[int, str]:
    """The name of the shown wording, else of the newest."""
    rows = ActorRevision.objects.filter(actor_id__in=keys)
    return dict(rows.order_by("shown", F("number")).values_list("actor_id", "name"))

"""What a reader of HSDS narrows a list to: words, a term, a vocabulary, a moment, an organisation.

Nothing hidden helps to find: words are looked for in the cleared wording only.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory.hsds import FACETS, TERMS
from drehscheibe.domain.directory.hsds_near import Near, offered_near
from drehscheibe.domain.directory.models import Actor, ActorRevision, Service

NOBODY = "-"
"""The key of no term: an identity that we never gave out finds nothing."""


@dataclass(frozen=True)
class Asked:
    """What is empty does not narrow. `term`: key of a `FieldOfAction`; `facet`: one of `FACETS`."""

    organization: UUID | None = None
    words: tuple[str, ...] = ()
    term: str = ""
    facet: str = ""
    since: datetime | None = None
    near: Near | None = None


def term_key(identity: UUID | None) -> str:
    """The term of this identity, in force or not; one query where one was asked for."""
    if identity is None:
        return ""
    keys = FieldOfAction.objects.filter(facet__in=FACETS).values_list("key", flat=True)
    return next((each for each in keys if uuid5(TERMS, each) == identity), NOBODY)


def facet_key(identity: UUID | None) -> str:
    """The vocabulary of this identity."""
    if identity is None:
        return ""
    return next((each for each in FACETS if uuid5(TERMS, each) == identity), NOBODY)


def services_asked(rows: QuerySet[Service], asked: Asked) -> QuerySet[Service]:
    """Offers that fit; one belongs to its own topic and to the kind of its actor."""
    if asked.organization:
        rows = rows.filter(actor__public_id=asked.organization)
    for word in asked.words:
        own = Q(name__icontains=word) | Q(description__icontains=word)
        rows = rows.filter(own | Q(topic__label__icontains=word) | Q(of_actor(name=word)))
    if asked.term:
        rows = rows.filter(Q(topic=asked.term) | Q(actor__kind=asked.term))
    if asked.facet:
        rows = rows.filter(Q(topic__facet=asked.facet) | Q(actor__kind__facet=asked.facet))
    if asked.since:
        rows = rows.filter(Q(verified_at__gte=asked.since) | changed_actor(asked.since))
    if asked.near:
        rows = rows.filter(offered_near(asked.near))
    return rows


def changes_of(rows: QuerySet[Service]) -> list[tuple[UUID, datetime | None]]:
    """Identity and last change of each, in their order: one question."""
    shown = ActorRevision.objects.filter(actor=OuterRef("actor"), shown=True)
    changed = Greatest(
        "verified_at", "actor__verified_at", Subquery(shown.values("decided_at")[:1])
    )
    return list(rows.annotate(changed=changed).values_list("public_id", "changed"))


def actors_asked(rows: QuerySet[Actor], words: tuple[str, ...]) -> QuerySet[Actor]:
    """Actors of `actors_shown` in whose name, description or kind all these words stand."""
    for word in words:
        told = Q(revisions__name__icontains=word) | Q(revisions__description__icontains=word)
        rows = rows.filter(told | Q(kind__label__icontains=word), revisions__shown=True)
    return rows


def of_actor(*, name: str) -> Exists:
    """Whether the word stands in the name of the actor the public knows."""
    shown = ActorRevision.objects.filter(actor=OuterRef("actor"), shown=True)
    return Exists(shown.filter(name__icontains=name))


def changed_actor(since: datetime) -> Q:
    """Whether what is told of the actor has changed: its wording, places, kind and guard are
    shown with the day on which they were cleared, its confirmation with its own."""
    shown = ActorRevision.objects.filter(actor=OuterRef("actor"), shown=True)
    return Q(actor__verified_at__gte=since) | Q(Exists(shown.filter(decided_at__gte=since)))

"""What a centre sees of its actors."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.models import Actor, ActorHint, ActorRevision
from drehscheibe.kernel.permissions.reach import Standing, within_reach

SCHOOL = "pt.schule"
VIEWS = {
    "alle": "alle außer Schulen", "wartet": "wartet auf Freigabe", "hinweise": "mit Hinweisen",
    "veraltet": "lange nicht bestätigt", "schulen": "Schulen", "aufgeloest": "aufgelöst",
}  # fmt: skip
"""Which actors a list shows."""


def actors_of(
    standing: Standing, *, view: str, words: str = "", kind: str = "", at: datetime
) -> Any:
    """The actors this person keeps or may read, what needs somebody first.

    A query set with the columns name, waiting, hinted.
    """
    open_ = ActorRevision.objects.filter(actor=OuterRef("pk"), standing="open")
    hint = ActorHint.objects.filter(actor=OuterRef("pk"), settled_at=None)
    rows = within_reach(Actor.objects.all(), may.READ, may.READ_ALL, standing=standing)
    rows = rows.annotate(name=_name(), waiting=Exists(open_), hinted=Exists(hint))
    rows = rows.filter(_view(view, at))
    if words:
        rows = rows.filter(name__icontains=words)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("kind", "municipality").order_by("-waiting", "-hinted", "name", "pk")


def centres_of(standing: Standing) -> QuerySet[Centre]:
    """Centres for which this person may enter actors, by name."""
    places = standing.organisations_with(may.KEEP_ALL_OF)
    found = Q(organisation__in=places) | Q(carrier__in=places)
    rows = Centre.objects.filter(found).select_related("organisation")
    return rows.order_by("organisation__name", "pk")


def kinds() -> QuerySet[FieldOfAction]:
    """The kinds of actors in force, in the words of the sources."""
    return FieldOfAction.objects.filter(facet="partnertyp", valid_to=None).order_by("label")


def topics() -> QuerySet[FieldOfAction]:
    """What a service can be about: topics and target groups."""
    rows = FieldOfAction.objects.filter(facet__in=("thema", "zielgruppe"), valid_to=None)
    return rows.order_by("facet", "label")


def _name() -> Any:
    """The name of the shown wording, else of the newest."""
    rows = ActorRevision.objects.filter(actor=OuterRef("pk")).annotate(
        first=Case(When(shown=True, then=Value(0)), default=Value(1))
    )
    return Subquery(rows.order_by("first", F("number").desc()).values("name")[:1])


def _view(view: str, at: datetime) -> Q:
    going = Q(ended_on=None)
    lasts = ExpressionWrapper(F("stale_after") * Value(timedelta(days=1)), DurationField())
    return {
        "wartet": going & Q(waiting=True),
        "hinweise": going & Q(hinted=True),
        "veraltet": going
        & ~Q(kind=SCHOOL)
        & (Q(verified_at=None) | Q(verified_at__lt=Value(at) - lasts)),
        "schulen": going & Q(kind=SCHOOL),
        "aufgeloest": Q(ended_on__isnull=False),
    }.get(view, going & (~Q(kind=SCHOOL) | Q(waiting=True) | Q(hinted=True)))

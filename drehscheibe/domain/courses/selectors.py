"""What a centre sees of its courses and their providers."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.models import CourseHint, CourseOffer, ProviderLink
from drehscheibe.domain.courses.models.offer import FRESH_FOR
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, within_reach

IS = CourseOffer.Standing
VIEWS = {
    "aktuell": "laufend und kommend", "veraltet": "Plätze veraltet", "entwurf": "Entwürfe",
    "hinweise": "mit Hinweisen", "alle": "alle",
}  # fmt: skip
"""Which courses a list shows."""


def courses_of(standing: Standing, *, view: str, words: str, at: datetime) -> QuerySet[CourseOffer]:
    """The courses this person keeps or may read, what needs somebody first."""
    rows = within_reach(CourseOffer.objects.all(), may.READ, standing=standing)
    rows = rows.annotate(
        provider=_name(OuterRef("actor")),
        hinted=Exists(CourseHint.objects.filter(offer=OuterRef("pk"), settled_at=None)),
    ).filter(_view(view, at))
    if words:
        rows = rows.filter(
            Q(title__icontains=words) | Q(number__icontains=words)
            | Q(provider__icontains=words) | Q(municipality__name__icontains=words)
        )  # fmt: skip
    return rows.select_related("municipality").order_by("-hinted", "counted_at", "pk")


def providers_of(standing: Standing, permission: Permission, *, at: datetime) -> Any:
    """Actors whose courses this person keeps, with name, counts and the last link.

    Schools are named only when they have courses: there are hundreds. A query set with these
    columns.
    """
    places = standing.organisations_with(permission)
    mine = Q(centre__organisation__in=places) | Q(centre__carrier__in=places)
    open_ = Q(courses__standing=IS.PUBLISHED) & (
        Q(courses__ends_on__isnull=True) | Q(courses__ends_on__gte=day_of(at))
    )
    last = ProviderLink.objects.filter(actor=OuterRef("pk")).order_by("-sent_at", "-pk")
    rows = Actor.objects.filter(mine, ended_on=None).annotate(
        name=_name(OuterRef("pk")),
        running=Count("courses", filter=open_),
        oldest=Min("courses__counted_at", filter=open_),
        link_sent_at=Subquery(last.values("sent_at")[:1]),
        link_used_at=Subquery(last.values("used_at")[:1]),
    )
    return rows.filter(Q(school_number=None) | Q(running__gt=0)).order_by("-running", "name", "pk")


def is_due(counted_at: datetime, at: datetime) -> bool:
    """Whether the number of seats is stale."""
    return at - counted_at > FRESH_FOR


def _name(actor: Any) -> Any:
    """The name of the shown wording, else of the newest."""
    rows = ActorRevision.objects.filter(actor=actor).annotate(
        first=Case(When(shown=True, then=Value(0)), default=Value(1))
    )
    return Subquery(rows.order_by("first", F("number").desc()).values("name")[:1])


def _view(view: str, at: datetime) -> Q:
    on = day_of(at)
    going = Q(standing=IS.PUBLISHED) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return {
        "veraltet": going & Q(counted_at__lt=at - FRESH_FOR),
        "entwurf": Q(standing=IS.DRAFT),
        "hinweise": Q(hinted=True),
        "alle": Q(),
    }.get(view, going | Q(standing=IS.DRAFT))

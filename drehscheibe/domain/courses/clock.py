"""What the clock brings: providers are asked on the fifth day, addresses at risk stay hidden."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, FloatField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from drehscheibe.domain.courses.links import send_link
from drehscheibe.domain.courses.models import CourseOffer, ProviderLink
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.territory.models import Municipality

ASK_AFTER = timedelta(days=5)
"""Two days before a number is stale."""
ASK_AGAIN = timedelta(days=5)
"""Nobody gets such a mail more often."""


@transaction.atomic
def ask_providers(*, at: datetime) -> int:
    """Mail each provider whose oldest open course was confirmed five days ago; how many.

    To the address of its last link, else to the one its entry shows.
    """
    open_ = CourseOffer.objects.filter(standing=CourseOffer.Standing.PUBLISHED).exclude(
        ends_on__lt=day_of(at)
    )
    due = open_.order_by().values("actor").annotate(oldest=Min("counted_at"))
    ids = [row["actor"] for row in due if row["oldest"] <= at - ASK_AFTER]
    last = ProviderLink.objects.filter(actor=OuterRef("pk")).order_by("-sent_at")
    actors = (
        Actor.objects.filter(pk__in=ids, ended_on=None)
        .select_related("centre__organisation")
        .annotate(asked_at=Subquery(last.values("sent_at")[:1]))
        .annotate(asked_to=Subquery(last.values("email")[:1]))
        .annotate(revoked=Subquery(last.values("revoked_at")[:1]))
        .filter(Q(asked_at=None) | Q(asked_at__lte=at - ASK_AGAIN), revoked=None)
    )
    asked = 0
    for actor in actors:
        shown = actor.revisions.filter(shown=True).first()
        email = actor.asked_to or (shown.email if shown else "")
        if email:
            send_link(actor, email, by=None, at=at)
            asked += 1
    return asked


def hide_places() -> int:
    """Courses of providers at risk count their distance from the town alone; how many moved.

    The database moves them with the guard; here those that were written at that very moment.
    """
    town = Municipality.objects.filter(pk=OuterRef("municipality"))
    exact = CourseOffer.objects.filter(actor__at_risk=True).exclude(
        latitude=Cast(F("municipality__lat"), FloatField())
    )
    return CourseOffer.objects.filter(pk__in=list(exact.values_list("pk", flat=True))).update(
        latitude=Subquery(town.values("lat")[:1]), longitude=Subquery(town.values("lon")[:1])
    )

"""Reading foundings."""

from django.db.models import QuerySet

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.models.founding import Founding, FoundingDecision
from drehscheibe.kernel.permissions.reach import Standing, within_reach


def foundings_for(standing: Standing) -> QuerySet[Founding]:
    """One's own centre's, and for the network those that were requested."""
    rows = Founding.objects.select_related("centre")
    return within_reach(rows, may.FOUNDING_VIEW, may.FOUNDING_READ, standing=standing)


def decisions_of(founding: Founding) -> QuerySet[FoundingDecision]:
    """What the council decided, oldest first."""
    return founding.decisions.select_related("entered_by")

"""Reading centres for the workspace."""

from typing import Any

from django.db.models import QuerySet

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.centres.profile.fields import FACETS
from drehscheibe.kernel.audit.selectors import history_of
from drehscheibe.kernel.permissions.reach import Standing, within_reach


def centres_for(standing: Standing) -> QuerySet[Centre]:
    """One's own centres; all of them for those who read the whole network."""
    rows = Centre.objects.select_related("organisation", "carrier")
    return within_reach(rows, may.CENTRE_VIEW, may.CENTRE_READ, standing=standing)


def vocabulary() -> dict[str, list[tuple[str, str]]]:
    """The choices for fields of action: key and label per facet, in their order."""
    found: dict[str, list[tuple[str, str]]] = {facet: [] for facet in FACETS}
    for field in FieldOfAction.objects.filter(facet__in=FACETS):
        found[field.facet].append((field.key, field.label))
    return found


def profile_history(centre: Centre) -> QuerySet[Any]:
    """Who changed what in the profile, newest first."""
    return history_of(centre).filter(act="centres.profile.edit").order_by("-id")

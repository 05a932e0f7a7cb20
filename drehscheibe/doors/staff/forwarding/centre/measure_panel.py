"""What other pages say about double funding (K12): beside an application, for both its sides."""

from collections.abc import Sequence
from typing import Any

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.case_facts import OtherMeasure
from drehscheibe.domain.forwarding.centre.measures import measures_of
from drehscheibe.domain.forwarding.double_funding import thresholds
from drehscheibe.domain.forwarding.models import CentreMeasure
from drehscheibe.domain.forwarding.near_measures import (
    doubles_of_own,
    line_title,
    pairs_of_year,
)
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.permissions.reach import holds

AUTHORITY = (may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT)
Row = dict[str, Any]


def with_doubles(measures: Sequence[CentreMeasure]) -> list[Row]:
    """Each own measure with its money in words and what looks like it."""
    doubles = doubles_of_own(measures)
    return [
        {
            "measure": each,
            "line": line_title(each.line, each.programme, fiscal_year=each.fiscal_year),
            "doubles": doubles[each.pk],
        }
        for each in measures
    ]


def measures_beside(request: StaffRequest, centre: Centre, fiscal_year: int) -> dict[str, Any]:
    """For the page of a yearly application: the centre's own measures, or the authority's finding.

    The centre sees its measures with programme, title and place of what looks like them; the
    authority sees only pairs that look alike, with the file numbers. Others see nothing.
    """
    places = request.standing.organisations_with(may.MEASURE_VIEW)
    if centre.organisation_id in places or centre.carrier_id in places:
        rows = measures_of(request.standing).filter(centre=centre, fiscal_year=fiscal_year)
        return {
            "year": fiscal_year,
            "own_measures": with_doubles(list(rows)),
            "may_keep": holds(request.standing, [may.MEASURE_KEEP]),
            "basis": thresholds().basis,
        }
    if holds(request.standing, AUTHORITY):
        return {
            "year": fiscal_year,
            "for_authority": True,
            "pairs": named_pairs(pairs_of_year(fiscal_year, centres=[centre.pk], only_own=True)),
            "basis": thresholds().basis,
        }
    return {}


def named_pairs(pairs: Sequence[tuple[OtherMeasure, OtherMeasure]]) -> list[list[Row]]:
    """Both sides of each pair with the area of their centre, in one query."""
    keys = {side.centre_id for pair in pairs for side in pair}
    areas = dict(Centre.objects.filter(pk__in=keys).values_list("pk", "area_name"))
    return [
        [{"measure": side, "area": areas.get(side.centre_id, "")} for side in pair]
        for pair in pairs
    ]

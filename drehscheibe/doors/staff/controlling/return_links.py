"""Where a cell of the return matrix leads, when the reader may open it."""

from collections.abc import Callable
from functools import cache

from django.db.models import Q
from django.urls import reverse

from drehscheibe.domain.centres import permissions as of_centres
from drehscheibe.domain.controlling import permissions as of_goals
from drehscheibe.domain.controlling.reports import permissions as of_reports
from drehscheibe.domain.controlling.returns.matrix import Cell
from drehscheibe.domain.controlling.returns.obligations import (
    CONCEPT,
    GOALS,
    PROOF,
    REPORT,
    SURVEY,
)
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.domain.funding.proof import permissions as of_proofs
from drehscheibe.domain.surveys import permissions as of_surveys
from drehscheibe.domain.surveys.models import SurveyResponse
from drehscheibe.kernel.permissions.reach import Standing, holds

DECISION = "staff:controlling:period_decide"
BEGUN = (State.SUBMITTED, State.QUERY, State.AGREED)
WRITTEN = (PROOF, SURVEY)
"""Things that are there before anybody has written them."""
PAGES = {
    CONCEPT: ("staff:centres:concept_detail", (of_centres.CONCEPT_VIEW, of_centres.CONCEPT_READ)),
    GOALS: ("staff:controlling:period_detail", of_goals.READING),
    REPORT: ("staff:controlling:report_detail", of_reports.READING),
    PROOF: ("staff:funding:proof_detail", of_proofs.READING),
    SURVEY: ("staff:surveys:response_detail", (of_surveys.VIEW, of_surveys.RETURN)),
}


def links_for(standing: Standing) -> Callable[[Cell], str]:
    """The address behind a cell, empty where there is nothing to open.

    A draft has a reference only for those who may open it; a proof nobody wrote has no page.
    """
    decides = holds(standing, [of_goals.DECIDE])
    open_to = {key for key, (_, needed) in PAGES.items() if holds(standing, needed)}

    @cache
    def responses() -> frozenset[str]:
        return _responses(standing)

    def link(cell: Cell) -> str:
        key = cell.column.obligation.key
        if key not in open_to or not cell.ref or (key in WRITTEN and cell.state not in BEGUN):
            return ""
        if key == SURVEY and cell.ref not in responses():
            return ""
        page = DECISION if key == GOALS and decides else PAGES[key][0]
        return reverse(page, args=[cell.ref])

    return link


def _responses(standing: Standing) -> frozenset[str]:
    """The responses to surveys of a year that this reader may open."""
    mine = Q(organisation__in=standing.organisations_with(of_surveys.VIEW))
    asked = Q(survey__owner__in=standing.organisations_with(of_surveys.RETURN))
    rows = SurveyResponse.objects.filter(mine | asked, survey__year__isnull=False)
    return frozenset(str(key) for key in rows.values_list("pk", flat=True))

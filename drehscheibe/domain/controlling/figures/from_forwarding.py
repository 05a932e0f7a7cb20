"""Figures from grants passed on to third parties."""

from decimal import Decimal

from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow
from drehscheibe.domain.forwarding.models import CaseIs, ForwardingCase

CONCLUDED = (
    CaseIs.CONTRACTED,
    CaseIs.PAID,
    CaseIs.PROOF_SUBMITTED,
    CaseIs.PROOF_CLARIFICATION,
    CaseIs.REPAYMENT,
    CaseIs.CLOSED,
)
"""From the contract on; whoever withdraws or is refused carries nothing out."""


def measures(asked: Asked) -> list[FigureRow]:
    """Each case with a contract as one measure of its fiscal year."""
    cases = ForwardingCase.objects.filter(
        centre=asked.centre, allocation__fiscal_year__in=asked.span.years, status__in=CONCLUDED
    )
    return [
        FigureRow(case.title, case.submitted_on, Decimal(1), "forwarding_case", case.number)
        for case in cases.order_by("number")
    ]

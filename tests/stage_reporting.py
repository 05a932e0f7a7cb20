"""A frozen analysis for the addresses that lead to one; indicators come from the catalogue."""

from datetime import datetime

from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.frozen import freeze_analysis
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample
from tests.stage_returns import CODE


def samples_of_reporting(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """Made by the ministry; after `samples_of_returns`, which begins the entry."""
    made = freeze_analysis(
        title="Stand für den Landtag", note="Kleine Anfrage", filters=Filters(2023, 2025),
        by=cast["integration@ministerium.example"], at=at,
    )  # fmt: skip
    files = [Sample({"pk": made.pk, "form": form}, made) for form in ("pdf", "xlsx", "json")]
    return {
        "staff:reporting:form": [Sample({"form": "csv"}), Sample({"form": "xlsx"})],
        "staff:reporting:code": [Sample({"code": CODE})],
        "staff:reporting:code,form": [Sample({"code": CODE, "form": "csv"})],
        "staff:reporting:pk": [Sample({"pk": made.pk}, made)],
        "staff:reporting:form,pk": files,
    }

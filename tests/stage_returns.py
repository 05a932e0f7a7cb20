"""Returns, catalogue and projects for the addresses that lead to them."""

from datetime import date, datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.catalogue.keeping import Counting, Wording, begin_entry
from drehscheibe.domain.controlling.projects import keeping, permissions
from drehscheibe.domain.controlling.projects.keeping import Facts
from drehscheibe.domain.controlling.projects.workflow import PROJECT
from drehscheibe.domain.controlling.returns.unlocking import Opening, grant_exception
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

CODE = "muster-schulen"


def samples_of_returns(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """An open lock, an entry of the catalogue, a project Warendorf is asked about."""
    own = Centre.objects.get(key=WARENDORF)
    adviser = cast["beratung@koordinierung.example"]
    year = day_of(at).year - 1
    opening = Opening("report", year, "Umzug der Verwaltung", date(day_of(at).year + 1, 1, 31))
    exception = grant_exception(centre=own, opening=opening, by=adviser, at=at)
    begin_entry(
        counting=Counting(CODE, "count", "latest", "sum"),
        wording=Wording("Schulen", "Schulen, die mitwirken.", "Schulen", date(2023, 1, 1)),
        by=adviser, at=at,
    )  # fmt: skip
    facts = Facts("Sprachmittlung im Verbund", "Zentren erproben es.", day_of(at), None,
                  tuple(Organisation.objects.filter(kind="ministry")))  # fmt: skip
    project = keeping.create_project(facts=facts, by=adviser, at=at)
    asked = keeping.ask_centres(project=project, centres=[own], by=adviser, at=at)[0]
    kept = (permissions.KEEP,)
    pages = ("project_detail", "project_edit", "project_ask")
    return {
        "staff:controlling:obligation,year": [
            Sample({"obligation": key, "year": year}) for key in ("report", "concept")
        ],
        "staff:controlling:lock_close": [Sample({"pk": exception.pk})],
        "staff:controlling:code": [Sample({"code": CODE})],
        **{f"staff:controlling:{page}": [Sample({"pk": project.pk}, project)] for page in pages},
        "staff:controlling:project_step": [
            Sample({"pk": project.pk, "step": step.name}, project, kept)
            for step in PROJECT.transitions
        ],
        "staff:controlling:part": [Sample({"part": asked.pk}, asked)],
    }

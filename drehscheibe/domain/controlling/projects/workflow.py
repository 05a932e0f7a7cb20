"""The way of a project: planned, running, finished with results or given up."""

from drehscheibe.domain.controlling.models import ProjectIs
from drehscheibe.domain.controlling.projects import guards
from drehscheibe.domain.controlling.projects import permissions as may
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

PROJECT = Workflow(
    name="controlling.project",
    states=ProjectIs,
    initial=ProjectIs.PLANNED,
    transitions=(
        Transition(
            "begin", "Projekt beginnen", (ProjectIs.PLANNED,), ProjectIs.RUNNING, may.KEEP,
            (guards.a_municipality_consents,),
            effect="Zentren, deren Kommune zugestimmt hat, nehmen teil und tragen Ergebnisse ein.",
        ),
        Transition(
            "finish", "Projekt abschließen", (ProjectIs.RUNNING,), ProjectIs.FINISHED, may.KEEP,
            (guards.results_are_written,),
            effect="Das Projekt und seine Ergebnisse bleiben lesbar und ändern sich nicht mehr.",
        ),
        Transition(
            "stop", "Nicht weiterführen", (ProjectIs.PLANNED, ProjectIs.RUNNING),
            ProjectIs.STOPPED, may.KEEP, needs_reason=True,
            effect="Das Projekt bleibt mit Ihrem Grund lesbar; niemand trägt mehr etwas ein.",
        ),
    ),
)  # fmt: skip
OPEN = (ProjectIs.PLANNED, ProjectIs.RUNNING)
"""Only here centres are asked and answer."""

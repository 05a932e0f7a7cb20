"""The room workflow: states, transitions and the one function that changes a status."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Verfahren."""

    name = "drehscheibe.kernel.workflow"
    label = "workflow"
    verbose_name = "Verfahren"

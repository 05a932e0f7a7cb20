"""The room jobs: what is done in the background."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Aufträge."""

    name = "drehscheibe.kernel.jobs"
    label = "jobs"
    verbose_name = "Aufträge"

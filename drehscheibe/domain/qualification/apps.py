"""The room qualification: trainings, events, certificates."""

from django.apps import AppConfig


class QualificationConfig(AppConfig):
    """Fortbildungen und Veranstaltungen."""

    name = "drehscheibe.domain.qualification"
    label = "qualification"
    verbose_name = "Fortbildungen und Veranstaltungen"

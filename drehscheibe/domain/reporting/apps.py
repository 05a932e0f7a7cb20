"""The room reporting: released figures over all centres."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Auswertung."""

    name = "drehscheibe.domain.reporting"
    label = "reporting"
    verbose_name = "Auswertung"

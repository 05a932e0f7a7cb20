"""The room guide."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Integrationswegweiser."""

    name = "drehscheibe.domain.guide"
    label = "guide"
    verbose_name = "Integrationswegweiser"

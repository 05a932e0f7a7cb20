"""The room agenda."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Kalender."""

    name = "drehscheibe.domain.agenda"
    label = "agenda"
    verbose_name = "Kalender"

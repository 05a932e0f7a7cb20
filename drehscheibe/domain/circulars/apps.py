"""The room circulars."""

from django.apps import AppConfig


class CircularsConfig(AppConfig):
    """Rundschreiben und Rückspiegelung."""

    name = "drehscheibe.domain.circulars"
    label = "circulars"
    verbose_name = "Rundschreiben und Rückspiegelung"

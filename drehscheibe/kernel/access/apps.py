"""The room access: who comes in, by which way, until when."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Zugang."""

    name = "drehscheibe.kernel.access"
    label = "access"
    verbose_name = "Zugang"

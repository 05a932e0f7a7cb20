"""The door console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Konsole."""

    name = "drehscheibe.doors.console"
    label = "console"
    verbose_name = "Konsole"

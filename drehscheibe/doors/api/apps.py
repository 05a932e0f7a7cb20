"""The door api."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Schnittstelle."""

    name = "drehscheibe.doors.api"
    label = "api"
    verbose_name = "Schnittstelle"

"""The door staff."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Mitarbeit."""

    name = "drehscheibe.doors.staff"
    label = "staff"
    verbose_name = "Mitarbeit"

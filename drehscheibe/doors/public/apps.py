"""The door public."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Öffentlich."""

    name = "drehscheibe.doors.public"
    label = "public"
    verbose_name = "Öffentlich"

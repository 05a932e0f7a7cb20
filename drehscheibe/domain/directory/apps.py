"""The room directory: actors, their places and services."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Verzeichnis der Akteure."""

    name = "drehscheibe.domain.directory"
    label = "directory"
    verbose_name = "Verzeichnis der Akteure"

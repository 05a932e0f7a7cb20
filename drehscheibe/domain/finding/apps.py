"""The room finding: what everybody may read, found in every language."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """Suche."""

    name = "drehscheibe.domain.finding"
    label = "finding"
    verbose_name = "Suche"

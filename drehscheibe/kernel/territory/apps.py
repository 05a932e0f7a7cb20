"""The room territory: districts, municipalities and how people write their names."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Gebiete."""

    name = "drehscheibe.kernel.territory"
    label = "territory"
    verbose_name = "Gebiete"

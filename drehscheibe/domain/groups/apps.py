"""The room groups: working groups and the tiers of visibility."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Arbeitskreise und Gruppen."""

    name = "drehscheibe.domain.groups"
    label = "groups"
    verbose_name = "Arbeitskreise und Gruppen"

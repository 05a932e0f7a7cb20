"""The room network: relations between actors."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Netzwerk der Akteure."""

    name = "drehscheibe.domain.network"
    label = "network"
    verbose_name = "Netzwerk der Akteure"

"""The room exchange."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Sitzungen und Beschlüsse."""

    name = "drehscheibe.domain.exchange"
    label = "exchange"
    verbose_name = "Sitzungen und Beschlüsse"

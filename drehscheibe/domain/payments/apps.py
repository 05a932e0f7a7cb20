"""The room payments: accounts, payment orders, payment runs."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Zahlungen."""

    name = "drehscheibe.domain.payments"
    label = "payments"
    verbose_name = "Zahlungen"

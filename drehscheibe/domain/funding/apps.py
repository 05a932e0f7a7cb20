"""The room funding: from the application to the notice."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Förderung."""

    name = "drehscheibe.domain.funding"
    label = "funding"
    verbose_name = "Förderung"

"""The room surveys."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Abfragen."""

    name = "drehscheibe.domain.surveys"
    label = "surveys"
    verbose_name = "Abfragen"

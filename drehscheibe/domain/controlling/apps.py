"""The room controlling: two-year goals, activities, figures, yearly reports."""

from django.apps import AppConfig


class ControllingConfig(AppConfig):
    """Ziele und Controlling."""

    name = "drehscheibe.domain.controlling"
    label = "controlling"
    verbose_name = "Ziele und Controlling"

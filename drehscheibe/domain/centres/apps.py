"""The room centres: register, profile, integration concept, founding."""

from django.apps import AppConfig


class CentresConfig(AppConfig):
    """Kommunale Integrationszentren."""

    name = "drehscheibe.domain.centres"
    label = "centres"
    verbose_name = "Kommunale Integrationszentren"

"""The room forwarding: grants that centres pass on to third parties."""

from django.apps import AppConfig


class ForwardingConfig(AppConfig):
    """Weiterleitung an Dritte."""

    name = "drehscheibe.domain.forwarding"
    label = "forwarding"
    verbose_name = "Weiterleitung an Dritte"

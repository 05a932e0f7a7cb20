"""The room registration: seats, queue, offers."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Anmeldung und Warteliste."""

    name = "drehscheibe.domain.registration"
    label = "registration"
    verbose_name = "Anmeldung und Warteliste"

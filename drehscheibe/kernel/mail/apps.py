"""The room mail: the outbox."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Postausgang."""

    name = "drehscheibe.kernel.mail"
    label = "mail"
    verbose_name = "Postausgang"

"""The room audit: the append-only, hash-chained record of what was done."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Protokoll."""

    name = "drehscheibe.kernel.audit"
    label = "audit"
    verbose_name = "Protokoll"

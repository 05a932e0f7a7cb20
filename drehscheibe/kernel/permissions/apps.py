"""The room permissions: what a permission is and who holds it where."""

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    """Berechtigungen."""

    name = "drehscheibe.kernel.permissions"
    label = "permissions"
    verbose_name = "Berechtigungen"

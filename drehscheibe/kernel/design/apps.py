from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "drehscheibe.kernel.design"
    label = "design"
    verbose_name = "Gestaltung"

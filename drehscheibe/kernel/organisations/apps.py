"""The room organisations: public bodies, associations, schools and their parts, all dated."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisationen."""

    name = "drehscheibe.kernel.organisations"
    label = "organisations"
    verbose_name = "Organisationen"

"""The room people: persons, accounts, invitations and memberships."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Personen."""

    name = "drehscheibe.kernel.people"
    label = "people"
    verbose_name = "Personen"

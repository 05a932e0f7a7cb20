"""Calendars that programs subscribe to."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.groups.models import Group
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class CalendarFeed(models.Model):
    """An address with a secret that a calendar program reads; revoked at any time.

    It belongs to one person and shows what she may see: all of the network, one organisation's,
    what she takes part in herself, or the meetings of one group she belongs to, be it as a guest.
    The database keeps the secret's fingerprint alone.
    """

    class Of(models.TextChoices):
        """What it shows."""

        NETWORK = "network", "alle Veranstaltungen im Netzwerk"
        ORGANISATION = "organisation", "Veranstaltungen einer Organisation"
        PERSON = "person", "eigene Veranstaltungen"
        GROUP = "group", "Sitzungen einer Gruppe"

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_feeds")
    of = models.CharField("Inhalt", max_length=12, choices=Of)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        Group, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Gruppe"
    )
    fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("angelegt am")
    revoked_at = models.DateTimeField("widerrufen am", null=True, blank=True)

    class Meta:
        verbose_name = "Kalender-Abo"
        verbose_name_plural = "Kalender-Abos"
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="calendar_feed_of_organisation",
                condition=Q(of="organisation", organisation__isnull=False)
                | (~Q(of="organisation") & Q(organisation__isnull=True)),
            ),
            models.CheckConstraint(
                name="calendar_feed_of_group",
                condition=Q(of="group", group__isnull=False)
                | (~Q(of="group") & Q(group__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        """What it shows."""
        return self.get_of_display()

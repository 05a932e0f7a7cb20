"""What people would come to if there were a date near them."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.qualification.models.course import CourseTemplate
from drehscheibe.domain.qualification.models.event import Event


class Demand(models.Model):
    """One click on „Das brauche ich“, for a course or, without one, for the topic of an event.

    No person is kept: `device` and `network` are fingerprints that tell a second click from a first
    one and are blanked after a while (`data/retention.toml`); of the place only the district
    government's area is kept, of the time only the day.
    """

    template = models.ForeignKey(
        CourseTemplate, models.CASCADE, null=True, blank=True, related_name="demands"
    )
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="demands")
    government_district = models.CharField("Regierungsbezirk", max_length=40)
    on_day = models.DateField("gemeldet am")
    device = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (NULL: blanked)
    network = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "Bedarfsmeldung"
        verbose_name_plural = "Bedarfsmeldungen"
        indexes = (
            models.Index(name="demand_by_day", fields=["on_day"]),
            models.Index(name="demand_of_network", fields=["network"], condition=~Q(network="")),
        )
        constraints = (
            models.CheckConstraint(
                name="demand_for_one_thing",
                condition=Q(template__isnull=True) ^ Q(event__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Only the number: there is nobody to name."""
        return f"Bedarf {self.pk}"

"""Papers of a group, in versions of the documents room."""

from django.db import models

from drehscheibe.domain.groups.models import Tiered
from drehscheibe.kernel.people.models import Person


class Paper(Tiered):
    """A paper (OParl: Paper): its files are the versions of one series of documents."""

    title = models.CharField("Titel", max_length=200)
    summary = models.TextField("Worum es geht", blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt")
    removed_at = models.DateTimeField("im Papierkorb seit", null=True, blank=True)

    class Meta:
        verbose_name = "Papier"
        verbose_name_plural = "Papiere"
        ordering = ("title", "id")

    def __str__(self) -> str:
        """Its title."""
        return self.title

    @property
    def series(self) -> str:
        """The series of its versions."""
        return f"exchange.paper:{self.pk}"

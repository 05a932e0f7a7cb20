"""The append-only record. Only this room touches its table."""

from django.db import models

from drehscheibe.kernel.people.models import Person


class Entry(models.Model):
    """Who did what about which row, when; chained by hash so that a change would show.

    `previous_hash` and `entry_hash` are set by the database; UPDATE and DELETE are refused there
    for every role, the application's included.
    """

    act = models.CharField("Vorgang", max_length=100)
    about_model = models.CharField("Gegenstand", max_length=100, blank=True)
    about_id = models.CharField("Kennung", max_length=64, blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="durch"
    )
    at = models.DateTimeField("am")
    detail = models.JSONField("Einzelheiten", default=dict)
    previous_hash = models.CharField(max_length=64, editable=False, default="")
    entry_hash = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokoll"
        ordering = ("id",)
        indexes = (models.Index(fields=("about_model", "about_id"), name="audit_about"),)

    def __str__(self) -> str:
        """The act and its object."""
        return f"{self.act} {self.about_model}:{self.about_id}"


class ChainCheck(models.Model):
    """One look over the whole chain: what stood there, and which entries did not fit.

    The last entry and its hash are kept, so that the next check also notices when the end of the
    record was cut off, which the remaining links cannot show.
    """

    at = models.DateTimeField("geprüft am")
    entries = models.PositiveBigIntegerField("Einträge")
    last_entry = models.PositiveBigIntegerField("letzter Eintrag", null=True)
    last_hash = models.CharField("Prüfsumme des letzten Eintrags", max_length=64, blank=True)
    broken = models.JSONField("unstimmige Einträge", default=list)

    class Meta:
        verbose_name = "Kettenprüfung"
        verbose_name_plural = "Kettenprüfungen"
        ordering = ("id",)

    def __str__(self) -> str:
        """The moment and what was found."""
        return f"{self.at:%Y-%m-%d %H:%M}: {len(self.broken)}"

    @property
    def is_whole(self) -> bool:
        """Whether everything fitted."""
        return not self.broken

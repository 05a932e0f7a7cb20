"""Where one finds an actor, and when it is open."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.directory.models.actor import ActorRevision
from drehscheibe.kernel.territory.models import Municipality


class ActorPlace(models.Model):
    """An address of a revision, of a kind and for a time. Unknown stays empty.

    `latitude`, `longitude`: WGS 84, five digits (about a metre). No place of an actor at risk
    leaves its centre: the town told is the actor's own.
    """

    class Kind(models.TextChoices):
        """What one finds there."""

        VISIT = "visit", "Hausanschrift"
        POST = "post", "Postanschrift"
        COUNSEL = "counsel", "Beratungsort"
        EVENTS = "events", "Veranstaltungsort"

    revision = models.ForeignKey(ActorRevision, models.CASCADE, related_name="places")
    kind = models.CharField("Art", max_length=10, choices=Kind, default=Kind.VISIT)
    street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    town = models.CharField("Ort", max_length=80)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Gemeinde",
    )  # fmt: skip
    latitude = models.DecimalField("Breite", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField("Länge", max_digits=8, decimal_places=5, null=True, blank=True)
    step_free = models.BooleanField("stufenlos erreichbar", null=True, blank=True)
    note = models.CharField("Hinweis zum Weg", max_length=200, blank=True)
    valid_from = models.DateField("gültig von", null=True, blank=True)
    valid_to = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Ort eines Akteurs"
        verbose_name_plural = "Orte von Akteuren"
        ordering = ("revision", "kind", "pk")
        constraints = (
            models.CheckConstraint(
                name="actor_place_postcode",
                condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$"),
            ),
            models.CheckConstraint(
                name="actor_place_validity_in_order",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="actor_place_whole_point",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """In one line."""
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.town}".strip())))


class OpeningBlock(models.Model):
    """A stretch of a weekday on which a place is open, in local time; at most two a day."""

    place = models.ForeignKey(ActorPlace, models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField("Wochentag (1 = Montag)")
    block = models.PositiveSmallIntegerField("Block", default=1)
    opens = models.TimeField("öffnet")
    closes = models.TimeField("schließt")
    by_appointment = models.BooleanField("nur mit Termin", default=False)

    class Meta:
        verbose_name = "Öffnungszeit"
        verbose_name_plural = "Öffnungszeiten"
        ordering = ("place", "weekday", "block")
        constraints = (
            models.UniqueConstraint(
                name="opening_once_a_block", fields=["place", "weekday", "block"]
            ),
            models.CheckConstraint(
                name="opening_weekday_and_block",
                condition=Q(weekday__range=(1, 7)) & Q(block__range=(1, 2)),
            ),
            models.CheckConstraint(name="opening_in_order", condition=Q(closes__gt=F("opens"))),
        )

    def __str__(self) -> str:
        """The stretch."""
        return f"{self.opens:%H:%M} bis {self.closes:%H:%M}"

"""Relations between actors, and the network as it stood on a day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.organisations.models import DateRange
from drehscheibe.kernel.people.models import Person


class Relation(models.Model):
    """What one actor says of another: it works with it, funds it, refers to it …

    `kind` is a code of data/relation_kinds_*.toml; `mutual` is copied from there, because the
    database holds that a mutual relation stands once a pair, whichever side entered it. The public
    learns of it once the other side confirmed. `until` is the last day.

    A derived one comes from what both do together, named in `origin`; nobody said it, so
    `asserted_by` is empty until the first of two people says yes. Who asserted never confirms.
    A rejected one stays as a row and is shown nowhere; the nightly run leaves it alone.
    """

    class Source(models.TextChoices):
        """Where we know it from."""

        ASSERTED = "asserted", "angegeben"
        DERIVED = "derived", "abgeleitet"

    from_actor = models.ForeignKey(
        Actor, models.CASCADE, related_name="relations_out", verbose_name="von"
    )
    to_actor = models.ForeignKey(
        Actor, models.CASCADE, related_name="relations_in", verbose_name="zu"
    )
    kind = models.CharField("Art", max_length=20)
    mutual = models.BooleanField("gilt in beide Richtungen")
    strength = models.PositiveSmallIntegerField("Stärke (1 bis 3)", default=2)
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=10, choices=Source, default=Source.ASSERTED)
    note = models.CharField("Anmerkung", max_length=300, blank=True)
    asserted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asserted_at = models.DateTimeField("eingetragen")
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("von der anderen Seite bestätigt", null=True, blank=True)
    end_reason = models.CharField("Grund des Endes", max_length=300, blank=True)
    origin = models.CharField("abgeleitet aus", max_length=300, blank=True)
    rejected_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    rejected_at = models.DateTimeField("abgelehnt", null=True, blank=True)
    rejection = models.CharField("Grund der Ablehnung", max_length=300, blank=True)

    class Meta:
        verbose_name = "Beziehung"
        verbose_name_plural = "Beziehungen"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="relation_between_two", condition=~Q(from_actor=F("to_actor"))
            ),
            models.CheckConstraint(
                name="relation_strength_of_three", condition=Q(strength__range=(1, 3))
            ),
            models.CheckConstraint(
                name="relation_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="relation_ends_with_a_reason",
                condition=Q(end_reason="") | Q(until__isnull=False),
            ),
            models.CheckConstraint(
                name="relation_confirmed_by_another",
                condition=Q(asserted_by__isnull=True) | Q(confirmed_by__isnull=True)
                | ~Q(asserted_by=F("confirmed_by")),
            ),
            models.CheckConstraint(
                name="relation_derived_from_something",
                condition=~Q(source="derived") | ~Q(origin=""),
            ),
            models.CheckConstraint(
                name="relation_rejected_with_a_reason",
                condition=Q(rejected_at__isnull=True)
                | Q(confirmed_at__isnull=True) & ~Q(rejection=""),
            ),
            ExclusionConstraint(
                name="relation_once_at_a_time",
                condition=Q(rejected_at__isnull=True),
                expressions=[
                    ("from_actor", RangeOperators.EQUAL),
                    ("to_actor", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            ExclusionConstraint(
                name="relation_mutual_once_a_pair",
                expressions=[
                    (Least("from_actor", "to_actor"), RangeOperators.EQUAL),
                    (Greatest("from_actor", "to_actor"), RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(mutual=True, rejected_at__isnull=True),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Its kind; the names stand with the actors."""
        return self.kind


class Snapshot(models.Model):
    """The network of a centre as it stood on a day: actors, relations, measures; no act changes it.

    `actors`: public ids with name and kind of actor. `relations`: public ids of both sides, kind.
    `measures`: as `measuring.py` names them. No person stands in it. A trigger keeps the row.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="network_snapshots")
    on = models.DateField("Stand")
    actors = models.JSONField("Akteure")
    relations = models.JSONField("Beziehungen")
    measures = models.JSONField("Maße", default=dict)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField("festgehalten am")

    class Meta:
        verbose_name = "Festgehaltener Stand des Netzwerks"
        verbose_name_plural = "Festgehaltene Stände des Netzwerks"
        ordering = ("-on", "-pk")
        constraints = (models.UniqueConstraint(name="snapshot_one_a_day", fields=["centre", "on"]),)

    def __str__(self) -> str:
        """Its day."""
        return f"{self.on:%d.%m.%Y}"


class Opening(models.Model):
    """A stretch of time in which a centre shows its network to everybody; it does while open.

    No row: the network is for the people who keep it, as it is from the start.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="network_openings")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("öffentlich seit")
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("öffentlich bis", null=True)

    class Meta:
        verbose_name = "Öffentliches Netzwerk"
        verbose_name_plural = "Öffentliche Netzwerke"
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="opening_one_at_a_time", fields=["centre"], condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="opening_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__gte=F("opened_at"), closed_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Its first day."""
        return f"{self.opened_at:%d.%m.%Y}"


class ActorSpot(models.Model):
    """Where an actor stands in the picture of its centre; a job draws it, from 0 to 1 each way."""

    actor = models.OneToOneField(Actor, models.CASCADE, primary_key=True, related_name="spot")
    x = models.FloatField("waagerecht")
    y = models.FloatField("senkrecht")
    drawn_at = models.DateTimeField("gerechnet am")

    class Meta:
        verbose_name = "Platz im Bild"
        verbose_name_plural = "Plätze im Bild"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="spot_in_the_picture", condition=Q(x__range=(0, 1), y__range=(0, 1))
            ),
        )

    def __str__(self) -> str:
        """Both numbers."""
        return f"{self.x:.3f} {self.y:.3f}"

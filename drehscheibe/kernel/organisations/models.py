"""Organisations and the names they bore on a given day."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class DateRange(Func):
    """PostgreSQL's `daterange` over two columns, for exclusion constraints."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Organisation(models.Model):
    """A body that acts in the network: carrier, centre, ministry, granting authority …

    Names change, tasks move: what a body is called on a day stands in `OrganisationName`, and no
    rule may hang on a name (funding.md, finding 1).
    """

    class Kind(models.TextChoices):
        """What the body is in the network; a dated role of its own would be a later step."""

        CARRIER = "carrier", "Träger (Kreis oder kreisfreie Stadt)"
        CENTRE = "centre", "Kommunales Integrationszentrum"
        MINISTRY = "ministry", "Ministerium"
        AUTHORITY = "authority", "Bewilligungsbehörde"
        COORDINATING_OFFICE = "coordinating_office", "Koordinierungsstelle"
        MUNICIPALITY = "municipality", "Gemeinde"
        ASSOCIATION = "association", "Verein oder Verband"
        OPERATOR = "operator", "Betrieb der Plattform"

    code = models.SlugField("Kürzel", max_length=60, unique=True)
    name = models.CharField("Name", max_length=200)
    kind = models.CharField("Art", max_length=30, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="Teil von"
    )
    valid_from = models.DateField("gültig von", null=True, blank=True)
    valid_to = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Organisation"
        verbose_name_plural = "Organisationen"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="organisation_validity_in_order",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        """The current name."""
        return self.name

    def name_on(self, day: date) -> str:
        """The full name the body bore on this day; today's name where no dated one is known."""
        for dated in self.names.all():
            if dated.holds_on(day):
                return dated.name
        return self.name

    def address_on(self, day: date) -> "OrganisationAddress | None":
        """The postal address on this day; `None` where none is known."""
        return next((each for each in self.addresses.all() if each.holds_on(day)), None)


class OrganisationName(models.Model):
    """A name with its time, source and confidence; two names never hold on the same day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField("Name", max_length=300)
    abbreviation = models.CharField("Abkürzung", max_length=40, blank=True)
    valid_from = models.DateField("gültig von")
    valid_to = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=300, blank=True)
    confidence = models.CharField("Verlässlichkeit", max_length=20, blank=True)

    class Meta:
        verbose_name = "Bezeichnung"
        verbose_name_plural = "Bezeichnungen"
        ordering = ("valid_from",)
        constraints = (
            ExclusionConstraint(
                name="organisation_one_name_a_day",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        """The name itself."""
        return self.name

    def holds_on(self, day: date) -> bool:
        """Whether the body bore this name on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class OrganisationAddress(models.Model):
    """Where letters to and from a body go, with its time; two never hold on the same day.

    `unit` is the line below the name ("Der Landrat", "Dezernat 36"). An unknown address is no row.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="addresses")
    unit = models.CharField("Zusatz unter dem Namen", max_length=150, blank=True)
    street = models.CharField("Straße und Hausnummer oder Postfach", max_length=150)
    postcode = models.CharField("Postleitzahl", max_length=5)
    place = models.CharField("Ort", max_length=80)
    contact = models.CharField("Telefon oder E-Mail", max_length=150, blank=True)
    valid_from = models.DateField("gültig von")
    valid_to = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=300, blank=True)

    class Meta:
        verbose_name = "Anschrift"
        verbose_name_plural = "Anschriften"
        ordering = ("valid_from",)
        constraints = (
            ExclusionConstraint(
                name="organisation_one_address_a_day",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                name="organisation_address_postcode", condition=Q(postcode__regex=r"^[0-9]{5}$")
            ),
        )

    def __str__(self) -> str:
        """In one line."""
        return f"{self.street}, {self.postcode} {self.place}"

    @property
    def lines(self) -> tuple[str, ...]:
        """Street, place and contact as they stand in a letter."""
        lines = (self.street, f"{self.postcode} {self.place}", self.contact)
        return tuple(line for line in lines if line)

    def holds_on(self, day: date) -> bool:
        """Whether letters of the day carry this address."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

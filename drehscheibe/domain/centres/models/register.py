"""The register of the network: centres, whom they serve, what is known and since when."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.territory.models import District, Municipality


class FieldOfAction(models.Model):
    """Handlungsfeld, topic or target group in the words of the source documents.

    `aliases` are other words for it; an entry that ended stays at what was filed under it.
    """

    key = models.CharField("Schlüssel", max_length=60, primary_key=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    facet = models.CharField("Facette", max_length=40)
    label = models.CharField("Bezeichnung", max_length=200)
    position = models.PositiveSmallIntegerField("Reihenfolge")
    aliases = ArrayField(
        models.CharField(max_length=200), verbose_name="Andere Wörter", default=list, blank=True
    )
    valid_from = models.DateField("gültig von", null=True, blank=True)
    valid_to = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Handlungsfeld"
        verbose_name_plural = "Handlungsfelder"
        ordering = ("position",)

    def __str__(self) -> str:
        """The label."""
        return self.label


class AddressStatus(models.TextChoices):
    """How far an address can be trusted; unknown stays unknown."""

    UNKNOWN = "", "unbekannt"
    VERIFIED = "verified", "belegt"
    VERIFIED_UNDATED = "verified_undated", "belegt, ohne Datum"
    DATED = "dated", "vermutlich veraltet"
    PLANNED = "planned", "geplant"
    ADMIN_BUILDING = "admin_building", "Anschrift der Verwaltung"
    OWN = "own", "vom Zentrum gepflegt"


class CentreQuerySet(models.QuerySet["Centre"]):
    """Chainable filters over centres."""

    def on(self, day: date) -> Self:
        """Centres known to exist on the day; those with unknown founding are left out."""
        return self.filter(known_since__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Centre(models.Model):
    """Kommunales Integrationszentrum: a unit of its carrier (Kreis or city), § 8 TIntG NRW.

    `known_since` is the latest day that a founding fact allows (a bare year counts as its end);
    empty means that no source tells. `version` counts edits of the profile.
    """

    key = models.CharField("Schlüssel", max_length=8, unique=True)
    slug = models.SlugField("Kurzname", max_length=80)
    area_name = models.CharField("Gebiet", max_length=100)
    kind = models.CharField("Art des Gebiets", max_length=40)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    carrier = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="centre")
    government_district = models.CharField("Regierungsbezirk", max_length=40)
    district_seat = models.CharField("Sitz des Kreises", max_length=80, blank=True)
    city = models.CharField("Sitz des Zentrums", max_length=80, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    place = models.CharField("Ort", max_length=80, blank=True)
    address_status = models.CharField(
        "Stand der Anschrift", max_length=20, choices=AddressStatus, blank=True
    )
    address_as_of = models.CharField("Anschrift Stand", max_length=10, blank=True)
    address_note = models.TextField("Hinweis zur Anschrift", blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    opening_hours = models.TextField("Öffnungszeiten", blank=True)
    website = models.CharField("Internetseite", max_length=120, blank=True)
    languages = models.CharField("Sprachen", max_length=300, blank=True)
    fields_of_action = models.ManyToManyField(FieldOfAction, blank=True, related_name="centres")
    municipalities = models.ManyToManyField(
        Municipality, through="ServedArea", related_name="centres"
    )
    known_since = models.DateField("besteht nachweislich seit", null=True, blank=True)
    valid_to = models.DateField("bestand bis", null=True, blank=True)
    lat = models.DecimalField("Breite", max_digits=8, decimal_places=5)
    lon = models.DecimalField("Länge", max_digits=8, decimal_places=5)
    outline = models.JSONField("Umriss (GeoJSON)", default=dict)
    path = models.TextField("Umriss (SVG)", blank=True)
    sources = models.TextField("Quellen", blank=True)
    profile_edited = models.BooleanField("Profil vom Zentrum gepflegt", default=False)
    version = models.PositiveIntegerField("Fassung", default=1)
    sort_key = models.CharField("Sortierschlüssel", max_length=120)

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = "Zentrum"
        verbose_name_plural = "Zentren"
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                name="centre_validity_in_order",
                condition=Q(valid_to__isnull=True)
                | Q(known_since__isnull=True)
                | Q(valid_to__gte=F("known_since")),
            ),
        )

    def __str__(self) -> str:
        """The unit's name."""
        return self.organisation.name

    @property
    def has_address(self) -> bool:
        """Whether at least a place is known."""
        return bool(self.street or self.place)


class ServedArea(models.Model):
    """A centre serves a municipality; exactly one does."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="areas")
    municipality = models.OneToOneField(Municipality, models.CASCADE, related_name="served_by")

    class Meta:
        verbose_name = "Zuständigkeit"
        verbose_name_plural = "Zuständigkeiten"

    def __str__(self) -> str:
        """Centre and municipality."""
        return f"{self.centre_id}: {self.municipality_id}"


class FoundingFact(models.Model):
    """What one source says about the beginning; contradictions stand side by side."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="founding_facts")
    kind = models.CharField("Angabe", max_length=40)
    value = models.CharField("Wert", max_length=40, blank=True)
    note = models.TextField("Hinweis", blank=True)
    contradicts = models.BooleanField("Widerspruch", default=False)
    source = models.TextField("Quelle", blank=True)

    class Meta:
        verbose_name = "Gründungsangabe"
        verbose_name_plural = "Gründungsangaben"
        ordering = ("id",)

    def __str__(self) -> str:
        """Kind and value."""
        return f"{self.kind}: {self.value}"


class Figure(models.Model):
    """A number about a centre's area with its day, source and definition."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="figures")
    label = models.CharField("Bezeichnung", max_length=100)
    value = models.PositiveIntegerField("Wert")
    as_of = models.DateField("Stand")
    definition = models.CharField("Definition", max_length=300)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Zahl"
        verbose_name_plural = "Zahlen"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(name="figure_once", fields=("centre", "label", "as_of")),
        )

    def __str__(self) -> str:
        """Label and value."""
        return f"{self.label}: {self.value}"


class CountPoint(models.Model):
    """How many centres there were on a day, as a source says."""

    as_of = models.DateField("Stand", unique=True)
    count = models.PositiveSmallIntegerField("Zentren")
    note = models.CharField("Hinweis", max_length=300, blank=True)
    source = models.CharField("Quelle", max_length=300)
    confidence = models.CharField("Verlässlichkeit", max_length=20)

    class Meta:
        verbose_name = "Zahl der Zentren"
        verbose_name_plural = "Zahl der Zentren"
        ordering = ("as_of",)

    def __str__(self) -> str:
        """Day and count."""
        return f"{self.as_of}: {self.count}"

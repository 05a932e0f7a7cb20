"""The land's districts and municipalities as the official directory names them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class District(models.Model):
    """Kreis, kreisfreie Stadt or StädteRegion, with its official key (AGS, five digits)."""

    ags = models.CharField("AGS", max_length=5, primary_key=True)
    name = models.CharField("Name", max_length=100)
    kind = models.CharField("Art", max_length=40)
    government_district = models.CharField("Regierungsbezirk", max_length=40)

    class Meta:
        verbose_name = "Kreis"
        verbose_name_plural = "Kreise"
        ordering = ("ags",)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Municipality(models.Model):
    """Gemeinde, with its official key (AGS, eight digits as text).

    Population is that of the official directory on `population_on`; the census shares are per cent
    on 15.05.2022. Only the main postcode is known; `more_postcodes` says there are others.
    """

    ags = models.CharField("AGS", max_length=8, primary_key=True)
    ars = models.CharField("ARS", max_length=12, unique=True)
    name = models.CharField("Name", max_length=100)
    official_name = models.CharField("amtlicher Name", max_length=150)
    kind = models.CharField("Art", max_length=80)
    district = models.ForeignKey(District, models.PROTECT, related_name="municipalities")
    postcode = models.CharField("Postleitzahl", max_length=5, db_index=True)
    more_postcodes = models.BooleanField("weitere Postleitzahlen")
    area = models.DecimalField("Fläche (km²)", max_digits=8, decimal_places=2)
    population = models.PositiveIntegerField("Einwohner")
    population_on = models.DateField("Stand")
    share_foreign = models.DecimalField(
        "Ausländeranteil (%)", max_digits=4, decimal_places=1, null=True
    )
    share_migration_background = models.DecimalField(
        "Anteil mit Einwanderungsgeschichte (%)", max_digits=4, decimal_places=1, null=True
    )
    lat = models.DecimalField("Breite", max_digits=8, decimal_places=5)
    lon = models.DecimalField("Länge", max_digits=8, decimal_places=5)
    sort_key = models.CharField("Sortierschlüssel (DIN 5007)", max_length=120)

    class Meta:
        verbose_name = "Gemeinde"
        verbose_name_plural = "Gemeinden"
        ordering = ("sort_key",)

    def __str__(self) -> str:
        """The name."""
        return self.name


class PlaceName(models.Model):
    """One way to write a place, folded by `spelling.fold`; a place has several.

    Points at a municipality or at a district; `plain` has umlauts as bare vowels, the other
    spelling as vowel + e.
    """

    key = models.CharField("gefaltete Schreibweise", max_length=120)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, related_name="spellings"
    )
    district = models.ForeignKey(District, models.CASCADE, null=True, related_name="spellings")

    class Meta:
        verbose_name = "Schreibweise"
        verbose_name_plural = "Schreibweisen"
        constraints = (
            models.CheckConstraint(
                name="place_name_of_one_place",
                condition=models.Q(municipality__isnull=True) ^ models.Q(district__isnull=True),
            ),
        )
        indexes = (
            models.Index(fields=("key",), name="place_name_key"),
            GinIndex(OpClass("key", name="gin_trgm_ops"), name="place_name_trigrams"),
        )

    def __str__(self) -> str:
        """The key."""
        return self.key

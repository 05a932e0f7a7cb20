"""What a centre carries out itself with other money, and the places of all measures (K12)."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.people.models import Person


class Line(models.TextChoices):
    """Which money pays a measure of the centre's own."""

    MATERIAL = "material", "Sachausgaben der Grundförderung"
    VOLUNTEERING = "volunteering", "Ehrenamt und Väterarbeit (Nr. 2.3)"
    FORWARDED = "forwarded", "weitergeleitetes Programm, vom Zentrum selbst durchgeführt"
    OTHER = "other", "anderes Programm"


class CentreMeasure(models.Model):
    """A measure the centre or its carrier carries out itself: only what K12 compares.

    `programme` is the programme's key for `Line.FORWARDED` and its name for `Line.OTHER`. The
    measure counts while it is not withdrawn and, on a line of the yearly application, while that
    application is neither rejected nor withdrawn (view `forwarding_measureplace`).
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="own_measures")
    fiscal_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    line = models.CharField("Förderung", max_length=20, choices=Line)
    programme = models.CharField("Programm", max_length=120, blank=True)
    title = models.CharField("Name der Maßnahme", max_length=200)
    street = models.CharField("Straße und Hausnummer", max_length=150)
    postal_code = models.CharField("Postleitzahl", max_length=5)
    town = models.CharField("Ort", max_length=80)
    place_key = models.CharField(max_length=200, editable=False)
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert am")
    withdrawn_on = models.DateField("herausgenommen am", null=True)

    class Meta:
        verbose_name = "Eigene Maßnahme"
        verbose_name_plural = "Eigene Maßnahmen"
        ordering = ("-fiscal_year", "title", "id")
        indexes = (
            models.Index(fields=("centre", "fiscal_year"), name="own_measure_list"),
            models.Index(
                fields=("place_key",), name="own_measure_place", condition=Q(withdrawn_on=None)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="own_measure_within_its_year",
                condition=Q(starts_on__lte=F("ends_on"))
                & Q(starts_on__year=F("fiscal_year"), ends_on__year=F("fiscal_year")),
            ),
            models.CheckConstraint(
                name="own_measure_says_what_pays",
                condition=Q(line__in=["material", "volunteering"], programme="")
                | (Q(line__in=["forwarded", "other"]) & ~Q(programme="")),
            ),
            models.CheckConstraint(
                name="own_measure_can_be_compared", condition=~Q(title="") & ~Q(place_key="")
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def place(self) -> str:
        """The address in one line."""
        return f"{self.street}, {self.postal_code} {self.town}".strip(", ")


class MeasurePlace(models.Model):
    """A measure at one address, of a third party or a centre; a view, never written.

    Only what may be told to the other side: programme, title, place, days and file number, nothing
    about a person. Drafts, refused and withdrawn measures are not in it. It reads past the walls
    of the cases, so that double funding shows across centres; who may see the number is decided by
    the reader (`near_measures`).
    """

    id = models.CharField(max_length=60, primary_key=True)
    measure = models.CharField(max_length=40)
    own = models.BooleanField("vom Zentrum selbst durchgeführt")
    centre = models.ForeignKey(Centre, models.DO_NOTHING, related_name="+")
    reference = models.CharField("Aktenzeichen", max_length=40)
    line = models.CharField("Förderung", max_length=20)
    programme = models.CharField("Programm", max_length=120)
    title = models.CharField("Name der Maßnahme", max_length=200)
    place = models.CharField("Ort der Maßnahme", max_length=300)
    place_key = models.CharField(max_length=200)
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende")

    class Meta:
        managed = False
        db_table = "forwarding_measureplace"
        verbose_name = "Ort einer Maßnahme"
        verbose_name_plural = "Orte der Maßnahmen"

    def __str__(self) -> str:
        """The title."""
        return self.title

"""What may be taught again and again, and what somebody can do afterwards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.groups.models import Tiered


class QualificationKind(models.Model):
    """Something a person is qualified for: granted by courses, asked for by others.

    `months` is how long it holds, None for good. `multiplier` kinds make up the register of
    multipliers.
    """

    code = models.SlugField("Kürzel", max_length=40, unique=True)
    label = models.CharField("Bezeichnung", max_length=200)
    months = models.PositiveSmallIntegerField("gilt Monate", null=True, blank=True)
    multiplier = models.BooleanField("Multiplikatorin oder Multiplikator", default=False)

    class Meta:
        verbose_name = "Art der Qualifikation"
        verbose_name_plural = "Arten von Qualifikationen"
        ordering = ("label",)

    def __str__(self) -> str:
        """What it is called."""
        return self.label


class CourseTemplate(Tiered):
    """A course as it is planned, from which events are made (Kursvorlage).

    The rule of the certificate: at least `certificate_percent` of the teaching units (UE of 45
    minutes), and every mandatory session.
    """

    code = models.SlugField("Kürzel", max_length=40)
    title = models.CharField("Titel", max_length=200)
    aims = models.TextField("Ziele", blank=True)
    target_groups = ArrayField(
        models.CharField(max_length=120), verbose_name="Zielgruppen", default=list, blank=True
    )
    fields_of_action = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder"
    )
    units = models.DecimalField("Unterrichtseinheiten", max_digits=5, decimal_places=1)
    requires = models.ManyToManyField(
        QualificationKind, blank=True, related_name="+", verbose_name="Voraussetzungen"
    )
    grants = models.ForeignKey(
        QualificationKind, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="verleiht",
    )  # fmt: skip
    certificate_percent = models.PositiveSmallIntegerField("Bescheinigung ab Prozent", default=75)
    ended_on = models.DateField("nicht mehr angeboten seit", null=True, blank=True)

    class Meta:
        verbose_name = "Kursvorlage"
        verbose_name_plural = "Kursvorlagen"
        ordering = ("title", "id")
        constraints = (
            models.UniqueConstraint(name="template_code_once", fields=("owner", "code")),
            models.CheckConstraint(
                name="template_certificate_percent",
                condition=Q(certificate_percent__gte=1, certificate_percent__lte=100),
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title


class EventSeries(models.Model):
    """Events that belong together, such as the parts of a curriculum."""

    title = models.CharField("Titel", max_length=200)
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Veranstaltungsreihe"
        verbose_name_plural = "Veranstaltungsreihen"
        ordering = ("title",)

    def __str__(self) -> str:
        """The title."""
        return self.title

"""What visitors leave: a course that is missing, a statement that is wrong. Nobody is named."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.courses.levels import LEVELS
from drehscheibe.domain.courses.models.offer import CourseOffer
from drehscheibe.kernel.access.hints import Hint
from drehscheibe.kernel.territory.models import Municipality


class CourseDemand(models.Model):
    """Somebody searched and nothing fitted („nichts passt“).

    Kept without a person: what was wanted, where, on which day. `device` and `network` are
    fingerprints against counting twice; they are blanked after a while (`data/retention.toml`).
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    level_from = models.PositiveSmallIntegerField("Vorwissen", choices=LEVELS[:6])
    level_to = models.PositiveSmallIntegerField("Ziel", choices=LEVELS[1:])
    script = models.CharField(
        "Schrift", max_length=8, choices=CourseOffer.Script, default=CourseOffer.Script.NONE
    )
    childcare = models.BooleanField("mit Kinderbetreuung", default=False)
    weekly = models.PositiveIntegerField("Zeiten der Woche", default=0)
    on_day = models.DateField("Tag")
    device = models.CharField("Gerät", max_length=64, null=True, unique=True)  # noqa: DJ001 (blanked ones are not equal)
    network = models.CharField("Netz", max_length=64, blank=True, db_index=True)

    class Meta:
        verbose_name = "Fehlender Sprachkurs"
        verbose_name_plural = "Fehlende Sprachkurse"
        ordering = ("-on_day", "pk")
        constraints = (
            models.CheckConstraint(
                name="course_demand_upwards", condition=Q(level_to__gt=F("level_from"))
            ),
        )

    def __str__(self) -> str:
        """What was wanted."""
        return f"{self.get_level_from_display()} → {self.get_level_to_display()}"


class CourseHint(Hint):
    """Somebody says that a statement about a course is wrong; the centre looks into it."""

    class What(models.TextChoices):
        """What is wrong."""

        GONE = "gone", "Den Kurs gibt es nicht (mehr)"
        PHONE = "phone", "Telefon oder E-Mail stimmt nicht"
        TIMES = "times", "Tage oder Uhrzeiten stimmen nicht"
        SEATS = "seats", "Es gibt keine freien Plätze"
        PLACE = "place", "Der Ort stimmt nicht"
        OTHER = "other", "Etwas anderes stimmt nicht"

    offer = models.ForeignKey(CourseOffer, models.CASCADE, related_name="hints")
    what = models.CharField("Was nicht stimmt", max_length=8, choices=What)

    class Meta:
        verbose_name = "Hinweis zu einem Sprachkurs"
        verbose_name_plural = "Hinweise zu Sprachkursen"
        ordering = ("-at", "pk")

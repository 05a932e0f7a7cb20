"""The file of a picture in a page; what it shows is said by the wordings of its section."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.domain.guide.models.page import Section
from drehscheibe.kernel.people.models import Person


class GuidePicture(models.Model):
    """A picture (Bild) of a section, drawn anew in several widths; never changed afterwards.

    Another picture is another section, so that it is checked by two and described again in every
    language (docs/adr/0030-pictures-are-sections.md). `digest` names the files; two sections may
    show the same ones. `licence` is a key of data/picture_licences_*.toml.
    """

    section = models.OneToOneField(Section, models.CASCADE, related_name="picture")
    digest = models.CharField("Prüfsumme", max_length=32, db_index=True)
    widths = ArrayField(models.PositiveIntegerField(), verbose_name="Breiten in Bildpunkten")
    width = models.PositiveIntegerField("Breite")
    height = models.PositiveIntegerField("Höhe")
    author = models.CharField("Urheberin oder Urheber", max_length=120)
    licence = models.CharField("Lizenz", max_length=20)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("hochgeladen")

    class Meta:
        verbose_name = "Bild des Wegweisers"
        verbose_name_plural = "Bilder des Wegweisers"
        constraints = (
            models.CheckConstraint(
                name="guide_picture_says_whose", condition=~Q(author="") & ~Q(licence="")
            ),
            models.CheckConstraint(
                name="guide_picture_has_a_size",
                condition=Q(width__gt=0, height__gt=0, widths__len__gt=0),
            ),
        )

    def __str__(self) -> str:
        """Whose it is."""
        return self.author

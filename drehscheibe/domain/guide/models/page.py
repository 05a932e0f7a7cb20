"""A page's place in its guide, and its sections."""

import secrets

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without signs that are taken for one another when somebody copies them by hand."""
STALE_AFTER = 180
"""Days after which nobody can be sure that a page still holds (our assumption)."""


def new_identity() -> str:
    """Eight signs that name a page or a section for ever, in links and addresses."""
    return "".join(secrets.choice(SIGNS) for _ in range(8))


class Page(models.Model):
    """A page of a guide: one of a centre, or a shared one of the coordinating office (`keeper`).

    `parent` and `position` are the only truth about the tree; the database keeps it free of cycles,
    within one guide and with one page at a place (migrations/0002_walls.py). `source`: the centre
    adopted this shared page; what its own sections do not say in their own words, the source says.
    `source_seen_at`: until when the centre has read what changed there. `public_id` never changes,
    so links and addresses never break. Whether the public knows a page follows from its title
    (`Wording.shown`) and is written nowhere else.
    """

    public_id = models.CharField("Kennung", max_length=8, default=new_identity, unique=True)
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="guide_pages"
    )
    keeper = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="guide_pages",
        verbose_name="gepflegt von",
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name="liegt unter",
    )  # fmt: skip
    position = models.PositiveIntegerField("Platz")
    source = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adoptions",
        verbose_name="übernommen von",
    )  # fmt: skip
    source_seen_at = models.DateTimeField("Änderungen gelesen bis", null=True, blank=True)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="hält aktuell",
    )  # fmt: skip
    verified_at = models.DateTimeField("zuletzt geprüft", null=True, blank=True)
    verified_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="geprüft von"
    )
    stale_after = models.PositiveSmallIntegerField("zu prüfen nach Tagen", default=STALE_AFTER)
    created_at = models.DateTimeField("angelegt")

    class Meta:
        verbose_name = "Seite des Wegweisers"
        verbose_name_plural = "Seiten des Wegweisers"
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                name="guide_page_adopted_once", fields=["centre", "source"],
                condition=Q(source__isnull=False),
            ),
            models.CheckConstraint(
                name="guide_page_of_one_guide",
                condition=Q(centre__isnull=True) ^ Q(keeper__isnull=True),
            ),
            models.CheckConstraint(
                name="guide_page_adopted_by_a_centre",
                condition=Q(source__isnull=True)
                | Q(centre__isnull=False, source_seen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="guide_page_verified_by_somebody",
                condition=Q(verified_at__isnull=True) | Q(verified_by__isnull=False),
            ),
            models.CheckConstraint(
                name="guide_page_goes_stale_after_days", condition=Q(stale_after__gt=0)
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The identity; the title is a text like any other."""
        return self.public_id


class Section(models.Model):
    """A piece of a page that is written, translated and compared on its own; the title is one.

    `replaces`: in an adopted page, the section of the shared page it stands in for. A section whose
    German wording is not shown is not there for the public, in no language.
    """

    class Kind(models.TextChoices):
        """What the section is."""

        TITLE = "title", "Überschrift der Seite"
        TEXT = "text", "Text"
        EVENTS = "events", "Veranstaltungen vor Ort"
        COURSES = "courses", "Kurse vor Ort"
        PICTURE = "picture", "Bild"

    public_id = models.CharField("Kennung", max_length=8, default=new_identity, unique=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="sections")
    kind = models.CharField("Art", max_length=8, choices=Kind, default=Kind.TEXT)
    position = models.PositiveIntegerField("Platz")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name="steht anstelle von",
    )  # fmt: skip
    replaced_meaning = models.CharField("Fassung der Vorlage", max_length=32, blank=True)

    class Meta:
        verbose_name = "Abschnitt"
        verbose_name_plural = "Abschnitte"
        ordering = ("page", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                name="guide_section_one_at_a_place", fields=["page", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                name="guide_section_one_title", fields=["page"], condition=Q(kind="title")
            ),
            models.UniqueConstraint(
                name="guide_section_replaced_once", fields=["page", "replaces"],
                condition=Q(replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="guide_section_knows_what_it_replaced",
                condition=Q(replaces__isnull=True) | ~Q(replaced_meaning=""),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The identity."""
        return self.public_id

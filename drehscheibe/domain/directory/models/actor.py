"""An actor, and every wording of what is said of it."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.models import Municipality

STALE_AFTER = 365
"""Days after which nobody can be sure that what is said still holds (our assumption)."""


class Actor(models.Model):
    """An organisation that helps people nearby: agency, association, school, course provider …

    The centre keeps it. `kind` is a `FieldOfAction` of the facet `partnertyp`, in the words of the
    sources. `at_risk` (Schutzvermerk): the public learns the town (`municipality`), of its places
    nothing; whoever does not keep it cannot even read them (migration 0010). `public_id` names it
    outside, in links and exports, and never changes. An actor without a shown revision is known to
    nobody outside its centre. `verified_at` is when somebody last said that all still holds.
    """

    public_id = models.UUIDField("Kennung", default=uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="actors")
    kind = models.ForeignKey(
        FieldOfAction, models.PROTECT, related_name="+", limit_choices_to={"facet": "partnertyp"},
        verbose_name="Art",
    )  # fmt: skip
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, null=True, blank=True, related_name="actor",
        verbose_name="Organisation mit Zugang",
    )  # fmt: skip
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="actors",
        verbose_name="Gemeinde",
    )  # fmt: skip
    school_number = models.CharField("Schulnummer", max_length=6, null=True, blank=True)  # noqa: DJ001
    at_risk = models.BooleanField("Schutzvermerk: nur der Ort ist öffentlich", default=False)
    verified_at = models.DateTimeField("zuletzt bestätigt", null=True, blank=True)
    stale_after = models.PositiveSmallIntegerField("veraltet nach Tagen", default=STALE_AFTER)
    ended_on = models.DateField("aufgelöst am", null=True, blank=True)
    created_at = models.DateTimeField("angelegt")

    class Meta:
        verbose_name = "Akteur"
        verbose_name_plural = "Akteure"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="actor_one_of_a_school_number", fields=["school_number"]),
            models.CheckConstraint(
                name="actor_school_number_of_six_digits",
                condition=Q(school_number__isnull=True) | Q(school_number__regex=r"^[0-9]{6}$"),
            ),
            models.CheckConstraint(
                name="actor_goes_stale_after_days", condition=Q(stale_after__gt=0)
            ),
        )
        indexes = (
            models.Index(fields=["centre", "kind"], name="actor_of_centre_and_kind"),
            models.Index(fields=["id"], condition=Q(at_risk=True), name="actor_at_risk"),
        )

    def __str__(self) -> str:
        """The identity; the name stands in a revision."""
        return str(self.public_id)


class ActorRevision(models.Model):
    """One wording of what is said of an actor. Shown to the public is the one the centre cleared.

    A wording is open until the centre clears or refuses it, or a newer one replaces it. At most one
    is shown, at most one is open. `languages`: BCP 47 tags of those one can be helped in.
    """

    class Standing(models.TextChoices):
        """What became of the wording."""

        OPEN = "open", "wartet auf Freigabe"
        CLEARED = "cleared", "freigegeben"
        REFUSED = "refused", "nicht freigegeben"
        REPLACED = "replaced", "durch neueren Wortlaut ersetzt"

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("Fassung")
    standing = models.CharField("Stand", max_length=10, choices=Standing, default=Standing.OPEN)
    shown = models.BooleanField("öffentlich gezeigt", default=False)
    name = models.CharField("Name", max_length=200)
    short_name = models.CharField("Kurzname", max_length=60, blank=True)
    description = models.TextField("Was die Organisation tut", max_length=2000, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", max_length=300, blank=True)
    languages = ArrayField(
        models.CharField(max_length=20), verbose_name="Sprachen der Beratung", default=list,
        blank=True,
    )  # fmt: skip
    written_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="geschrieben von",
    )
    written_at = models.DateTimeField("geschrieben am")
    decided_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="entschieden von",
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    reason = models.TextField("Begründung", max_length=1000, blank=True)
    source = models.CharField("Quelle", max_length=200, blank=True)
    services = models.JSONField("vorgeschlagene Angebote", default=list, blank=True)

    class Meta:
        verbose_name = "Wortlaut eines Akteurs"
        verbose_name_plural = "Wortlaute von Akteuren"
        ordering = ("actor", "number")
        constraints = (
            models.UniqueConstraint(name="actor_revision_number", fields=["actor", "number"]),
            models.UniqueConstraint(
                name="actor_one_revision_shown", fields=["actor"], condition=Q(shown=True)
            ),
            models.UniqueConstraint(
                name="actor_one_revision_open", fields=["actor"], condition=Q(standing="open")
            ),
            models.CheckConstraint(
                name="actor_shows_only_what_was_cleared",
                condition=Q(shown=False) | Q(standing="cleared"),
            ),
            models.CheckConstraint(
                name="actor_revision_decided_with_a_day",
                condition=Q(standing__in=("open", "replaced")) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="actor_refused_with_a_reason",
                condition=~Q(standing="refused") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="actor_revision_decided_after_written",
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("written_at")),
            ),
        )

    def __str__(self) -> str:
        """The name it gives."""
        return self.name

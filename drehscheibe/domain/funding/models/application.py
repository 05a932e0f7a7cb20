"""A centre's funding case as the applicant's side writes it: application, posts, material."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre, IntegrationConcept
from drehscheibe.domain.funding.guideline import MaterialKind, PostCategory, Qualification
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class Is(models.TextChoices):
    """Where a case stands; read only, `workflow.APPLICATION` alone moves it."""

    DRAFT = "draft", "Entwurf"
    SIGNED_OFF = "signed_off", "Fachlich gezeichnet"
    SUBMITTED = "submitted", "Eingereicht"
    QUERY = "query", "Rückfrage offen"
    PREPARED = "prepared", "Entscheidung vorbereitet"
    GRANTED = "granted", "Bewilligt"
    REJECTED = "rejected", "Abgelehnt"
    WITHDRAWN = "withdrawn", "Zurückgenommen"
    FINAL = "final", "Bestandskräftig"


EDITABLE = (Is.DRAFT, Is.QUERY)
"""Only here may the applicant's side change what the application says."""


class Application(models.Model):
    """A carrier applies for its centre's yearly grant (Zuwendungsantrag, § 44 LHO).

    `kept_input` holds what was typed but cannot be read yet, by field id, so that nothing typed is
    lost. `version` grows with every change and `field_versions` tells which
    field changed in which one: two people at one draft notice each other.
    """

    number = models.CharField("Aktenzeichen", max_length=30, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="applications")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    guideline = models.CharField("Richtlinie", max_length=10)
    status = models.CharField("Stand", max_length=20, choices=Is, default=Is.DRAFT)
    concept = models.ForeignKey(
        IntegrationConcept,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="Integrationskonzept",
    )
    declarations = ArrayField(
        models.CharField(max_length=2), default=list, verbose_name="Erklärungen"
    )
    head_share = models.DecimalField(
        "Stellenanteil der Leitung", max_digits=3, decimal_places=2, null=True, blank=True
    )
    deputy_share = models.DecimalField(
        "Stellenanteil der Stellvertretung", max_digits=3, decimal_places=2, null=True, blank=True
    )
    seconded_teachers = models.DecimalField(
        "abgeordnete Lehrkräfte (Stellen)", max_digits=4, decimal_places=2, null=True, blank=True
    )
    komm_an_posts = models.DecimalField(
        "Stellen KOMM-AN NRW, Teil I", max_digits=3, decimal_places=2, default=Decimal(0)
    )
    lay_interpreter_concept = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    volunteering = models.DecimalField(
        "Ehrenamt und Väterarbeit (Nr. 2.3)", max_digits=12, decimal_places=2, default=Decimal(0)
    )
    kept_input = models.JSONField("noch nicht lesbare Eingaben", default=dict, blank=True)
    field_versions = models.JSONField("Fassung je Angabe", default=dict, blank=True)
    requested = models.DecimalField("Beantragt", max_digits=12, decimal_places=2, null=True)
    granted = models.DecimalField("Bewilligt", max_digits=12, decimal_places=2, null=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")
    submitted_on = models.DateField("eingereicht am", null=True)

    class Meta:
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        ordering = ("-fiscal_year", "number")
        constraints = (
            models.UniqueConstraint(
                name="application_one_a_year",
                fields=("centre", "fiscal_year"),
                condition=~Q(status__in=["withdrawn", "rejected"]),
                violation_error_message="Für dieses Haushaltsjahr gibt es schon einen Antrag.",
            ),
            models.CheckConstraint(
                name="application_granted_at_most_requested",
                condition=Q(granted__isnull=True) | Q(granted__lte=F("requested")),
            ),
            models.CheckConstraint(
                name="application_amounts_not_negative",
                condition=(Q(requested__isnull=True) | Q(requested__gte=0))
                & (Q(granted__isnull=True) | Q(granted__gte=0))
                & Q(volunteering__gte=0),
            ),
            models.CheckConstraint(
                name="application_submitted_is_complete",
                condition=Q(status__in=["draft", "signed_off", "withdrawn"])
                | Q(submitted_on__isnull=False, requested__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """The file number."""
        return self.number

    @property
    def is_editable(self) -> bool:
        """Whether the applicant's side may change the content now."""
        return self.status in EDITABLE

    @property
    def letter_series(self) -> str:
        """Under which name its frozen application documents are kept."""
        return f"funding.application:{self.pk}:application"

    @property
    def notice_series(self) -> str:
        """Under which name its frozen notices are kept."""
        return f"funding.application:{self.pk}:notice"


class FundedPost(models.Model):
    """One post of the staffing plan; every part may still be missing while the draft lives.

    Shares are parts of a full post (0.5, 1.0); amounts are euro in the fiscal year. No names of
    persons: the authority sees number, share and cost (funding.md, section 10).
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="posts")
    number = models.PositiveSmallIntegerField("Nr.")
    category = models.CharField(
        "Art",
        max_length=20,
        blank=True,
        choices=[(each.value, each.label) for each in PostCategory],
    )
    share = models.DecimalField("Anteil", max_digits=3, decimal_places=2, null=True)
    filled_from = models.DateField("besetzt ab", null=True)
    filled_to = models.DateField("besetzt bis", null=True)
    qualification = models.CharField(
        "Qualifikation",
        max_length=20,
        blank=True,
        choices=[(each.value, each.label) for each in Qualification],
    )
    exception_granted_on = models.DateField("Ausnahme erteilt am", null=True)
    expected_cost = models.DecimalField(
        "erwartete Ausgaben", max_digits=12, decimal_places=2, null=True
    )

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="post_number_once", fields=("application", "number")),
            models.CheckConstraint(
                name="post_share_between_0_and_1",
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
            ),
            models.CheckConstraint(
                name="post_cost_not_negative",
                condition=Q(expected_cost__isnull=True) | Q(expected_cost__gte=0),
            ),
        )

    def __str__(self) -> str:
        """Number and kind."""
        return f"Stelle {self.number}"


class MaterialCost(models.Model):
    """One item of the material costs (Sachausgaben), in euro."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="material")
    number = models.PositiveSmallIntegerField("Nr.")
    kind = models.CharField(
        "Art",
        max_length=30,
        blank=True,
        choices=[(each.value, each.label) for each in MaterialKind],
    )
    label = models.CharField("Bezeichnung", max_length=200, blank=True)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2, null=True)

    class Meta:
        verbose_name = "Sachausgabe"
        verbose_name_plural = "Sachausgaben"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="material_number_once", fields=("application", "number")),
            models.CheckConstraint(
                name="material_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
            ),
        )

    def __str__(self) -> str:
        """Number and label."""
        return f"Sachausgabe {self.number}"

"""The money of a programme on its way to the centres, and their calls to third parties."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.models import Municipality


class AllocationIs(models.TextChoices):
    """Where an allocation stands; read only, `workflow.ALLOCATION` alone moves it."""

    PLANNED = "planned", "Geplant"
    PREPARED = "prepared", "Vorbereitet"
    GRANTED = "granted", "Bewilligt"
    PROOF_SUBMITTED = "proof_submitted", "Nachweis eingereicht"
    CLARIFICATION = "clarification", "Klärung des Nachweises"
    CLOSED = "closed", "Abgeschlossen"


class Allocation(models.Model):
    """What one centre gets of a programme in one year (Zuteilung), in euro.

    `programme` is the programme, `version` the file whose rules hold. `training_limit` (K10) and
    `training_items` are taken over from it, so that the database itself can hold them. Both days
    of the proof are kept: the nominal one and the one shifted to a working day.
    """

    number = models.CharField("Aktenzeichen", max_length=40, unique=True)
    programme = models.CharField("Programm", max_length=40)
    version = models.CharField("Fassung des Programms", max_length=60)
    fiscal_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="allocations")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key_label = models.CharField("Verteilschlüssel", max_length=120)
    weight = models.DecimalField("Gewicht im Schlüssel", max_digits=14, decimal_places=4)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    training_limit = models.DecimalField(
        "Höchstbetrag Schulungen", max_digits=12, decimal_places=2, null=True
    )
    training_items = ArrayField(
        models.CharField(max_length=10), default=list, verbose_name="Fördergegenstände Schulung"
    )
    status = models.CharField(
        "Stand", max_length=20, choices=AllocationIs, default=AllocationIs.PLANNED
    )
    prepared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField("vorbereitet am", null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("bewilligt am", null=True)
    notice = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("Nachweis fällig am", null=True)
    due_shifted_on = models.DateField("fällig, auf einen Werktag verschoben", null=True)
    proof_submitted_on = models.DateField("Nachweis eingereicht am", null=True)
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Zuteilung"
        verbose_name_plural = "Zuteilungen"
        ordering = ("-fiscal_year", "programme", "centre__sort_key")
        constraints = (
            models.UniqueConstraint(
                name="allocation_one_a_year", fields=("programme", "fiscal_year", "centre")
            ),
            models.CheckConstraint(
                name="allocation_amounts_not_negative",
                condition=Q(amount__gte=0, weight__gte=0)
                & (Q(training_limit__isnull=True) | Q(training_limit__gte=0)),
            ),
            models.CheckConstraint(
                name="allocation_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
            ),
        )

    def __str__(self) -> str:
        """The file number."""
        return self.number

    @property
    def notice_series(self) -> str:
        """Under which name its frozen notices are kept."""
        return f"forwarding.allocation:{self.pk}:notice"


class AllocationSums(models.Model):
    """What became of an allocation, in euro; a view of the database, never written.

    Sums only, no case: so ministries and the authority may read how far the money got without
    seeing who applied. `forwarding_sums` computes a row only when it is asked for.
    """

    allocation = models.OneToOneField(
        Allocation, models.DO_NOTHING, primary_key=True, related_name="sums"
    )
    cases = models.IntegerField("Anträge")
    applied = models.DecimalField("Beantragt", max_digits=14, decimal_places=2)
    promised = models.DecimalField("Zugesagt", max_digits=14, decimal_places=2)
    contracted = models.DecimalField("Vertraglich gebunden", max_digits=14, decimal_places=2)
    ordered = models.DecimalField("Zur Zahlung angewiesen", max_digits=14, decimal_places=2)
    paid = models.DecimalField("Gezahlt", max_digits=14, decimal_places=2)
    proved = models.DecimalField("Nachgewiesen", max_digits=14, decimal_places=2)
    returned = models.DecimalField("Zurückgezahlt", max_digits=14, decimal_places=2)
    training = models.DecimalField("Schulungen zugesagt", max_digits=14, decimal_places=2)

    class Meta:
        managed = False
        db_table = "forwarding_sums"
        verbose_name = "Mittelstand"
        verbose_name_plural = "Mittelstände"

    def __str__(self) -> str:
        """Which allocation."""
        return f"Mittelstand {self.pk}"


class MunicipalShare(models.Model):
    """A centre's own sub-key: what a municipality's third parties share (Höxter), in euro."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="shares")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    weight = models.DecimalField("Gewicht", max_digits=14, decimal_places=4)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "Anteil einer Gemeinde"
        verbose_name_plural = "Anteile der Gemeinden"
        ordering = ("municipality__sort_key",)
        constraints = (
            models.UniqueConstraint(
                name="municipal_share_once", fields=("allocation", "municipality")
            ),
            models.CheckConstraint(
                name="municipal_share_not_negative", condition=Q(amount__gte=0, weight__gte=0)
            ),
        )

    def __str__(self) -> str:
        """Municipality and allocation."""
        return f"{self.municipality_id}: {self.allocation_id}"


class CallIs(models.TextChoices):
    """Where a call stands; read only, `workflow.CALL` alone moves it."""

    DRAFT = "draft", "Entwurf"
    OPEN = "open", "Geöffnet"
    CLOSED = "closed", "Geschlossen"


class ForwardingCall(models.Model):
    """A centre calls third parties to apply (Aufruf); public from its opening on.

    Centre, year and programme version repeat the allocation's (the database compares them), because
    the public may read the call but not the allocation. `applicant_cap` in euro is the centre's own
    limit per applicant, empty for none.
    """

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="calls")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    version = models.CharField("Fassung des Programms", max_length=60)
    fiscal_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    slug = models.SlugField("Adresse der Seite", max_length=120, unique=True)
    title = models.CharField("Titel", max_length=200)
    text = models.TextField("Worum es geht", blank=True)
    opens_on = models.DateField("offen ab")
    closes_on = models.DateField("offen bis")
    applicant_cap = models.DecimalField(
        "Höchstbetrag je Antragstellerin", max_digits=12, decimal_places=2, null=True, blank=True
    )
    proof_due_on = models.DateField("Nachweis der Dritten bis")
    with_jury = models.BooleanField("Jury entscheidet mit", default=False)
    contact = models.CharField("Ansprechperson", max_length=300, blank=True)
    status = models.CharField("Stand", max_length=10, choices=CallIs, default=CallIs.DRAFT)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Aufruf"
        verbose_name_plural = "Aufrufe"
        ordering = ("-fiscal_year", "-opens_on", "id")
        constraints = (
            models.CheckConstraint(
                name="call_days_in_order", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="call_cap_positive",
                condition=Q(applicant_cap__isnull=True) | Q(applicant_cap__gt=Decimal(0)),
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title

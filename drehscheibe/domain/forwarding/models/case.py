"""A third party's application with its items and the centre's questions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.models.allocation import Allocation, ForwardingCall
from drehscheibe.domain.payments.models import BankAccount
from drehscheibe.kernel.people.models import Person


class CaseIs(models.TextChoices):
    """Where a case stands; read only, `workflow.CASE` alone moves it."""

    DRAFT = "draft", "Entwurf"
    SUBMITTED = "submitted", "Eingereicht"
    QUERY = "query", "Rückfrage offen"
    CHECKED = "checked", "Geprüft"
    RANKED = "ranked", "Gereiht"
    PROMISED = "promised", "Zugesagt"
    REFUSED = "refused", "Abgelehnt"
    CONTRACTED = "contracted", "Vertrag geschlossen"
    PAID = "paid", "Ausgezahlt"
    PROOF_SUBMITTED = "proof_submitted", "Nachweis eingereicht"
    PROOF_CLARIFICATION = "proof_clarification", "Klärung des Nachweises"
    REPAYMENT = "repayment", "Rückzahlung gefordert"
    CLOSED = "closed", "Abgeschlossen"
    WITHDRAWN = "withdrawn", "Zurückgenommen"


class ApplicantKind(models.TextChoices):
    """Who applies."""

    ASSOCIATION = "association", "Verein"
    MIGRANT_ORGANISATION = "migrant_organisation", "Migrantenorganisation"
    PARISH = "parish", "Religionsgemeinschaft"
    WELFARE = "welfare", "Wohlfahrtsverband"
    VOLUNTEER_AGENCY = "volunteer_agency", "Freiwilligenagentur"
    MUNICIPALITY = "municipality", "Kommune"
    INITIATIVE = "initiative", "Initiative"
    OTHER = "other", "andere"


class ForwardingCase(models.Model):
    """A third party (Dritter, Letztempfänger) asks a centre for forwarded money, in euro.

    Nobody signs in: `link_fingerprint` is the hash of the secret in the mailed link, the address is
    proved at `confirmed_at`. `kept_input` holds by field id what cannot be read yet; `version`
    grows with every change. Allocation and centre repeat the call's (the database compares them).
    `applicant_key` and `place_key` are normalised for comparing (K07, K12).
    """

    number = models.CharField("Aktenzeichen", max_length=40, unique=True)
    call = models.ForeignKey(ForwardingCall, models.PROTECT, related_name="cases")
    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="cases")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    status = models.CharField("Stand", max_length=20, choices=CaseIs, default=CaseIs.DRAFT)

    name = models.CharField("Name der Organisation", max_length=200, blank=True)
    kind = models.CharField("Art", max_length=30, choices=ApplicantKind, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    town = models.CharField("Ort", max_length=80, blank=True)
    contact_name = models.CharField("Ansprechperson", max_length=150, blank=True)
    email = models.EmailField("E-Mail")
    phone = models.CharField("Telefon", max_length=40, blank=True)
    volunteers = models.PositiveIntegerField("Ehrenamtliche", null=True, blank=True)
    full_time = models.PositiveIntegerField("Hauptamtliche", null=True, blank=True)
    fee_staff = models.PositiveIntegerField("Honorarkräfte", null=True, blank=True)
    applicant_key = models.CharField(max_length=200, blank=True, editable=False)

    title = models.CharField("Name der Maßnahme", max_length=200, blank=True)
    description = models.TextField("Beschreibung", blank=True)
    starts_on = models.DateField("Beginn", null=True, blank=True)
    ends_on = models.DateField("Ende", null=True, blank=True)
    place_street = models.CharField("Ort der Maßnahme: Straße", max_length=150, blank=True)
    place_postal_code = models.CharField("Ort der Maßnahme: PLZ", max_length=5, blank=True)
    place_town = models.CharField("Ort der Maßnahme: Ort", max_length=80, blank=True)
    place_key = models.CharField(max_length=200, blank=True, editable=False)
    declarations = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name="Erklärungen"
    )

    account = models.ForeignKey(
        BankAccount, models.PROTECT, null=True, blank=True, related_name="+"
    )
    link_fingerprint = models.CharField(  # noqa: DJ001 – unique where there is a link
        max_length=64, unique=True, null=True, editable=False
    )
    link_sent_at = models.DateTimeField("Link verschickt am", null=True)
    confirmed_at = models.DateTimeField("E-Mail bestätigt am", null=True)
    kept_input = models.JSONField("noch nicht lesbare Eingaben", default=dict, blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    field_versions = models.JSONField("Fassung je Feld", default=dict, blank=True)
    requested = models.DecimalField("Beantragt", max_digits=12, decimal_places=2, null=True)
    promised = models.DecimalField("Zugesagt", max_digits=12, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField("Rang", null=True, blank=True)
    decision_reason = models.TextField("Begründung der Entscheidung", blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_on = models.DateField("eingereicht am", null=True)
    created_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "Antrag eines Dritten"
        verbose_name_plural = "Anträge Dritter"
        ordering = ("-id",)  # no join: a link reaches the case, not its allocation
        indexes = (
            models.Index(fields=("allocation", "status"), name="case_of_allocation"),
            models.Index(fields=("centre", "status"), name="case_of_centre"),
            models.Index(fields=("centre", "-id"), name="case_list"),
            models.Index(fields=("place_key",), name="case_place", condition=~Q(place_key="")),
        )
        constraints = (
            models.CheckConstraint(
                name="case_promised_at_most_requested",
                condition=Q(promised__isnull=True)
                | Q(promised__gte=0, requested__isnull=False, promised__lte=F("requested")),
            ),
            models.CheckConstraint(
                name="case_requested_not_negative",
                condition=Q(requested__isnull=True) | Q(requested__gte=0),
            ),
            models.CheckConstraint(
                name="case_submitted_is_complete",
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(submitted_on__isnull=False, requested__isnull=False),
            ),
            models.CheckConstraint(
                name="case_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("checked_by")),
            ),
        )

    def __str__(self) -> str:
        """The file number."""
        return self.number

    @property
    def is_editable(self) -> bool:
        """Whether the applicant may change the content now."""
        return self.status in {CaseIs.DRAFT, CaseIs.QUERY}

    @property
    def letter_series(self) -> str:
        """Under which name its frozen letters are kept; the kind of letter follows."""
        return f"forwarding.case:{self.pk}"


class CaseItem(models.Model):
    """One thing applied for (Fördergegenstand), with what was filled in and what it pays, in euro.

    `values` holds the inputs by field name, checked by the programme file (`item_values`).
    """

    case = models.ForeignKey(ForwardingCase, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField("Nr.")
    code = models.CharField("Fördergegenstand", max_length=10)
    values = models.JSONField("Angaben", default=dict)
    starts_on = models.DateField("von", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)
    place_street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    place_postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    place_town = models.CharField("Ort", max_length=80, blank=True)
    place_key = models.CharField(max_length=200, blank=True, editable=False)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2, null=True)
    promised = models.DecimalField("Zugesagt", max_digits=12, decimal_places=2, null=True)

    class Meta:
        verbose_name = "Fördergegenstand im Antrag"
        verbose_name_plural = "Fördergegenstände im Antrag"
        ordering = ("number",)
        indexes = (
            models.Index(fields=("place_key",), name="item_place", condition=~Q(place_key="")),
        )
        constraints = (
            models.UniqueConstraint(name="case_item_number_once", fields=("case", "number")),
            models.CheckConstraint(
                name="case_item_promised_at_most_amount",
                condition=Q(promised__isnull=True)
                | Q(promised__gte=0, amount__isnull=False, promised__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="case_item_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
            ),
        )

    def __str__(self) -> str:
        """Number and code."""
        return f"{self.number}: {self.code}"


class CaseQuery(models.Model):
    """The centre asks back, the third party answers through its link."""

    case = models.ForeignKey(ForwardingCase, models.CASCADE, related_name="queries")
    question = models.TextField("Frage")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gefragt am")
    answer = models.TextField("Antwort", blank=True)
    answered_at = models.DateTimeField("beantwortet am", null=True)

    class Meta:
        verbose_name = "Rückfrage an Dritte"
        verbose_name_plural = "Rückfragen an Dritte"
        ordering = ("asked_at",)

    def __str__(self) -> str:
        """Which case it belongs to."""
        return f"Rückfrage zu {self.case_id}"

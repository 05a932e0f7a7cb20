"""The proof of use of a grant: narrative, figures in the order of the finance plan, vouchers."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.funding.guideline import MaterialKind, PostCategory
from drehscheibe.domain.funding.models.application import Application, FundedPost
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class ProofIs(models.TextChoices):
    """Where a proof stands; `proof.workflow.PROOF` alone moves it."""

    DRAFT = "draft", "In Arbeit"
    SUBMITTED = "submitted", "Eingereicht"
    CLARIFICATION = "clarification", "Rückfrage offen"
    CHECKED = "checked", "Geprüft"
    HEARING = "hearing", "Anhörung"
    RECLAIMED = "reclaimed", "Erstattung gefordert"
    REPAID = "repaid", "Erstattet"
    CLOSED = "closed", "Abgeschlossen"
    ARCHIVED = "archived", "Archiviert"


PROOF_EDITABLE = (ProofIs.DRAFT, ProofIs.CLARIFICATION)
"""Only here may the carrier's side change what the proof says."""


class ProofOfUse(models.Model):
    """The carrier proves how the grant was used (Verwendungsnachweis, R23 Nr. 7.4; F18–F20).

    `due_on` is the day the guideline names, `due_shifted_on` the next working day (§ 31 (3) VwVfG
    NRW, whether it applies is unconfirmed). `eligible`, `paid` and `difference` (paid − eligible,
    euro) are fixed when it is handed in; `accepted` is what the authority's check found eligible.
    `version`, `kept_input` and `field_versions` as in `Application`.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="proof")
    status = models.CharField("Stand", max_length=20, choices=ProofIs, default=ProofIs.DRAFT)
    due_on = models.DateField("vorzulegen bis")
    due_shifted_on = models.DateField("vorzulegen bis (verschoben)")
    use_text = models.TextField("Verwendung der Mittel", blank=True)
    result_text = models.TextField("Ergebnis", blank=True)
    survey_confirmed_on = models.DateField("Fachdatenerhebung bestätigt am", null=True, blank=True)
    income = models.DecimalField(
        "andere Einnahmen", max_digits=12, decimal_places=2, null=True, blank=True
    )
    net_prices = models.BooleanField("Nettopreise (Vorsteuerabzug)", default=False)
    confirmed_necessary = models.BooleanField(
        "Ausgaben waren notwendig, wirtschaftlich und stimmen mit den Büchern überein",
        default=False,
    )
    certificate = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    certificate_on = models.DateField("Vermerk der Rechnungsprüfung vom", null=True, blank=True)
    kept_input = models.JSONField("noch nicht lesbare Eingaben", default=dict, blank=True)
    field_versions = models.JSONField("Fassung je Angabe", default=dict, blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("geändert am")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_on = models.DateField("eingereicht am", null=True)
    eligible = models.DecimalField("zuwendungsfähig", max_digits=12, decimal_places=2, null=True)
    paid = models.DecimalField("ausgezahlt", max_digits=12, decimal_places=2, null=True)
    difference = models.DecimalField("Unterschied", max_digits=12, decimal_places=2, null=True)
    accepted = models.DecimalField(
        "anerkannt", max_digits=12, decimal_places=2, null=True, blank=True
    )
    check_note = models.TextField("Prüfungsvermerk", blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField("geprüft am", null=True)
    retain_until = models.DateField("Belege aufzubewahren bis", null=True)
    legal_hold = models.BooleanField("Löschsperre", default=False)

    class Meta:
        verbose_name = "Verwendungsnachweis"
        verbose_name_plural = "Verwendungsnachweise"
        ordering = ("due_on", "application")
        constraints = (
            models.CheckConstraint(
                name="proof_due_shifts_forward", condition=Q(due_shifted_on__gte=F("due_on"))
            ),
            models.CheckConstraint(
                name="proof_amounts_not_negative",
                condition=(Q(income__isnull=True) | Q(income__gte=0))
                & (Q(eligible__isnull=True) | Q(eligible__gte=0))
                & (Q(accepted__isnull=True) | Q(accepted__gte=0))
                & (Q(paid__isnull=True) | Q(paid__gte=0)),
            ),
            models.CheckConstraint(
                name="proof_submitted_is_fixed",
                condition=Q(status="draft")
                | Q(
                    submitted_on__isnull=False,
                    eligible__isnull=False,
                    paid__isnull=False,
                    difference=F("paid") - F("eligible"),
                    retain_until__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="proof_checker_did_not_enter_it",
                condition=Q(checked_by__isnull=True)
                | (~Q(checked_by=F("entered_by")) & ~Q(checked_by=F("submitted_by"))),
            ),
        )

    def __str__(self) -> str:
        """Which grant it proves."""
        return f"Verwendungsnachweis zu {self.application}"

    @property
    def is_editable(self) -> bool:
        """Whether the carrier's side may change the content now."""
        return self.status in PROOF_EDITABLE

    @property
    def letter_series(self) -> str:
        """Under which name its frozen documents are kept."""
        return f"funding.proof:{self.pk}:proof"


class ProofPost(models.Model):
    """What a funded post really cost, against its cap (F20); euro in the fiscal year."""

    proof = models.ForeignKey(ProofOfUse, models.CASCADE, related_name="posts")
    post = models.ForeignKey(FundedPost, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField("Nr.")
    category = models.CharField(
        "Art", max_length=20, choices=[(each.value, each.label) for each in PostCategory]
    )
    share = models.DecimalField("Anteil", max_digits=3, decimal_places=2, null=True)
    filled_from = models.DateField("besetzt ab", null=True)
    filled_to = models.DateField("besetzt bis", null=True)
    actual_cost = models.DecimalField(
        "tatsächliche Ausgaben", max_digits=12, decimal_places=2, null=True
    )

    class Meta:
        verbose_name = "Stelle im Nachweis"
        verbose_name_plural = "Stellen im Nachweis"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="proof_post_number_once", fields=("proof", "number")),
            models.CheckConstraint(
                name="proof_post_cost_not_negative",
                condition=Q(actual_cost__isnull=True) | Q(actual_cost__gte=0),
            ),
            models.CheckConstraint(
                name="proof_post_share_between_0_and_1",
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
            ),
        )

    def __str__(self) -> str:
        """Number."""
        return f"Stelle {self.number}"


class ProofItem(models.Model):
    """One item of material costs, KOMM-AN part I or volunteering: planned and actual, in euro."""

    class Part(models.TextChoices):
        """The part of the grant it is paid from."""

        MATERIAL = "material", "Sachausgaben"
        KOMM_AN = "komm_an", "KOMM-AN Teil I"
        VOLUNTEERING = "volunteering", "Ehrenamt und Väterarbeit"

    proof = models.ForeignKey(ProofOfUse, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField("Nr.")
    part = models.CharField("Förderlinie", max_length=20, choices=Part)
    kind = models.CharField(
        "Art",
        max_length=30,
        blank=True,
        choices=[(each.value, each.label) for each in MaterialKind],
    )
    label = models.CharField("Bezeichnung", max_length=200, blank=True)
    planned = models.DecimalField("geplant", max_digits=12, decimal_places=2, null=True)
    actual = models.DecimalField("tatsächlich", max_digits=12, decimal_places=2, null=True)

    class Meta:
        verbose_name = "Ausgabe im Nachweis"
        verbose_name_plural = "Ausgaben im Nachweis"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="proof_item_number_once", fields=("proof", "number")),
            models.CheckConstraint(
                name="proof_item_not_negative",
                condition=(Q(actual__isnull=True) | Q(actual__gte=0))
                & (Q(planned__isnull=True) | Q(planned__gte=0)),
            ),
        )

    def __str__(self) -> str:
        """Number and label."""
        return f"{self.number} {self.label}"


class Voucher(models.Model):
    """One line of the voucher list (Beleg); kept until the proof's `retain_until` (F23)."""

    proof = models.ForeignKey(ProofOfUse, models.PROTECT, related_name="vouchers")
    number = models.PositiveIntegerField("Nr.")
    part = models.CharField(
        "Förderlinie",
        max_length=20,
        choices=[("staff", "Personalausgaben"), *ProofItem.Part.choices],
    )
    post_number = models.PositiveSmallIntegerField("Stelle", null=True, blank=True)
    dated_on = models.DateField("Datum", null=True)
    paid_on = models.DateField("gezahlt am", null=True, blank=True)
    payee = models.CharField("Empfänger", max_length=200, blank=True)
    purpose = models.CharField("Grund der Zahlung", max_length=300, blank=True)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2, null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="voucher_number_once", fields=("proof", "number")),
        )

    def __str__(self) -> str:
        """Number."""
        return f"Beleg {self.number}"


class ProofQuery(models.Model):
    """The authority asks about a proof, the carrier's side answers."""

    proof = models.ForeignKey(ProofOfUse, models.PROTECT, related_name="queries")
    question = models.TextField("Frage")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gefragt am")
    answer = models.TextField("Antwort", blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("beantwortet am", null=True)

    class Meta:
        verbose_name = "Rückfrage zum Nachweis"
        verbose_name_plural = "Rückfragen zum Nachweis"
        ordering = ("asked_at",)

    def __str__(self) -> str:
        """Which proof it belongs to."""
        return f"Rückfrage zu {self.proof}"

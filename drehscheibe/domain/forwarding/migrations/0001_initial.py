import django.contrib.postgres.fields
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0013_concept_correction"),
        ("documents", "0002_content_never_changes"),
        ("organisations", "0002_addresses"),
        ("payments", "0002_walls"),
        ("people", "0002_invitation_to_a_role"),
        ("territory", "0001_initial"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Allocation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "number",
                        models.CharField(max_length=40, unique=True, verbose_name="Aktenzeichen"),
                    ),
                    ("programme", models.CharField(max_length=40, verbose_name="Programm")),
                    (
                        "version",
                        models.CharField(max_length=60, verbose_name="Fassung des Programms"),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    (
                        "key_label",
                        models.CharField(max_length=120, verbose_name="Verteilschlüssel"),
                    ),
                    (
                        "weight",
                        models.DecimalField(
                            decimal_places=4, max_digits=14, verbose_name="Gewicht im Schlüssel"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Betrag"),
                    ),
                    (
                        "training_limit",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="Höchstbetrag Schulungen",
                        ),
                    ),
                    (
                        "training_items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=10),
                            default=list,
                            size=None,
                            verbose_name="Fördergegenstände Schulung",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("planned", "Geplant"),
                                ("prepared", "Vorbereitet"),
                                ("granted", "Bewilligt"),
                                ("proof_submitted", "Nachweis eingereicht"),
                                ("clarification", "Klärung des Nachweises"),
                                ("closed", "Abgeschlossen"),
                            ],
                            default="planned",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    ("prepared_at", models.DateTimeField(null=True, verbose_name="vorbereitet am")),
                    ("decided_on", models.DateField(null=True, verbose_name="bewilligt am")),
                    ("due_on", models.DateField(null=True, verbose_name="Nachweis fällig am")),
                    (
                        "due_shifted_on",
                        models.DateField(
                            null=True, verbose_name="fällig, auf einen Werktag verschoben"
                        ),
                    ),
                    (
                        "proof_submitted_on",
                        models.DateField(null=True, verbose_name="Nachweis eingereicht am"),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "authority",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="allocations",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "notice",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "prepared_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zuteilung",
                    "verbose_name_plural": "Zuteilungen",
                    "ordering": ("-fiscal_year", "programme", "centre__sort_key"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "fiscal_year", "centre"),
                            name="allocation_one_a_year",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__gte", 0),
                                ("weight__gte", 0),
                                models.Q(
                                    ("training_limit__isnull", True),
                                    ("training_limit__gte", 0),
                                    _connector="OR",
                                ),
                            ),
                            name="allocation_amounts_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="allocation_four_eyes",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AllocationSums",
                fields=[
                    (
                        "allocation",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            primary_key=True,
                            related_name="sums",
                            serialize=False,
                            to="forwarding.allocation",
                        ),
                    ),
                    ("cases", models.IntegerField(verbose_name="Anträge")),
                    (
                        "applied",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Beantragt"
                        ),
                    ),
                    (
                        "promised",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Zugesagt"
                        ),
                    ),
                    (
                        "contracted",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Vertraglich gebunden"
                        ),
                    ),
                    (
                        "ordered",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Zur Zahlung angewiesen"
                        ),
                    ),
                    (
                        "paid",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Gezahlt"
                        ),
                    ),
                    (
                        "proved",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Nachgewiesen"
                        ),
                    ),
                    (
                        "returned",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Zurückgezahlt"
                        ),
                    ),
                    (
                        "training",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Schulungen zugesagt"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Mittelstand",
                    "verbose_name_plural": "Mittelstände",
                    "db_table": "forwarding_sums",
                    "managed": False,
                },
            ),
            migrations.CreateModel(
                name="ForwardingCall",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "version",
                        models.CharField(max_length=60, verbose_name="Fassung des Programms"),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    (
                        "slug",
                        models.SlugField(
                            max_length=120, unique=True, verbose_name="Adresse der Seite"
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("text", models.TextField(blank=True, verbose_name="Worum es geht")),
                    ("opens_on", models.DateField(verbose_name="offen ab")),
                    ("closes_on", models.DateField(verbose_name="offen bis")),
                    (
                        "applicant_cap",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="Höchstbetrag je Antragstellerin",
                        ),
                    ),
                    ("proof_due_on", models.DateField(verbose_name="Nachweis der Dritten bis")),
                    (
                        "with_jury",
                        models.BooleanField(default=False, verbose_name="Jury entscheidet mit"),
                    ),
                    (
                        "contact",
                        models.CharField(blank=True, max_length=300, verbose_name="Ansprechperson"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("open", "Geöffnet"),
                                ("closed", "Geschlossen"),
                            ],
                            default="draft",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "allocation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="calls",
                            to="forwarding.allocation",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "created_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Aufruf",
                    "verbose_name_plural": "Aufrufe",
                    "ordering": ("-fiscal_year", "-opens_on", "id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                            name="call_days_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("applicant_cap__isnull", True),
                                ("applicant_cap__gt", Decimal("0")),
                                _connector="OR",
                            ),
                            name="call_cap_positive",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingCase",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "number",
                        models.CharField(max_length=40, unique=True, verbose_name="Aktenzeichen"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("submitted", "Eingereicht"),
                                ("query", "Rückfrage offen"),
                                ("checked", "Geprüft"),
                                ("ranked", "Gereiht"),
                                ("promised", "Zugesagt"),
                                ("refused", "Abgelehnt"),
                                ("contracted", "Vertrag geschlossen"),
                                ("paid", "Ausgezahlt"),
                                ("proof_submitted", "Nachweis eingereicht"),
                                ("proof_clarification", "Klärung des Nachweises"),
                                ("repayment", "Rückzahlung gefordert"),
                                ("closed", "Abgeschlossen"),
                                ("withdrawn", "Zurückgenommen"),
                            ],
                            default="draft",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="Name der Organisation"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("association", "Verein"),
                                ("migrant_organisation", "Migrantenorganisation"),
                                ("parish", "Religionsgemeinschaft"),
                                ("welfare", "Wohlfahrtsverband"),
                                ("volunteer_agency", "Freiwilligenagentur"),
                                ("municipality", "Kommune"),
                                ("initiative", "Initiative"),
                                ("other", "andere"),
                            ],
                            max_length=30,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "street",
                        models.CharField(
                            blank=True, max_length=150, verbose_name="Straße und Hausnummer"
                        ),
                    ),
                    (
                        "postal_code",
                        models.CharField(blank=True, max_length=5, verbose_name="Postleitzahl"),
                    ),
                    ("town", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                    (
                        "contact_name",
                        models.CharField(blank=True, max_length=150, verbose_name="Ansprechperson"),
                    ),
                    ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                    (
                        "volunteers",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="Ehrenamtliche"
                        ),
                    ),
                    (
                        "full_time",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="Hauptamtliche"
                        ),
                    ),
                    (
                        "fee_staff",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="Honorarkräfte"
                        ),
                    ),
                    ("applicant_key", models.CharField(blank=True, editable=False, max_length=200)),
                    (
                        "title",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="Name der Maßnahme"
                        ),
                    ),
                    ("description", models.TextField(blank=True, verbose_name="Beschreibung")),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="Ende")),
                    (
                        "place_street",
                        models.CharField(
                            blank=True, max_length=150, verbose_name="Ort der Maßnahme: Straße"
                        ),
                    ),
                    (
                        "place_postal_code",
                        models.CharField(
                            blank=True, max_length=5, verbose_name="Ort der Maßnahme: PLZ"
                        ),
                    ),
                    (
                        "place_town",
                        models.CharField(
                            blank=True, max_length=80, verbose_name="Ort der Maßnahme: Ort"
                        ),
                    ),
                    ("place_key", models.CharField(blank=True, editable=False, max_length=200)),
                    (
                        "declarations",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=20),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Erklärungen",
                        ),
                    ),
                    (
                        "link_fingerprint",
                        models.CharField(editable=False, max_length=64, null=True, unique=True),
                    ),
                    (
                        "link_sent_at",
                        models.DateTimeField(null=True, verbose_name="Link verschickt am"),
                    ),
                    (
                        "confirmed_at",
                        models.DateTimeField(null=True, verbose_name="E-Mail bestätigt am"),
                    ),
                    (
                        "kept_input",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="noch nicht lesbare Eingaben"
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    (
                        "requested",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Beantragt"
                        ),
                    ),
                    (
                        "promised",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Zugesagt"
                        ),
                    ),
                    (
                        "rank",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Rang"
                        ),
                    ),
                    (
                        "decision_reason",
                        models.TextField(blank=True, verbose_name="Begründung der Entscheidung"),
                    ),
                    ("submitted_on", models.DateField(null=True, verbose_name="eingereicht am")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    (
                        "account",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="payments.bankaccount",
                        ),
                    ),
                    (
                        "allocation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="cases",
                            to="forwarding.allocation",
                        ),
                    ),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="cases",
                            to="forwarding.forwardingcall",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antrag eines Dritten",
                    "verbose_name_plural": "Anträge Dritter",
                    "ordering": ("-id",),
                    "indexes": [
                        models.Index(fields=["allocation", "status"], name="case_of_allocation"),
                        models.Index(fields=["centre", "status"], name="case_of_centre"),
                        models.Index(
                            condition=models.Q(("place_key", ""), _negated=True),
                            fields=["place_key"],
                            name="case_place",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("promised__isnull", True),
                                models.Q(
                                    ("promised__gte", 0),
                                    ("promised__lte", models.F("requested")),
                                    ("requested__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="case_promised_at_most_requested",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("requested__isnull", True), ("requested__gte", 0), _connector="OR"
                            ),
                            name="case_requested_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status__in", ["draft", "withdrawn"]),
                                models.Q(
                                    ("requested__isnull", False), ("submitted_on__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            name="case_submitted_is_complete",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("checked_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="case_four_eyes",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CaseQuery",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("question", models.TextField(verbose_name="Frage")),
                    ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
                    ("answer", models.TextField(blank=True, verbose_name="Antwort")),
                    ("answered_at", models.DateTimeField(null=True, verbose_name="beantwortet am")),
                    (
                        "asked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="queries",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückfrage an Dritte",
                    "verbose_name_plural": "Rückfragen an Dritte",
                    "ordering": ("asked_at",),
                },
            ),
            migrations.CreateModel(
                name="CaseItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    ("code", models.CharField(max_length=10, verbose_name="Fördergegenstand")),
                    ("values", models.JSONField(default=dict, verbose_name="Angaben")),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="von")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                    (
                        "place_street",
                        models.CharField(
                            blank=True, max_length=150, verbose_name="Straße und Hausnummer"
                        ),
                    ),
                    (
                        "place_postal_code",
                        models.CharField(blank=True, max_length=5, verbose_name="Postleitzahl"),
                    ),
                    ("place_town", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                    ("place_key", models.CharField(blank=True, editable=False, max_length=200)),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Betrag"
                        ),
                    ),
                    (
                        "promised",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Zugesagt"
                        ),
                    ),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="items",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fördergegenstand im Antrag",
                    "verbose_name_plural": "Fördergegenstände im Antrag",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("case", "number"), name="case_item_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("promised__isnull", True),
                                models.Q(
                                    ("amount__isnull", False),
                                    ("promised__gte", 0),
                                    ("promised__lte", models.F("amount")),
                                ),
                                _connector="OR",
                            ),
                            name="case_item_promised_at_most_amount",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                            ),
                            name="case_item_amount_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingContract",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(default=1, verbose_name="Nr.")),
                    (
                        "model_version",
                        models.CharField(max_length=40, verbose_name="Fassung des Mustervertrags"),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Betrag"),
                    ),
                    ("starts_on", models.DateField(verbose_name="Beginn")),
                    ("ends_on", models.DateField(verbose_name="Ende")),
                    ("proof_due_on", models.DateField(verbose_name="Nachweis bis")),
                    (
                        "centre_signed_on",
                        models.DateField(null=True, verbose_name="vom Zentrum gezeichnet am"),
                    ),
                    (
                        "applicant_signed_on",
                        models.DateField(null=True, verbose_name="vom Dritten gezeichnet am"),
                    ),
                    ("cancelled_on", models.DateField(null=True, verbose_name="aufgehoben am")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="contracts",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "signed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "signed_copy",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Weiterleitungsvertrag",
                    "verbose_name_plural": "Weiterleitungsverträge",
                    "ordering": ("case", "number"),
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("cancelled_on__isnull", True)),
                            fields=("case",),
                            name="contract_one_in_force",
                        ),
                        models.UniqueConstraint(
                            fields=("case", "number"), name="contract_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="contract_amount_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="contract_days_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingPayment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Betrag"),
                    ),
                    ("wanted_on", models.DateField(verbose_name="gewünscht zum")),
                    ("ordered_at", models.DateTimeField(verbose_name="angewiesen am")),
                    ("cancelled_on", models.DateField(null=True, verbose_name="zurückgenommen am")),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payments",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                    (
                        "order",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="forwarding_payment",
                            to="payments.paymentorder",
                        ),
                    ),
                    (
                        "ordered_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zahlung an Dritte",
                    "verbose_name_plural": "Zahlungen an Dritte",
                    "ordering": ("case", "id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)),
                            name="forwarding_payment_positive",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingProof",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="Was ist geschehen?")),
                    (
                        "participants",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="erreichte Menschen"
                        ),
                    ),
                    (
                        "confirmed",
                        models.BooleanField(default=False, verbose_name="Richtigkeit bestätigt"),
                    ),
                    (
                        "kept_input",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="noch nicht lesbare Eingaben"
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    ("submitted_on", models.DateField(null=True, verbose_name="eingereicht am")),
                    (
                        "kept_until",
                        models.DateField(null=True, verbose_name="Belege aufzubewahren bis"),
                    ),
                    (
                        "eligible",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="anerkannt"
                        ),
                    ),
                    ("check_note", models.TextField(blank=True, verbose_name="Prüfvermerk")),
                    ("checked_on", models.DateField(null=True, verbose_name="geprüft am")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    (
                        "case",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proof",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Nachweis eines Dritten",
                    "verbose_name_plural": "Nachweise Dritter",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("eligible__isnull", True), ("eligible__gte", 0), _connector="OR"
                            ),
                            name="forwarding_proof_eligible_not_negative",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingProofLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("values", models.JSONField(default=dict, verbose_name="Angaben")),
                    (
                        "claimed",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="nachgewiesen"
                        ),
                    ),
                    (
                        "eligible",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="anerkannt"
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="Anmerkung")),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="forwarding.caseitem",
                        ),
                    ),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="lines",
                            to="forwarding.forwardingproof",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Nachweiszeile",
                    "verbose_name_plural": "Nachweiszeilen",
                    "ordering": ("item__number",),
                    "constraints": [
                        models.UniqueConstraint(fields=("proof", "item"), name="proof_line_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("claimed__isnull", True), ("claimed__gte", 0), _connector="OR"
                                ),
                                models.Q(
                                    ("eligible__isnull", True),
                                    ("eligible__gte", 0),
                                    _connector="OR",
                                ),
                            ),
                            name="proof_line_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingRepayment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Betrag"),
                    ),
                    (
                        "interest",
                        models.DecimalField(
                            decimal_places=2, default=0, max_digits=12, verbose_name="Zinsen"
                        ),
                    ),
                    ("reason", models.TextField(verbose_name="Begründung")),
                    ("claimed_on", models.DateField(verbose_name="gefordert am")),
                    ("due_on", models.DateField(verbose_name="fällig am")),
                    (
                        "returned",
                        models.DecimalField(
                            decimal_places=2, default=0, max_digits=12, verbose_name="zurückgezahlt"
                        ),
                    ),
                    ("returned_on", models.DateField(null=True, verbose_name="zurückgezahlt am")),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="repayments",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                    (
                        "claimed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückforderung von Dritten",
                    "verbose_name_plural": "Rückforderungen von Dritten",
                    "ordering": ("case", "id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__gt", 0),
                                ("interest__gte", 0),
                                ("returned__gte", 0),
                                ("returned__lte", models.F("amount")),
                            ),
                            name="forwarding_repayment_in_bounds",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ForwardingVoucher",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    ("dated_on", models.DateField(null=True, verbose_name="Datum")),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Betrag"
                        ),
                    ),
                    (
                        "payee",
                        models.CharField(blank=True, max_length=150, verbose_name="Empfänger"),
                    ),
                    ("purpose", models.CharField(blank=True, max_length=200, verbose_name="Wofür")),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="forwarding.caseitem",
                        ),
                    ),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="vouchers",
                            to="forwarding.forwardingproof",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beleg eines Dritten",
                    "verbose_name_plural": "Belege Dritter",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("proof", "number"), name="forwarding_voucher_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                            ),
                            name="forwarding_voucher_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="JuryMeeting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("held_on", models.DateField(verbose_name="Tag der Sitzung")),
                    ("place", models.CharField(blank=True, max_length=150, verbose_name="Ort")),
                    ("minutes", models.TextField(blank=True, verbose_name="Niederschrift")),
                    ("closed_at", models.DateTimeField(null=True, verbose_name="geschlossen am")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="meetings",
                            to="forwarding.forwardingcall",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "created_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jurysitzung",
                    "verbose_name_plural": "Jurysitzungen",
                    "ordering": ("-held_on",),
                },
            ),
            migrations.CreateModel(
                name="JuryMember",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=150, verbose_name="Name")),
                    (
                        "organisation_name",
                        models.CharField(blank=True, max_length=200, verbose_name="Organisation"),
                    ),
                    (
                        "organisation_key",
                        models.CharField(blank=True, editable=False, max_length=200),
                    ),
                    (
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="members",
                            to="forwarding.jurymeeting",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jurymitglied",
                    "verbose_name_plural": "Jurymitglieder",
                    "ordering": ("name",),
                    "constraints": [
                        models.UniqueConstraint(fields=("meeting", "name"), name="jury_member_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="JuryConflict",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="Grund")),
                    ("declared_at", models.DateTimeField(verbose_name="erklärt am")),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="conflicts",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                    (
                        "member",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="conflicts",
                            to="forwarding.jurymember",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Befangenheit",
                    "verbose_name_plural": "Befangenheiten",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("member", "case"), name="jury_conflict_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="JuryVote",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("points", models.PositiveSmallIntegerField(null=True, verbose_name="Punkte")),
                    (
                        "comment",
                        models.CharField(blank=True, max_length=300, verbose_name="Anmerkung"),
                    ),
                    ("entered_at", models.DateTimeField(verbose_name="eingetragen am")),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="votes",
                            to="forwarding.forwardingcase",
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "member",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="votes",
                            to="forwarding.jurymember",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jurystimme",
                    "verbose_name_plural": "Jurystimmen",
                    "constraints": [
                        models.UniqueConstraint(fields=("member", "case"), name="jury_vote_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("points__isnull", True), ("points__lte", 10), _connector="OR"
                            ),
                            name="jury_points_0_to_10",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MunicipalShare",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "weight",
                        models.DecimalField(
                            decimal_places=4, max_digits=14, verbose_name="Gewicht"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Betrag"),
                    ),
                    (
                        "allocation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="shares",
                            to="forwarding.allocation",
                        ),
                    ),
                    (
                        "municipality",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.municipality",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anteil einer Gemeinde",
                    "verbose_name_plural": "Anteile der Gemeinden",
                    "ordering": ("municipality__sort_key",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("allocation", "municipality"), name="municipal_share_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gte", 0), ("weight__gte", 0)),
                            name="municipal_share_not_negative",
                        ),
                    ],
                },
            ),
        ]
    )

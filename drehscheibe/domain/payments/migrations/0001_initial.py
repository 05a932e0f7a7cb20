import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import drehscheibe.kernel.organisations.models
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_content_never_changes"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="BankAccount",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("holder", models.CharField(max_length=70, verbose_name="Kontoinhaber")),
                    (
                        "iban_sealed",
                        models.TextField(editable=False, verbose_name="IBAN, verschlüsselt"),
                    ),
                    (
                        "iban_mark",
                        models.CharField(
                            editable=False, max_length=64, verbose_name="Erkennungsmerkmal der IBAN"
                        ),
                    ),
                    ("iban_country", models.CharField(max_length=2, verbose_name="Land der IBAN")),
                    (
                        "iban_tail",
                        models.CharField(max_length=4, verbose_name="letzte Stellen der IBAN"),
                    ),
                    ("bic", models.CharField(blank=True, max_length=11, verbose_name="BIC")),
                    ("valid_from", models.DateField(verbose_name="gültig von")),
                    ("valid_to", models.DateField(null=True, verbose_name="gültig bis")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("entered", "Noch nicht bestätigt"),
                                ("confirmed", "Bestätigt"),
                                ("refused", "Verworfen"),
                            ],
                            default="entered",
                            max_length=12,
                            verbose_name="Stand",
                        ),
                    ),
                    ("entered_at", models.DateTimeField(verbose_name="eingetragen am")),
                    (
                        "entered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "kept_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="geführt bei",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="accounts",
                            to="organisations.organisation",
                            verbose_name="Organisation",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Bankverbindung",
                    "verbose_name_plural": "Bankverbindungen",
                    "ordering": ("holder", "-valid_from", "-id"),
                    "indexes": [models.Index(fields=["iban_mark"], name="account_mark")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to__isnull", True),
                                ("valid_to__gte", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="account_validity_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("holder", ""), _negated=True),
                            name="account_names_its_holder",
                        ),
                        django.contrib.postgres.constraints.ExclusionConstraint(
                            condition=models.Q(("owner__isnull", False), ("status", "confirmed")),
                            expressions=[
                                ("owner", "="),
                                (
                                    drehscheibe.kernel.organisations.models.DateRange(
                                        "valid_from",
                                        "valid_to",
                                        django.contrib.postgres.fields.ranges.RangeBoundary(
                                            inclusive_upper=True
                                        ),
                                    ),
                                    "&&",
                                ),
                            ],
                            name="account_one_confirmed_a_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PaymentRun",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.CharField(max_length=20, unique=True, verbose_name="Nummer")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "In Vorbereitung"),
                                ("prepared", "Wartet auf Freigabe"),
                                ("released", "Freigegeben"),
                                ("sent", "Bei der Bank"),
                                ("confirmed", "Ausgeführt"),
                                ("cancelled", "Verworfen"),
                            ],
                            default="draft",
                            max_length=12,
                            verbose_name="Stand",
                        ),
                    ),
                    ("execution_on", models.DateField(verbose_name="Auszuführen am")),
                    (
                        "total",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Summe"
                        ),
                    ),
                    (
                        "count",
                        models.PositiveIntegerField(null=True, verbose_name="Zahl der Zahlungen"),
                    ),
                    ("started_at", models.DateTimeField(verbose_name="angelegt am")),
                    ("executed_on", models.DateField(null=True, verbose_name="ausgeführt am")),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="payments.bankaccount",
                            verbose_name="Belastetes Konto",
                        ),
                    ),
                    (
                        "file",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                            verbose_name="Datei für die Bank",
                        ),
                    ),
                    (
                        "payer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payment_runs",
                            to="organisations.organisation",
                            verbose_name="Zahlende Stelle",
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
                    (
                        "released_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "started_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zahlungslauf",
                    "verbose_name_plural": "Zahlungsläufe",
                    "ordering": ("-id",),
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("status", "draft")),
                            fields=("payer",),
                            name="run_one_draft_a_payer",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("released_by__isnull", True),
                                models.Q(("released_by", models.F("prepared_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="run_four_eyes",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("status__in", ["released", "sent", "confirmed"]), _negated=True
                                ),
                                models.Q(
                                    ("file__isnull", False),
                                    ("released_by__isnull", False),
                                    ("total__gt", 0),
                                ),
                                _connector="OR",
                            ),
                            name="run_released_with_its_file",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status", "confirmed"), _negated=True),
                                ("executed_on__isnull", False),
                                _connector="OR",
                            ),
                            name="run_confirmed_with_its_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PaymentOrder",
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
                    ("purpose", models.CharField(max_length=140, verbose_name="Verwendungszweck")),
                    ("subject", models.CharField(max_length=100, verbose_name="Anlass")),
                    (
                        "attempt",
                        models.PositiveSmallIntegerField(default=1, verbose_name="Versuch"),
                    ),
                    ("wanted_on", models.DateField(verbose_name="Gewünscht zum")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("open", "Offen"),
                                ("collected", "Im Zahlungslauf"),
                                ("paid", "Gezahlt"),
                                ("returned", "Zurückgekommen"),
                                ("cancelled", "Zurückgenommen"),
                            ],
                            default="open",
                            max_length=12,
                            verbose_name="Stand",
                        ),
                    ),
                    ("paid_on", models.DateField(null=True, verbose_name="gezahlt am")),
                    ("returned_on", models.DateField(null=True, verbose_name="zurückgekommen am")),
                    ("ordered_at", models.DateTimeField(verbose_name="angewiesen am")),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="orders",
                            to="payments.bankaccount",
                            verbose_name="Empfängerkonto",
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
                    (
                        "payer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payment_orders",
                            to="organisations.organisation",
                            verbose_name="Zahlende Stelle",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="für das Zentrum",
                        ),
                    ),
                    (
                        "run",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="orders",
                            to="payments.paymentrun",
                            verbose_name="Zahlungslauf",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zahlungsanweisung",
                    "verbose_name_plural": "Zahlungsanweisungen",
                    "ordering": ("wanted_on", "id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="order_amount_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("subject", ""), _negated=True),
                                models.Q(("purpose", ""), _negated=True),
                            ),
                            name="order_names_subject_and_purpose",
                        ),
                        models.UniqueConstraint(
                            fields=("subject", "attempt"), name="order_attempt_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("status__in", ["open", "collected", "paid"])),
                            fields=("subject",),
                            name="order_one_live_a_subject",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status", "open"),
                                models.Q(("run__isnull", True), ("status", "cancelled")),
                                models.Q(
                                    ("run__isnull", False),
                                    ("status__in", ["collected", "paid", "returned"]),
                                ),
                                _connector="OR",
                            ),
                            name="order_run_fits_status",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status", "paid"), _negated=True),
                                ("paid_on__isnull", False),
                                _connector="OR",
                            ),
                            name="order_paid_with_its_day",
                        ),
                    ],
                },
            ),
        ]
    )

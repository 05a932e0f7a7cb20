"""A third party's proof as PDF, holds on its vouchers, and interest on what is paid back."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

from drehscheibe.kernel.permissions.second_wall import protect

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """What the third parties' end of a case needs."""

    dependencies = [
        ("documents", "0002_content_never_changes"),
        ("funding", "0030_reclaims_and_holds"),
        ("forwarding", "0021_sums_in_one_pass"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="ForwardingHold",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("held", models.BooleanField(verbose_name="gesetzt")),
                    ("reason", models.TextField(verbose_name="Begründung")),
                    ("at", models.DateTimeField(verbose_name="am")),
                ],
                options={
                    "verbose_name": "Löschsperre eines Nachweises Dritter",
                    "verbose_name_plural": "Löschsperren der Nachweise Dritter",
                    "ordering": ("at", "id"),
                },
            ),
            migrations.CreateModel(
                name="ForwardingReceipt",
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
                    ("received_on", models.DateField(verbose_name="eingegangen am")),
                    ("noted_at", models.DateTimeField(verbose_name="eingetragen am")),
                ],
                options={
                    "verbose_name": "Geldeingang von Dritten",
                    "verbose_name_plural": "Geldeingänge von Dritten",
                    "ordering": ("received_on", "id"),
                },
            ),
            migrations.RemoveConstraint(
                model_name="forwardingrepayment",
                name="forwarding_repayment_in_bounds",
            ),
            migrations.AddField(
                model_name="forwardingproof",
                name="document",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="documents.document",
                ),
            ),
            migrations.AddField(
                model_name="forwardingproof",
                name="legal_hold",
                field=models.BooleanField(default=False, verbose_name="Löschsperre"),
            ),
            migrations.AddField(
                model_name="forwardingrepayment",
                name="arises_on",
                field=models.DateField(null=True, verbose_name="zu verzinsen ab"),
            ),
            migrations.AddField(
                model_name="forwardingrepayment",
                name="interest_returned",
                field=models.DecimalField(
                    decimal_places=2, default=0, max_digits=12, verbose_name="Zinsen eingegangen"
                ),
            ),
            migrations.AddField(
                model_name="forwardingrepayment",
                name="waived_reason",
                field=models.TextField(
                    blank=True, verbose_name="Zinsen nicht weiter gefordert, weil"
                ),
            ),
            migrations.AddField(
                model_name="forwardingvoucher",
                name="paid_on",
                field=models.DateField(null=True, verbose_name="bezahlt am"),
            ),
            migrations.AlterField(
                model_name="forwardingvoucher",
                name="payee",
                field=models.CharField(blank=True, max_length=150, verbose_name="Von wem"),
            ),
            migrations.AddConstraint(
                model_name="forwardingrepayment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("amount__gt", 0),
                        ("interest__gte", 0),
                        ("interest_returned__gte", 0),
                        ("interest_returned__lte", models.F("interest")),
                        ("returned__gte", 0),
                        ("returned__lte", models.F("amount")),
                    ),
                    name="forwarding_repayment_in_bounds",
                ),
            ),
            migrations.AddField(
                model_name="forwardinghold",
                name="by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.person",
                ),
            ),
            migrations.AddField(
                model_name="forwardinghold",
                name="proof",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="holds",
                    to="forwarding.forwardingproof",
                ),
            ),
            migrations.AddField(
                model_name="forwardingreceipt",
                name="claim",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="receipts",
                    to="forwarding.forwardingrepayment",
                ),
            ),
            migrations.AddField(
                model_name="forwardingreceipt",
                name="noted_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.person",
                ),
            ),
            migrations.AddConstraint(
                model_name="forwardinghold",
                constraint=models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True),
                    name="forwarding_hold_has_reason",
                ),
            ),
            migrations.AddConstraint(
                model_name="forwardingreceipt",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount__gt", 0)), name="forwarding_receipt_positive"
                ),
            ),
            protect(
                "forwarding_forwardinghold",
                own="proof_id IN (SELECT id FROM forwarding_forwardingproof)",
            ),
            protect(
                "forwarding_forwardingreceipt",
                own="claim_id IN (SELECT id FROM forwarding_forwardingrepayment)",
            ),
            migrations.RunSQL(
                (SQL / "proof_and_interest.sql").read_text("utf-8"),
                (SQL / "proof_and_interest_undo.sql").read_text("utf-8"),
            ),
        ]
    )

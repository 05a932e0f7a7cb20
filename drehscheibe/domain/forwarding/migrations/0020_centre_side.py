"""The centre's own proof, a jury's result that stands, and an index for the list of cases."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

from drehscheibe.kernel.permissions.second_wall import protect

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """What the centre's side needs beside the common tables."""

    dependencies = [("forwarding", "0010_field_versions")]
    operations = together(
        [
            migrations.CreateModel(
                name="AllocationProof",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="Sachbericht")),
                    ("figures", models.JSONField(blank=True, default=dict, verbose_name="Zahlen")),
                    ("submitted_on", models.DateField(null=True, verbose_name="eingereicht am")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    (
                        "allocation",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="own_proof",
                            to="forwarding.allocation",
                        ),
                    ),
                    (
                        "changed_by",
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
                    (
                        "submitted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Nachweis der Weiterleitung",
                    "verbose_name_plural": "Nachweise der Weiterleitung",
                },
            ),
            migrations.AddIndex(
                model_name="forwardingcase",
                index=models.Index(fields=["centre", "-id"], name="case_list"),
            ),
            protect(
                "forwarding_allocationproof",
                own="allocation_id IN (SELECT id FROM forwarding_allocation)",
            ),
            migrations.RunSQL(
                (SQL / "centre_side.sql").read_text("utf-8"),
                (SQL / "centre_side_undo.sql").read_text("utf-8"),
            ),
        ]
    )

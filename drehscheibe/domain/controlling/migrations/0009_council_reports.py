"""Reports to the own council."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.schema.together import together

OF_OWN_REPORT = "report_id IN (SELECT id FROM controlling_annualreport WHERE {})"
KEPT = """
CREATE FUNCTION controlling_council_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of a council report cannot change' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER controlling_council_kept BEFORE UPDATE OR DELETE ON controlling_councilreport
    FOR EACH ROW EXECUTE FUNCTION controlling_council_kept();
"""
NOT_KEPT = """
DROP TRIGGER controlling_council_kept ON controlling_councilreport;
DROP FUNCTION controlling_council_kept();
"""


class Migration(migrations.Migration):
    """Rows, their wall (the centre alone), and a freeze: another version is another row."""

    dependencies = [
        ("controlling", "0008_participation_walls"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="CouncilReport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("body", models.CharField(blank=True, max_length=150, verbose_name="Gremium")),
                    ("introduction", models.TextField(blank=True, verbose_name="Einleitung")),
                    ("closing", models.TextField(blank=True, verbose_name="Schluss")),
                    (
                        "goals",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.PositiveSmallIntegerField(),
                            blank=True,
                            size=None,
                            verbose_name="Ziele",
                        ),
                    ),
                    (
                        "parts",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=20),
                            blank=True,
                            size=None,
                            verbose_name="Teile",
                        ),
                    ),
                    ("made_at", models.DateTimeField(verbose_name="gespeichert am")),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="council_reports",
                            to="controlling.annualreport",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="controlling.reportversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Ratsbericht",
                    "verbose_name_plural": "Ratsberichte",
                    "ordering": ("report", "-number"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("report", "number"), name="council_report_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("title", ""), _negated=True),
                            name="council_report_has_a_title",
                        ),
                    ],
                },
            ),
            protect("controlling_councilreport", own=OF_OWN_REPORT.format(OWN_CENTRE)),
            migrations.RunSQL(KEPT, NOT_KEPT),
        ]
    )

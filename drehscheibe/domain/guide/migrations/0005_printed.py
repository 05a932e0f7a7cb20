"""Guides as PDF: everybody may read which there are, only the worker writes."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

READ_BY_ALL = """
ALTER TABLE guide_guideprint ENABLE ROW LEVEL SECURITY;
CREATE POLICY guide_guideprint_read ON guide_guideprint FOR SELECT USING (true);
CREATE POLICY guide_guideprint_write ON guide_guideprint
    USING ((SELECT app_reach()) = 'system') WITH CHECK ((SELECT app_reach()) = 'system');
"""
OPEN = """
DROP POLICY guide_guideprint_write ON guide_guideprint;
DROP POLICY guide_guideprint_read ON guide_guideprint;
ALTER TABLE guide_guideprint DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """A row a guide or chapter and language."""

    dependencies = [
        ("centres", "0015_centres_of_the_reader"),
        ("guide", "0004_courses_in_pages"),
        ("organisations", "0002_addresses"),
    ]

    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="GuidePrint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("language", models.CharField(max_length=20, verbose_name="Sprache")),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="Prüfsumme des Inhalts"),
                        ),
                        (
                            "storage_key",
                            models.CharField(
                                editable=False, max_length=200, unique=True, verbose_name="Ablage"
                            ),
                        ),
                        ("size", models.PositiveIntegerField(verbose_name="Größe in Byte")),
                        ("made_at", models.DateTimeField(verbose_name="erstellt")),
                        (
                            "centre",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="centres.centre",
                            ),
                        ),
                        (
                            "chapter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="guide.page",
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Wegweiser als PDF",
                        "verbose_name_plural": "Wegweiser als PDF",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "keeper", "chapter", "language"),
                                name="guide_print_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("centre__isnull", True),
                                    ("keeper__isnull", True),
                                    _connector="XOR",
                                ),
                                name="guide_print_of_one",
                            ),
                        ],
                    },
                )
            ]
        ),
        migrations.RunSQL(READ_BY_ALL, OPEN),
    ]

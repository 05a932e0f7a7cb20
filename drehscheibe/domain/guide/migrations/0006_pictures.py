"""Sections that are pictures, and their files: whoever reads a wording sees its picture."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

KINDS = [
    ("title", "Überschrift der Seite"), ("text", "Text"),
    ("events", "Veranstaltungen vor Ort"), ("courses", "Kurse vor Ort"), ("picture", "Bild"),
]  # fmt: skip
KEPT = """((SELECT app_reach()) = 'system'
        OR section_id IN (SELECT s.id FROM guide_section s JOIN guide_page p ON p.id = s.page_id
            WHERE p.centre_id = ANY ((SELECT app_centres())::bigint[])
            OR p.keeper_id = ANY ((SELECT app_organisations())::bigint[])))"""
WALLS = """
ALTER TABLE guide_guidepicture ENABLE ROW LEVEL SECURITY;
CREATE POLICY guide_guidepicture_read ON guide_guidepicture FOR SELECT USING (
    KEPT OR EXISTS (
        SELECT 1 FROM guide_wording w WHERE w.section_id = guide_guidepicture.section_id));
CREATE POLICY guide_guidepicture_add ON guide_guidepicture FOR INSERT WITH CHECK (KEPT);
CREATE POLICY guide_guidepicture_drop ON guide_guidepicture FOR DELETE USING (KEPT);
"""
OPEN = """
DROP POLICY guide_guidepicture_drop ON guide_guidepicture;
DROP POLICY guide_guidepicture_add ON guide_guidepicture;
DROP POLICY guide_guidepicture_read ON guide_guidepicture;
ALTER TABLE guide_guidepicture DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Nobody updates a picture: there is no policy for it."""

    dependencies = [
        ("guide", "0005_printed"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = [
        *together(
            [
                migrations.AlterField(
                    "section", "kind",
                    models.CharField(
                        choices=KINDS, default="text", max_length=8, verbose_name="Art"
                    ),
                ),
                migrations.CreateModel(
                    name="GuidePicture",
                    fields=[
                        ("id", models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("digest", models.CharField(
                            db_index=True, max_length=32, verbose_name="Prüfsumme")),
                        ("widths", django.contrib.postgres.fields.ArrayField(
                            base_field=models.PositiveIntegerField(), size=None,
                            verbose_name="Breiten in Bildpunkten")),
                        ("width", models.PositiveIntegerField(verbose_name="Breite")),
                        ("height", models.PositiveIntegerField(verbose_name="Höhe")),
                        ("author", models.CharField(
                            max_length=120, verbose_name="Urheberin oder Urheber")),
                        ("licence", models.CharField(max_length=20, verbose_name="Lizenz")),
                        ("added_at", models.DateTimeField(verbose_name="hochgeladen")),
                        ("added_by", models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+",
                            to="people.person")),
                        ("section", models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE, related_name="picture",
                            to="guide.section")),
                    ],
                    options={
                        "verbose_name": "Bild des Wegweisers",
                        "verbose_name_plural": "Bilder des Wegweisers",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("author", ""), _negated=True)
                                & models.Q(("licence", ""), _negated=True),
                                name="guide_picture_says_whose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("height__gt", 0), ("width__gt", 0), ("widths__len__gt", 0)),
                                name="guide_picture_has_a_size",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(WALLS.replace("KEPT", KEPT), OPEN),
    ]  # fmt: skip

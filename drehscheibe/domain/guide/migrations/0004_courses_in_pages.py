"""Sections in which courses stand, and which."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

KINDS = [
    ("title", "Überschrift der Seite"), ("text", "Text"),
    ("events", "Veranstaltungen vor Ort"), ("courses", "Kurse vor Ort"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("guide", "0003_exchange")]

    operations = [
        *together(
            [
                migrations.AlterField(
                    "section", "kind",
                    models.CharField(
                        choices=KINDS, default="text", max_length=8, verbose_name="Art"
                    ),
                ),
                migrations.AddField(
                    "section", "choice",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Auswahl der Kurse",
                        help_text="Was hinter dem Fragezeichen einer Kurssuche steht.",
                    ),
                    preserve_default=False,
                ),
                migrations.AddConstraint(
                    "section",
                    models.CheckConstraint(
                        condition=models.Q(("choice", ""), ("kind", "courses"), _connector="OR"),
                        name="guide_section_chooses_courses",
                    ),
                ),
            ]
        )
    ]  # fmt: skip

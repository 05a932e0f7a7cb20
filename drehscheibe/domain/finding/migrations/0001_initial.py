"""What can be found and the words it is written in; everybody reads, only the system writes."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

SYSTEM = "(SELECT app_reach()) = 'system'"


def wall(table: str) -> migrations.RunSQL:
    """Two policies, because one for all acts would let everybody write."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_read ON {table} FOR SELECT USING (true);"
        f"CREATE POLICY {table}_write ON {table} USING ({SYSTEM}) WITH CHECK ({SYSTEM});",
        f"DROP POLICY {table}_write ON {table}; DROP POLICY {table}_read ON {table};"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    """`pg_trgm` is there since territory/0001."""

    initial = True
    dependencies = [
        ("centres", "0001_initial"),
        ("permissions", "0003_which_day"),
        ("territory", "0001_initial"),
    ]
    operations = together([
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(
                    choices=[
                        ("course", "Sprachkurse"), ("guide", "Wegweiser"),
                        ("event", "Veranstaltungen"), ("actor", "Wer hilft"),
                        ("centre", "Kommunale Integrationszentren"),
                    ],
                    max_length=8, verbose_name="Art")),
                ("key", models.CharField(max_length=80, verbose_name="Schlüssel")),
                ("thing", models.CharField(max_length=80, verbose_name="Gegenstand")),
                ("language", models.CharField(max_length=20, verbose_name="Sprache")),
                ("title", models.TextField(verbose_name="Titel")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                ("digest", models.CharField(max_length=32, verbose_name="Fingerabdruck")),
                ("vector", django.contrib.postgres.search.SearchVectorField(
                    verbose_name="Suchvektor")),
                ("centre", models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                    to="centres.centre", verbose_name="Zentrum")),
            ],
            options={
                "verbose_name": "Gefundenes",
                "verbose_name_plural": "Gefundenes",
                "ordering": ("kind", "key", "language"),
                "indexes": [django.contrib.postgres.indexes.GinIndex(
                    fields=["vector"], name="found_by_words")],
                "constraints": [models.UniqueConstraint(
                    fields=("kind", "key", "language"), name="found_once_in_a_language")],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(
                    max_length=80, primary_key=True, serialize=False, verbose_name="Wort")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="so oft")),
            ],
            options={
                "verbose_name": "Wort der Suche",
                "verbose_name_plural": "Wörter der Suche",
                "ordering": ("word",),
                "indexes": [django.contrib.postgres.indexes.GinIndex(
                    django.contrib.postgres.indexes.OpClass("word", "gin_trgm_ops"),
                    name="word_by_likeness")],
            },
        ),
        wall("finding_searchdocument"),
        wall("finding_searchword"),
    ])  # fmt: skip

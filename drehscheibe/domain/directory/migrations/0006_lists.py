"""Tables of actors on their way in, and how their columns were read; behind the wall of the centre."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.domain.centres.walls import OF_READERS_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """An upload waits between the steps; a mapping is remembered."""

    dependencies = [
        ("centres", "0015_centres_of_the_reader"),
        ("directory", "0005_kept_by_index"),
        ("people", "0003_language_of_account"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="ActorMapping",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "fingerprint",
                        models.CharField(max_length=64, verbose_name="Kennung der Spalten"),
                    ),
                    ("columns", models.JSONField(default=dict, verbose_name="Zuordnung")),
                    ("made_at", models.DateTimeField(verbose_name="gemerkt am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gemerkte Spalten einer Akteursliste",
                    "verbose_name_plural": "Gemerkte Spalten von Akteurslisten",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("centre", "fingerprint"), name="actor_mapping_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ActorUpload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="Datei")),
                    ("content", models.BinaryField(verbose_name="Inhalt")),
                    ("columns", models.JSONField(default=dict, verbose_name="Zuordnung")),
                    ("made_at", models.DateTimeField(verbose_name="hochgeladen")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Akteursliste in Arbeit",
                    "verbose_name_plural": "Akteurslisten in Arbeit",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("centre", "made_by"), name="actor_upload_once"
                        )
                    ],
                },
            ),
        ]
    ) + [
        protect("directory_actorupload", own=OF_READERS_CENTRE),
        protect("directory_actormapping", own=OF_READERS_CENTRE),
    ]

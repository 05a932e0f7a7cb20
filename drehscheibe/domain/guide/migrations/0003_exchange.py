"""Files of other systems, where pages came from, requests to a machine, who wants no mail."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.domain.centres.walls import OF_READERS_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.schema.together import together

OF_KEPT_EDITION = (
    "edition_id IN (SELECT e.id FROM guide_edition e JOIN guide_page p ON p.id = e.page_id"
    " WHERE p.centre_id = ANY ((SELECT app_centres())::bigint[])"
    " OR p.keeper_id = ANY ((SELECT app_organisations())::bigint[]))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0015_centres_of_the_reader"),
        ("guide", "0002_walls"),
        ("people", "0003_language_of_account"),
        ("permissions", "0003_which_day"),
    ]

    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="ReminderStop",
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
                        ("since", models.DateTimeField(verbose_name="seit")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Abbestellte Erinnerungen an den Wegweiser",
                        "verbose_name_plural": "Abbestellte Erinnerungen an den Wegweiser",
                    },
                ),
                migrations.CreateModel(
                    name="TakenPage",
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
                        (
                            "marks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=600),
                                size=None,
                                verbose_name="Kennungen dort",
                            ),
                        ),
                        ("said", models.JSONField(default=dict, verbose_name="was dort stand")),
                        ("taken_at", models.DateTimeField(verbose_name="übernommen am")),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taken_pages",
                                to="centres.centre",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taken_from",
                                to="guide.page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Herkunft einer Seite",
                        "verbose_name_plural": "Herkunft von Seiten",
                    },
                ),
                migrations.CreateModel(
                    name="GuideUpload",
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
                        ("name", models.CharField(max_length=120, verbose_name="Datei")),
                        ("content", models.BinaryField(verbose_name="Inhalt")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("reading", "wird gelesen"),
                                    ("read", "gelesen"),
                                    ("taking", "wird übernommen"),
                                    ("done", "übernommen"),
                                ],
                                default="reading",
                                max_length=7,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "plan",
                            models.JSONField(
                                blank=True, default=dict, verbose_name="was übernommen würde"
                            ),
                        ),
                        (
                            "failed",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="warum nicht"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="hochgeladen")),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guide_uploads",
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
                        "verbose_name": "Wegweiser-Datei in Arbeit",
                        "verbose_name_plural": "Wegweiser-Dateien in Arbeit",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "made_by"), name="guide_upload_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MachineRequest",
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
                        ("asked_at", models.DateTimeField(verbose_name="gewünscht am")),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fertig am"),
                        ),
                        (
                            "told",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="was daraus wurde"
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "edition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_request",
                                to="guide.edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Auftrag an die Übersetzungsmaschine",
                        "verbose_name_plural": "Aufträge an die Übersetzungsmaschine",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True),
                                    models.Q(("told", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="guide_machine_says_what_became_of_it",
                            )
                        ],
                    },
                ),
            ]
        ),
        protect("guide_guideupload", own=OF_READERS_CENTRE),
        protect("guide_takenpage", own=OF_READERS_CENTRE),
        protect("guide_machinerequest", own=OF_KEPT_EDITION),
        protect("guide_reminderstop", own="person_id = (SELECT app_person())"),
    ]

"""Values nobody entered, what the rules found, a planning on its way in."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

from drehscheibe.kernel.permissions.second_wall import protect

OWN_CENTRE = (
    "centre_id IN (SELECT id FROM centres_centre WHERE"
    " organisation_id = ANY ((SELECT app_organisations())::bigint[])"
    " OR carrier_id = ANY ((SELECT app_organisations())::bigint[]))"
)


class Migration(migrations.Migration):
    """Fed by the platform itself: nobody entered it."""

    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("controlling", "0005_goal_is_written"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.AlterField(
                model_name="value",
                name="entered_by",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.person",
                ),
            ),
            migrations.CreateModel(
                name="PlanningUpload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="Dateiname")),
                    ("content", models.BinaryField(verbose_name="Inhalt")),
                    ("columns", models.JSONField(default=dict, verbose_name="Zuordnung")),
                    ("made_at", models.DateTimeField(verbose_name="hochgeladen am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
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
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="planning_uploads",
                            to="controlling.goalperiod",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Hochgeladene Planung",
                    "verbose_name_plural": "Hochgeladene Planungen",
                    "ordering": ("-made_at",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("period", "made_by"), name="planning_upload_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ValueCheck",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    (
                        "blocking",
                        models.PositiveIntegerField(default=0, verbose_name="zu berichtigen"),
                    ),
                    ("warnings", models.PositiveIntegerField(default=0, verbose_name="zu prüfen")),
                    (
                        "unexplained",
                        models.PositiveIntegerField(default=0, verbose_name="ohne Anmerkung"),
                    ),
                    ("found_since", models.DateTimeField(null=True, verbose_name="offen seit")),
                    ("looked_at", models.DateTimeField(verbose_name="geprüft am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="value_checks",
                            to="controlling.goalperiod",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Prüfung der Werte",
                    "verbose_name_plural": "Prüfungen der Werte",
                    "ordering": ("-year",),
                    "constraints": [
                        models.UniqueConstraint(fields=("period", "year"), name="value_check_once")
                    ],
                },
            ),
            protect("controlling_valuecheck", own=OWN_CENTRE),
            protect("controlling_planningupload", own=OWN_CENTRE),
        ]
    )

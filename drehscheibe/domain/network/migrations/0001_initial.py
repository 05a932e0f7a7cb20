"""Relations between actors, snapshots of the network."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import drehscheibe.kernel.organisations.models
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0015_centres_of_the_reader"),
        ("directory", "0002_walls"),
        ("people", "0003_language_of_account"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Relation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("kind", models.CharField(max_length=20, verbose_name="Art")),
                    ("mutual", models.BooleanField(verbose_name="gilt in beide Richtungen")),
                    (
                        "strength",
                        models.PositiveSmallIntegerField(
                            default=2, verbose_name="Stärke (1 bis 3)"
                        ),
                    ),
                    ("since", models.DateField(verbose_name="seit")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="bis")),
                    (
                        "source",
                        models.CharField(
                            choices=[("asserted", "angegeben"), ("derived", "abgeleitet")],
                            default="asserted",
                            max_length=10,
                            verbose_name="Quelle",
                        ),
                    ),
                    (
                        "note",
                        models.CharField(blank=True, max_length=300, verbose_name="Anmerkung"),
                    ),
                    ("asserted_at", models.DateTimeField(verbose_name="eingetragen")),
                    (
                        "confirmed_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="von der anderen Seite bestätigt"
                        ),
                    ),
                    (
                        "end_reason",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Grund des Endes"
                        ),
                    ),
                    (
                        "asserted_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "from_actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="relations_out",
                            to="directory.actor",
                            verbose_name="von",
                        ),
                    ),
                    (
                        "to_actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="relations_in",
                            to="directory.actor",
                            verbose_name="zu",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beziehung",
                    "verbose_name_plural": "Beziehungen",
                    "ordering": ("pk",),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("from_actor", models.F("to_actor")), _negated=True),
                            name="relation_between_two",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("strength__range", (1, 3))),
                            name="relation_strength_of_three",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True),
                                ("until__gte", models.F("since")),
                                _connector="OR",
                            ),
                            name="relation_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("end_reason", ""), ("until__isnull", False), _connector="OR"
                            ),
                            name="relation_ends_with_a_reason",
                        ),
                        django.contrib.postgres.constraints.ExclusionConstraint(
                            expressions=[
                                ("from_actor", "="),
                                ("to_actor", "="),
                                ("kind", "="),
                                (
                                    drehscheibe.kernel.organisations.models.DateRange(
                                        "since",
                                        "until",
                                        django.contrib.postgres.fields.ranges.RangeBoundary(
                                            inclusive_upper=True
                                        ),
                                    ),
                                    "&&",
                                ),
                            ],
                            name="relation_once_at_a_time",
                        ),
                        django.contrib.postgres.constraints.ExclusionConstraint(
                            condition=models.Q(("mutual", True)),
                            expressions=[
                                (
                                    django.db.models.functions.comparison.Least(
                                        "from_actor", "to_actor"
                                    ),
                                    "=",
                                ),
                                (
                                    django.db.models.functions.comparison.Greatest(
                                        "from_actor", "to_actor"
                                    ),
                                    "=",
                                ),
                                ("kind", "="),
                                (
                                    drehscheibe.kernel.organisations.models.DateRange(
                                        "since",
                                        "until",
                                        django.contrib.postgres.fields.ranges.RangeBoundary(
                                            inclusive_upper=True
                                        ),
                                    ),
                                    "&&",
                                ),
                            ],
                            name="relation_mutual_once_a_pair",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Snapshot",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="Stand")),
                    ("actors", models.JSONField(verbose_name="Akteure")),
                    ("relations", models.JSONField(verbose_name="Beziehungen")),
                    ("taken_at", models.DateTimeField(verbose_name="festgehalten am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="network_snapshots",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "taken_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Festgehaltener Stand des Netzwerks",
                    "verbose_name_plural": "Festgehaltene Stände des Netzwerks",
                    "ordering": ("-on", "-pk"),
                    "constraints": [
                        models.UniqueConstraint(fields=("centre", "on"), name="snapshot_one_a_day")
                    ],
                },
            ),
        ]
    )

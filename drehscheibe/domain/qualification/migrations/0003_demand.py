"""What people would come to, and the language each participant reads her mails in."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Nobody reads single clicks, neither who left them nor a host: only sums leave the room."""

    dependencies = [("qualification", "0002_walls")]
    operations = [
        *together(
            [
                migrations.AddField(
                    model_name="participation",
                    name="language",
                    field=models.CharField(default="de", max_length=20, verbose_name="Sprache"),
                ),
                migrations.CreateModel(
                    name="Demand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "government_district",
                            models.CharField(max_length=40, verbose_name="Regierungsbezirk"),
                        ),
                        ("on_day", models.DateField(verbose_name="gemeldet am")),
                        ("device", models.CharField(max_length=64, null=True, unique=True)),
                        ("network", models.CharField(blank=True, max_length=64)),
                        (
                            "template",
                            models.ForeignKey(
                                blank=True, null=True, related_name="demands",
                                on_delete=django.db.models.deletion.CASCADE,
                                to="qualification.coursetemplate",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True, null=True, related_name="demands",
                                on_delete=django.db.models.deletion.CASCADE,
                                to="qualification.event",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bedarfsmeldung",
                        "verbose_name_plural": "Bedarfsmeldungen",
                        "indexes": [
                            models.Index(fields=["on_day"], name="demand_by_day"),
                            models.Index(
                                condition=models.Q(("network", ""), _negated=True),
                                fields=["network"],
                                name="demand_of_network",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("template__isnull", True), ("event__isnull", True),
                                    _connector="XOR",
                                ),
                                name="demand_for_one_thing",
                            )
                        ],
                    },
                ),
            ]
        ),
        protect("qualification_demand", own="false"),
    ]  # fmt: skip

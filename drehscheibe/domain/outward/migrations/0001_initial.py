"""Addresses outside: whoever is signed in reads them and may hold one good; the rest is the job's."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

TABLE = "outward_outwardlink"
SYSTEM = "(SELECT app_reach()) = 'system'"
SIGNED_IN = f"{SYSTEM} OR (SELECT current_setting('app.person', true)) <> ''"
WALL = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {TABLE}_read ON {TABLE} FOR SELECT USING ({SIGNED_IN});
CREATE POLICY {TABLE}_hold ON {TABLE} FOR UPDATE USING ({SIGNED_IN});
CREATE POLICY {TABLE}_write ON {TABLE} USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""
NO_WALL = f"""
DROP POLICY {TABLE}_write ON {TABLE};
DROP POLICY {TABLE}_hold ON {TABLE};
DROP POLICY {TABLE}_read ON {TABLE};
ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """What was asked, and what it answered."""

    initial = True
    dependencies = [
        ("people", "0003_language_of_account"),
        ("permissions", "0003_which_day"),
    ]
    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="OutwardLink",
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
                            "url",
                            models.CharField(max_length=500, unique=True, verbose_name="Adresse"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("unasked", "noch nicht gefragt"),
                                    ("fine", "antwortet"),
                                    ("gone", "gibt es nicht mehr"),
                                    ("silent", "antwortet nicht"),
                                    ("refused", "wird nicht gefragt"),
                                ],
                                default="unasked",
                                max_length=8,
                                verbose_name="Antwort",
                            ),
                        ),
                        (
                            "told",
                            models.CharField(blank=True, max_length=120, verbose_name="Wortlaut"),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="zuletzt gefragt"
                            ),
                        ),
                        (
                            "failing_since",
                            models.DateTimeField(blank=True, null=True, verbose_name="fehlt seit"),
                        ),
                        (
                            "failures",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="vergebliche Nächte"
                            ),
                        ),
                        (
                            "held_good_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="für richtig erklärt am"
                            ),
                        ),
                        (
                            "held_good_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="für richtig erklärt von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Link nach außen",
                        "verbose_name_plural": "Links nach außen",
                        "ordering": ("url",),
                        "indexes": [models.Index(fields=["asked_at"], name="outward_asked_at")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "unasked"), ("asked_at__isnull", True)),
                                    models.Q(
                                        models.Q(("answer", "unasked"), _negated=True),
                                        ("asked_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="outward_unasked_without_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("failing_since__isnull", True), ("failures", 0)),
                                    models.Q(("failing_since__isnull", False), ("failures__gt", 0)),
                                    _connector="OR",
                                ),
                                name="outward_failures_have_a_beginning",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer__in", ("gone", "silent")), ("failures__gt", 0)
                                    ),
                                    models.Q(
                                        models.Q(("answer__in", ("gone", "silent")), _negated=True),
                                        ("failures", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="outward_failures_of_what_fails",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("held_good_at__isnull", True),
                                        ("held_good_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("held_good_at__isnull", False),
                                        ("held_good_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="outward_held_good_by_somebody",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]

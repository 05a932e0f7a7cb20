"""A centre may show its network to everybody; from the start none does."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from drehscheibe.domain.centres.walls import OF_READERS_CENTRE
from drehscheibe.kernel.schema.together import together

TABLE = "network_opening"
KEPT = f"(SELECT app_reach()) = 'system' OR ({OF_READERS_CENTRE})"
WALLS = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {TABLE}_read ON {TABLE} FOR SELECT USING (closed_at IS NULL OR {KEPT});
CREATE POLICY {TABLE}_write ON {TABLE} USING ({KEPT}) WITH CHECK ({KEPT});
"""
NO_WALLS = f"""
DROP POLICY {TABLE}_write ON {TABLE};
DROP POLICY {TABLE}_read ON {TABLE};
ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY;
"""


def person(**more: bool) -> models.ForeignKey:  # type: ignore[type-arg] # of a migration
    """Who switched."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person", **more
    )


class Migration(migrations.Migration):
    """That a network is shown everybody may read; since when it was, and by whom, its centre."""

    dependencies = [
        ("network", "0003_confirmed_by_another"),
        ("centres", "0015_centres_of_the_reader"),
        ("people", "0003_language_of_account"),
    ]
    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="Opening",
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
                        ("opened_at", models.DateTimeField(verbose_name="öffentlich seit")),
                        (
                            "closed_at",
                            models.DateTimeField(null=True, verbose_name="öffentlich bis"),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="network_openings",
                                to="centres.centre",
                            ),
                        ),
                        ("closed_by", person(null=True)),
                        ("opened_by", person()),
                    ],
                    options={
                        "verbose_name": "Öffentliches Netzwerk",
                        "verbose_name_plural": "Öffentliche Netzwerke",
                        "ordering": ("-opened_at", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=Q(closed_at=None),
                                fields=("centre",),
                                name="opening_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=Q(closed_at=None, closed_by=None)
                                | Q(closed_at__gte=F("opened_at"), closed_by__isnull=False),
                                name="opening_closed_by_somebody",
                            ),
                        ],
                    },
                )
            ]
        ),
        migrations.RunSQL(WALLS, NO_WALLS),
    ]

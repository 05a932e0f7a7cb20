"""Four eyes, derived relations, places in the picture; a frozen day stays frozen."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models
from django.db.models import F, Q

from drehscheibe.kernel.organisations.models import DateRange
from drehscheibe.kernel.schema.together import together

SAID_ALONE = """
-- one person said both: it waits for another again
UPDATE network_relation SET confirmed_by_id = NULL, confirmed_at = NULL
 WHERE confirmed_by_id = asserted_by_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
KEPT = """
CREATE FUNCTION network_snapshot_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen network cannot change' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER network_snapshot_kept BEFORE UPDATE OR DELETE ON network_snapshot
    FOR EACH ROW EXECUTE FUNCTION network_snapshot_kept();
"""
NOT_KEPT = """
DROP TRIGGER network_snapshot_kept ON network_snapshot;
DROP FUNCTION network_snapshot_kept();
"""
SYSTEM = "(SELECT app_reach()) = 'system'"
SEEN = (
    f"{SYSTEM} OR actor_id = ANY ((SELECT directory_kept())::bigint[]) OR directory_shows(actor_id)"
)
SPOTS = f"""
ALTER TABLE network_actorspot ENABLE ROW LEVEL SECURITY;
CREATE POLICY network_actorspot_read ON network_actorspot FOR SELECT USING ({SEEN});
CREATE POLICY network_actorspot_write ON network_actorspot USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""
NO_SPOTS = """
DROP POLICY network_actorspot_write ON network_actorspot;
DROP POLICY network_actorspot_read ON network_actorspot;
ALTER TABLE network_actorspot DISABLE ROW LEVEL SECURITY;
"""


def days() -> tuple[DateRange, str]:
    """The days a relation holds, the last one included."""
    edge = django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)
    return DateRange("since", "until", edge), "&&"


class Migration(migrations.Migration):
    """The places are written by the platform alone, which draws at night."""

    dependencies = [
        ("network", "0002_walls"),
        ("directory", "0002_walls"),
        ("people", "0003_language_of_account"),
    ]
    operations = [
        migrations.RunSQL(SAID_ALONE, migrations.RunSQL.noop),
        *together(
            [
                migrations.CreateModel(
                    name="ActorSpot",
                    fields=[
                        (
                            "actor",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="spot",
                                serialize=False,
                                to="directory.actor",
                            ),
                        ),
                        ("x", models.FloatField(verbose_name="waagerecht")),
                        ("y", models.FloatField(verbose_name="senkrecht")),
                        ("drawn_at", models.DateTimeField(verbose_name="gerechnet am")),
                    ],
                    options={
                        "verbose_name": "Platz im Bild",
                        "verbose_name_plural": "Plätze im Bild",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(x__range=(0, 1), y__range=(0, 1)),
                                name="spot_in_the_picture",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    "snapshot", "measures", models.JSONField(default=dict, verbose_name="Maße")
                ),
                migrations.AddField(
                    "relation",
                    "origin",
                    models.CharField(blank=True, max_length=300, verbose_name="abgeleitet aus"),
                ),
                migrations.AddField(
                    "relation",
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abgelehnt"),
                ),
                migrations.AddField(
                    "relation",
                    "rejected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    "relation",
                    "rejection",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Grund der Ablehnung"
                    ),
                ),
                migrations.RemoveConstraint("relation", "relation_once_at_a_time"),
                migrations.RemoveConstraint("relation", "relation_mutual_once_a_pair"),
                migrations.AddConstraint(
                    "relation",
                    models.CheckConstraint(
                        condition=Q(asserted_by__isnull=True)
                        | Q(confirmed_by__isnull=True)
                        | ~Q(asserted_by=F("confirmed_by")),
                        name="relation_confirmed_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    "relation",
                    models.CheckConstraint(
                        condition=~Q(source="derived") | ~Q(origin=""),
                        name="relation_derived_from_something",
                    ),
                ),
                migrations.AddConstraint(
                    "relation",
                    models.CheckConstraint(
                        condition=Q(rejected_at__isnull=True)
                        | Q(confirmed_at__isnull=True) & ~Q(rejection=""),
                        name="relation_rejected_with_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    "relation",
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        name="relation_once_at_a_time",
                        condition=Q(rejected_at__isnull=True),
                        expressions=[
                            ("from_actor", "="),
                            ("to_actor", "="),
                            ("kind", "="),
                            days(),
                        ],
                    ),
                ),
                migrations.AddConstraint(
                    "relation",
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        name="relation_mutual_once_a_pair",
                        condition=Q(mutual=True, rejected_at__isnull=True),
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
                            days(),
                        ],
                    ),
                ),
            ]
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        migrations.RunSQL(SPOTS, NO_SPOTS),
    ]

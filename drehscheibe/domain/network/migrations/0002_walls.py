"""Walls around relations: confirmed ones between shown actors are everybody's to read."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OF_READERS_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect

MINE = (
    "from_actor_id = ANY ((SELECT directory_kept())::bigint[])"
    " OR to_actor_id = ANY ((SELECT directory_kept())::bigint[])"
)
KEPT = f"(SELECT app_reach()) = 'system' OR {MINE}"
SHOWN = (
    "confirmed_at IS NOT NULL AND directory_shows(from_actor_id) AND directory_shows(to_actor_id)"
)
TABLE = "network_relation"


class Migration(migrations.Migration):
    """Both sides write; a snapshot is its centre's alone; no act changes one."""

    dependencies = [
        ("network", "0001_initial"),
        ("centres", "0015_centres_of_the_reader"),
        ("directory", "0002_walls"),
        ("permissions", "0003_which_day"),
    ]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;"
            f"CREATE POLICY {TABLE}_read ON {TABLE} FOR SELECT USING ({KEPT} OR {SHOWN});"
            f"CREATE POLICY {TABLE}_write ON {TABLE} USING ({KEPT}) WITH CHECK ({KEPT});",
            f"DROP POLICY {TABLE}_write ON {TABLE}; DROP POLICY {TABLE}_read ON {TABLE};"
            f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY;",
        ),
        protect("network_snapshot", own=OF_READERS_CENTRE),
    ]

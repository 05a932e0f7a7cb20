"""Whoever may write a place or its hours may read them: reading asks one policy, not two.

A policy for all acts is asked when reading, too. As the hours of a place ask for the place, and that
for its wording, each stretch of a day was asked six ways; of 200 places that was 80 ms.
"""

from django.db import migrations

MINE = "(SELECT app_reach()) = 'system' OR actor_id = ANY ((SELECT directory_kept())::bigint[])"
OF_MINE = f"(SELECT {MINE} FROM directory_actorrevision r WHERE r.id = revision_id)"  # noqa: S608 – constants of this file
PLACE_OF_MINE = (
    f"(SELECT {MINE} FROM directory_actorplace p"  # noqa: S608 – constants of this file
    " JOIN directory_actorrevision r ON r.id = p.revision_id WHERE p.id = place_id)"
)


def apart(table: str, kept: str) -> migrations.RunSQL:
    """One policy for each act of writing instead of one for all acts; it means the same."""
    return migrations.RunSQL(
        f"DROP POLICY {table}_write ON {table};"
        f"CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({kept});"
        f"CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({kept}) WITH CHECK ({kept});"
        f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({kept});",
        f"DROP POLICY {table}_remove ON {table}; DROP POLICY {table}_change ON {table};"
        f"DROP POLICY {table}_add ON {table};"
        f"CREATE POLICY {table}_write ON {table} USING ({kept}) WITH CHECK ({kept});",
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0008_lists_by_job")]
    operations = [
        apart("directory_actorrevision", MINE),
        apart("directory_actorplace", OF_MINE),
        apart("directory_openingblock", PLACE_OF_MINE),
    ]

"""Walls around actors: what is shown is everybody's to read, the rest stays in its centre."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE

KEPT = (
    f"(SELECT app_reach()) = 'system' OR {OWN_CENTRE}"
    " OR organisation_id = ANY ((SELECT app_organisations())::bigint[])"
)
SHOWN = "directory_shows(id)"
OF_REVISION = "revision_id IN (SELECT id FROM directory_actorrevision WHERE shown)"
OF_PLACE = "place_id IN (SELECT id FROM directory_actorplace)"

TELLS = """
-- whether the public knows of an actor. Runs past the walls, which themselves ask for it.
CREATE FUNCTION directory_shows(actor bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT EXISTS (SELECT 1 FROM directory_actorrevision r WHERE r.actor_id = actor AND r.shown)
$$;
-- the actors whose people or whose centre the reader acts for
CREATE FUNCTION directory_kept() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM directory_actor a
      JOIN centres_centre c ON c.id = a.centre_id
     WHERE c.organisation_id = ANY (app_organisations()) OR c.carrier_id = ANY (app_organisations())
        OR a.organisation_id = ANY (app_organisations())
$$;
"""
MINE = "(SELECT app_reach()) = 'system' OR actor_id = ANY ((SELECT directory_kept())::bigint[])"
OF_MINE = f"revision_id IN (SELECT id FROM directory_actorrevision WHERE {MINE})"  # noqa: S608 – constants of this file
PLACE_OF_MINE = f"place_id IN (SELECT id FROM directory_actorplace WHERE {OF_MINE})"  # noqa: S608 – constants of this file


def wall(table: str, *, kept: str, shown: str) -> migrations.RunSQL:
    """Rows are read by everybody when `shown`, and written only by those who keep them."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_read ON {table} FOR SELECT USING ({kept} OR {shown});"
        f"CREATE POLICY {table}_write ON {table} USING ({kept}) WITH CHECK ({kept});",
        f"DROP POLICY {table}_write ON {table}; DROP POLICY {table}_read ON {table};"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    """Reading and writing are two policies: the public reads, the centre and the actor write."""

    dependencies = [
        ("directory", "0001_initial"),
        ("permissions", "0003_which_day"),
    ]
    operations = [
        migrations.RunSQL(
            TELLS, "DROP FUNCTION directory_kept(); DROP FUNCTION directory_shows(bigint);"
        ),
        wall("directory_actor", kept=KEPT, shown=SHOWN),
        wall("directory_actorrevision", kept=MINE, shown="shown"),
        wall("directory_actorplace", kept=OF_MINE, shown=OF_REVISION),
        wall("directory_openingblock", kept=PLACE_OF_MINE, shown=OF_PLACE),
        wall("directory_schoolyear", kept=MINE, shown="directory_shows(actor_id)"),
        wall("directory_service", kept=MINE, shown="directory_shows(actor_id)"),
    ]

"""The town of an actor at risk that was entered before the guard needed one: from its address."""

from django.db import migrations

TOWN = """
-- the town of an actor's house, and nothing else of it. Runs past the wall around its places.
CREATE FUNCTION directory_town(actor bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT p.town FROM directory_actorplace p JOIN directory_actorrevision r ON r.id = p.revision_id
     WHERE r.actor_id = actor AND r.shown AND p.kind = 'visit'
     ORDER BY p.valid_to DESC NULLS FIRST, p.id LIMIT 1
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_wall_around_those_at_risk")]
    operations = [migrations.RunSQL(TOWN, "DROP FUNCTION directory_town(bigint)")]

"""Where an actor at risk is, is read by those who keep it: no page can tell what it cannot read."""

from django.db import migrations, models

GUARDED = """
-- actors whose town alone is told. Runs past the walls, which themselves ask for it.
CREATE FUNCTION directory_guarded() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(id), '{}') FROM directory_actor WHERE at_risk
$$;
"""
OF_REVISION = "(SELECT {} FROM directory_actorrevision r WHERE r.id = revision_id)"
TOLD = (
    "r.actor_id <> ALL ((SELECT directory_guarded())::bigint[])"
    " OR (SELECT app_reach()) = 'system'"
    " OR r.actor_id = ANY ((SELECT directory_kept())::bigint[])"
)
ALTER = "ALTER POLICY directory_actorplace_read ON directory_actorplace USING ({})"


class Migration(migrations.Migration):
    """The hours of a place follow: their policy asks for the place."""

    dependencies = [("directory", "0009_walls_asked_once")]
    operations = [
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                condition=models.Q(("at_risk", True)), fields=["id"], name="actor_at_risk"
            ),
        ),
        migrations.RunSQL(
            GUARDED + ALTER.format(OF_REVISION.format(TOLD)),
            ALTER.format(OF_REVISION.format("true")) + "; DROP FUNCTION directory_guarded();",
        ),
    ]

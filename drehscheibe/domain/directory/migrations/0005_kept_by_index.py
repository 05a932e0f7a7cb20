"""Whose actors a reader keeps, by three index look-ups: for the public nothing is gone through."""

from django.db import migrations

KEPT = """
CREATE OR REPLACE FUNCTION directory_kept() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(kept.id), '{}') FROM (
        SELECT a.id FROM directory_actor a WHERE a.centre_id IN (
            SELECT c.id FROM centres_centre c
             WHERE c.organisation_id = ANY (app_organisations())
                OR c.carrier_id = ANY (app_organisations()))
        UNION SELECT a.id FROM directory_actor a WHERE a.organisation_id = ANY (app_organisations())
        UNION SELECT a.id FROM directory_actor a
         WHERE a.id = nullif(current_setting('app.directory_actor', true), '')::bigint
    ) kept
$$;
"""


class Migration(migrations.Migration):
    """It means the same; going back leaves it."""

    dependencies = [("directory", "0004_walls_by_key")]
    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]

"""What row-level policies ask: for whom does this transaction act, and how far does it reach."""

from django.db import migrations

SETTINGS = """
CREATE FUNCTION app_organisations() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::bigint[]
$$;
CREATE FUNCTION app_reach() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('app.reach', true), ''), 'none')
$$;
"""


class Migration(migrations.Migration):
    """Two functions; empty settings reach nothing."""

    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(SETTINGS, "DROP FUNCTION app_reach(); DROP FUNCTION app_organisations();")
    ]

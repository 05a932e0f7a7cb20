"""Who acts in this transaction, for rows that belong to a person rather than to an organisation."""

from django.db import migrations

PERSON = """
CREATE FUNCTION app_person() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('app.person', true), '')::bigint
$$;
"""


class Migration(migrations.Migration):
    """Nobody when the setting is empty: comparisons with it hold for no row."""

    dependencies = [("permissions", "0001_second_wall")]
    operations = [migrations.RunSQL(PERSON, "DROP FUNCTION app_person();")]

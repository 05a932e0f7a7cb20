"""On which day this transaction acts, for rights that begin and end with a day."""

from django.db import migrations

DAY = """
CREATE FUNCTION app_day() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('app.day', true), '')::date,
        (now() AT TIME ZONE 'Europe/Berlin')::date
    )
$$;
"""


class Migration(migrations.Migration):
    """The day of the standing that opened the wall; today in Düsseldorf where none did."""

    dependencies = [("permissions", "0002_who_acts")]
    operations = [migrations.RunSQL(DAY, "DROP FUNCTION app_day();")]

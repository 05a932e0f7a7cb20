"""Walls around courses: what is published is everybody's to read, the rest stays in its centre."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OF_READERS_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect

LINK = """
-- the one provider a mailed link opened in this transaction (link.py)
CREATE FUNCTION courses_open_provider() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('app.course_provider', true), '')::bigint
$$;
"""
SHOWN = "standing <> 'draft'"
MINE = "actor_id = ANY ((SELECT directory_kept())::bigint[])"
KEPT = f"(SELECT app_reach()) = 'system' OR {MINE} OR actor_id = (SELECT courses_open_provider())"
OF_SEEN = "(SELECT true FROM courses_courseoffer o WHERE o.id = offer_id)"
OF_KEPT = f"(SELECT {KEPT} FROM courses_courseoffer o WHERE o.id = offer_id)"  # noqa: S608 – constants of this file


def wall(table: str, *, kept: str, shown: str) -> migrations.RunSQL:
    """Rows are read by everybody when `shown`, and written only by those who keep them."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_read ON {table} FOR SELECT USING ({shown} OR {kept});"
        f"CREATE POLICY {table}_write ON {table} USING ({kept}) WITH CHECK ({kept});",
        f"DROP POLICY {table}_write ON {table}; DROP POLICY {table}_read ON {table};"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    """The public reads what is published; centre, provider and an opened link write."""

    dependencies = [
        ("courses", "0001_initial"),
        ("centres", "0015_centres_of_the_reader"),
        ("directory", "0002_walls"),
        ("permissions", "0003_which_day"),
    ]
    operations = [
        migrations.RunSQL(LINK, "DROP FUNCTION courses_open_provider();"),
        wall("courses_courseoffer", kept=KEPT, shown=SHOWN),
        wall("courses_courseslot", kept=OF_KEPT, shown=OF_SEEN),
        protect("courses_providerlink", own=MINE),
        protect("courses_courseupload", own=MINE),
        protect("courses_coursemapping", own=OF_READERS_CENTRE),
        protect("courses_coursehint", own=OF_KEPT),
        protect("courses_coursedemand", own="false"),
    ]

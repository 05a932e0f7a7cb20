"""Who muted a talk: for leaving them out when a member writes, past the wall of their choice."""

from django.db import migrations

MUTED = """
CREATE FUNCTION exchange_muted(wanted bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT m.person_id FROM exchange_mute m WHERE m.thread_id = wanted OR m.thread_id IS NULL
$$;
"""


class Migration(migrations.Migration):
    """Asked when mails leave, shown on no page."""

    dependencies = [("exchange", "0002_walls")]
    operations = [migrations.RunSQL(MUTED, "DROP FUNCTION exchange_muted(bigint);")]

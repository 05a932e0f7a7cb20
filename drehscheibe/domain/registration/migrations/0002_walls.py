"""Walls around registrations: the host, the sending organisation, and whoever holds the pool."""

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

HELD = """
-- the pools this transaction holds locked (holding.py)
CREATE FUNCTION registration_held() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('app.registration_pools', true), ''), '{}')::bigint[]
$$;
"""
OWN = (
    "organisation_id = ANY ((SELECT app_organisations())::bigint[])"
    " OR pool_id = ANY ((SELECT registration_held())::bigint[])"
    " OR pool_id IN (SELECT id FROM registration_pool"
    " WHERE host_id = ANY ((SELECT app_organisations())::bigint[]))"
)


class Migration(migrations.Migration):
    """Who may see that somebody asked for a seat."""

    dependencies = [
        ("registration", "0001_initial"),
        ("permissions", "0001_second_wall"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        migrations.RunSQL(HELD, "DROP FUNCTION registration_held()"),
        guard_status("registration_registration", "registration.registration", "pending"),
        protect("registration_registration", own=OWN),
    ]

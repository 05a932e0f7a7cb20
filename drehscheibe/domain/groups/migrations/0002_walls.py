"""Walls around groups: who may know of a group, and of who belongs to it."""

from django.db import migrations

from drehscheibe.domain.groups.visibility import OF_GROUPS, visible_sql
from drehscheibe.kernel.permissions.second_wall import protect

MINE = """
-- the groups the acting person belongs to on the acting day; `full`: where it is no guest.
-- Runs past the wall of memberships, which itself asks for groups.
CREATE FUNCTION groups_mine(full_only boolean) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(m.group_id), '{}') FROM groups_groupmembership m
     WHERE m.person_id = app_person() AND m.since <= app_day()
       AND (m.until IS NULL OR m.until >= app_day())
       AND NOT (full_only AND m.function = 'guest')
$$;
-- whether the acting person acts for an organisation of the network
CREATE FUNCTION groups_in_network() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM organisations_organisation
                    WHERE id = ANY (app_organisations()) AND kind <> 'association')
$$;
"""
OF_VISIBLE_GROUPS = "group_id IN (SELECT id FROM groups_group)"
OWN_OR_VISIBLE = f"person_id = (SELECT app_person()) OR {OF_VISIBLE_GROUPS}"
OWN_OR_LED = (
    "person_id = (SELECT app_person()) OR group_id IN (SELECT group_id FROM groups_groupmembership"
    " WHERE person_id = (SELECT app_person()) AND function IN ('chair', 'minutes'))"
    " OR group_id IN (SELECT id FROM groups_group"
    " WHERE host_id = ANY ((SELECT app_organisations())::bigint[]))"
)


class Migration(migrations.Migration):
    """One meaning with `visibility.py`; a test compares them on random data."""

    dependencies = [
        ("groups", "0001_initial"),
        ("permissions", "0003_which_day"),
    ]
    operations = [
        migrations.RunSQL(
            MINE, "DROP FUNCTION groups_in_network(); DROP FUNCTION groups_mine(boolean);"
        ),
        protect("groups_group", own=visible_sql(OF_GROUPS)),
        protect("groups_groupmembership", own=OWN_OR_VISIBLE),
        protect("groups_joinrequest", own=OWN_OR_LED),
    ]

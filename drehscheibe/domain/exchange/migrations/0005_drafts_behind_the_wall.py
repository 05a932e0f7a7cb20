"""Minutes show at the stage their meeting has reached, as `selectors.minutes_for` says."""

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect_anew

LED = """
-- the groups the acting person leads on the acting day (`groups.leading.leads`): as chair, with the
-- minutes, standing in for the chair, or for the house that set it up.
-- Runs past the wall of memberships, which itself asks for groups.
CREATE OR REPLACE FUNCTION exchange_groups_led() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(g.id), '{}') FROM groups_group g
     WHERE g.host_id = ANY (app_organisations()) OR g.id IN (
        SELECT m.group_id FROM groups_groupmembership m
          LEFT JOIN groups_groupmembership p ON p.id = m.deputy_for_id
         WHERE m.person_id = app_person() AND m.since <= app_day()
           AND (m.until IS NULL OR m.until >= app_day())
           AND (m.function IN ('chair', 'minutes') OR p.function = 'chair'))
$$;
"""
STAGE = (
    "meeting_id IN (SELECT id FROM exchange_meeting WHERE status = 'published'"
    " OR status IN ('comment_period', 'approved')"
    " AND group_id = ANY ((SELECT groups_mine(true))::bigint[])"
    " OR group_id = ANY ((SELECT exchange_groups_led())::bigint[]))"
)


class Migration(migrations.Migration):
    """No guest and no member reads a draft, whichever list forgets to ask."""

    dependencies = [
        ("exchange", "0004_minutes_are_drafts"),
        ("groups", "0002_walls"),
        ("permissions", "0003_which_day"),
    ]
    operations = [
        migrations.RunSQL(LED, migrations.RunSQL.noop),
        protect_anew("exchange_minutes", own=STAGE),
    ]

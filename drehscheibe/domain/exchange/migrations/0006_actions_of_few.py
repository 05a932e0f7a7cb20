"""An action that comes from a meeting few know of is theirs, as `selectors.actions_for` says."""

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect_anew

OF_FEW = """
-- whether the meeting of an item is known to named persons or one organisation alone; past the wall
-- of items, which hides the very rows that are asked about
CREATE FUNCTION exchange_of_few(item bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT m.tier IN ('organisation', 'named') FROM exchange_agendaitem i
      JOIN exchange_meeting m ON m.id = i.meeting_id WHERE i.id = item
$$;
"""
MINE = "group_id = ANY ((SELECT groups_mine(false))::bigint[])"
FULL = "group_id = ANY ((SELECT groups_mine(true))::bigint[])"
HOUSE = "organisation_id = ANY ((SELECT app_organisations())::bigint[])"
KNOWN = f"({MINE} AND NOT internal) OR {FULL} OR (NOT internal AND {HOUSE})"
SHOWN = (
    "origin_id IS NULL OR NOT exchange_of_few(origin_id)"
    " OR origin_id IN (SELECT id FROM exchange_agendaitem)"
)


class Migration(migrations.Migration):
    """Actions."""

    dependencies = [("exchange", "0005_drafts_behind_the_wall")]
    operations = [
        migrations.RunSQL(OF_FEW, migrations.RunSQL.noop),
        protect_anew(
            "exchange_actionitem",
            own=f"person_id = (SELECT app_person()) OR (({KNOWN}) AND ({SHOWN}))",
        ),
    ]

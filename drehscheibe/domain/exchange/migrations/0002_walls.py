"""Walls around a group's work, statuses with their steps, approved minutes that stand."""

from django.db import migrations

from drehscheibe.domain.groups.visibility import visible_sql
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

MINE = "group_id = ANY ((SELECT groups_mine(false))::bigint[])"
FULL = "group_id = ANY ((SELECT groups_mine(true))::bigint[])"
OF_A_MEETING = "meeting_id IN (SELECT id FROM exchange_meeting)"
OF_FULL = f"meeting_id IN (SELECT id FROM exchange_meeting WHERE {FULL})"  # noqa: S608
FOR_FULL = f"minutes_id IN (SELECT id FROM exchange_minutes WHERE {OF_FULL})"  # noqa: S608
ASSIGNED = (
    f"({MINE} AND NOT internal) OR {FULL} OR person_id = (SELECT app_person())"
    " OR (NOT internal AND organisation_id = ANY ((SELECT app_organisations())::bigint[]))"
)

STANDS = """
CREATE FUNCTION exchange_minutes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'approved minutes never change' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exchange_minutes_stand BEFORE UPDATE OR DELETE ON exchange_minutes
    FOR EACH ROW EXECUTE FUNCTION exchange_minutes_stand();
"""
FALLS = """
DROP TRIGGER exchange_minutes_stand ON exchange_minutes;
DROP FUNCTION exchange_minutes_stand();
"""


class Migration(migrations.Migration):
    """One meaning with `selectors.py`; tests compare them."""

    dependencies = [
        ("exchange", "0001_initial"),
        ("groups", "0002_walls"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        migrations.RunSQL(STANDS, FALLS),
        guard_status("exchange_meeting", "exchange.meeting", "scheduled"),
        guard_status("exchange_decision", "exchange.decision", "open"),
        guard_status("exchange_actionitem", "exchange.action", "open"),
        protect("exchange_meeting", own=visible_sql()),
        protect("exchange_agendaitem", own=f"{OF_A_MEETING} AND (NOT internal OR {OF_FULL})"),
        protect("exchange_minutes", own=OF_A_MEETING),
        protect("exchange_internalminutes", own=FOR_FULL),
        protect("exchange_minutescomment", own=FOR_FULL),
        protect("exchange_decision", own="item_id IN (SELECT id FROM exchange_agendaitem)"),
        protect("exchange_vote", own="decision_id IN (SELECT id FROM exchange_decision)"),
        protect("exchange_actionitem", own=ASSIGNED),
        protect("exchange_paper", own=visible_sql()),
        protect("exchange_thread", own=visible_sql()),
        protect("exchange_post", own="thread_id IN (SELECT id FROM exchange_thread)"),
        protect("exchange_mute", own="person_id = (SELECT app_person())"),
        protect("exchange_datepoll", own=visible_sql()),
        protect("exchange_polloption", own="poll_id IN (SELECT id FROM exchange_datepoll)"),
        protect("exchange_pollanswer", own="option_id IN (SELECT id FROM exchange_polloption)"),
    ]

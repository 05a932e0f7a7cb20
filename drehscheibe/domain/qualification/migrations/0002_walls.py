"""Walls around events and everything about the people in them."""

# ruff: noqa: S608 (conditions of policies, no text of people)
from django.db import migrations

from drehscheibe.domain.groups.visibility import Columns, visible_sql
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

VISIBLE = visible_sql(Columns(owner_knows=True))
MINE = "= ANY ((SELECT app_organisations())::bigint[])"
FUNCTIONS = """
-- events the acting person takes part in, or the guest whose link is open
CREATE FUNCTION qualification_my_events() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(p.event_id), '{}')
      FROM registration_registration r
      JOIN qualification_participation p ON p.registration_id = r.id
     WHERE r.person_id = app_person() OR r.id = registration_by_link()
$$;
-- events where the same person has a confirmed seat in the online part (Sc 1.7)
CREATE FUNCTION qualification_online_events() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(e.event_id), '{}')
      FROM registration_registration r
      JOIN qualification_eventpool e ON e.pool_id = r.pool_id AND e.part = 'online'
     WHERE r.status = 'confirmed'
       AND (r.person_id = app_person() OR r.id = registration_by_link())
$$;
-- the unconfirmed request a guest has opened by her secret link
CREATE FUNCTION qualification_guest_request() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('app.guest_request', true), '')
$$;
CREATE FUNCTION qualification_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was given out stays as it is' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER qualification_number_stays BEFORE UPDATE OF number ON qualification_event
    FOR EACH ROW WHEN (OLD.number <> NEW.number) EXECUTE FUNCTION qualification_keep();
CREATE TRIGGER qualification_certificate_stays BEFORE UPDATE ON qualification_certificate
    FOR EACH ROW WHEN ((OLD.serial, OLD.snapshot, OLD.units, OLD.document_id, OLD.participation_id)
        IS DISTINCT FROM (NEW.serial, NEW.snapshot, NEW.units, NEW.document_id, NEW.participation_id))
    EXECUTE FUNCTION qualification_keep();
CREATE TRIGGER qualification_certificate_kept BEFORE DELETE ON qualification_certificate
    FOR EACH ROW EXECUTE FUNCTION qualification_keep();
"""
BACK = """
DROP TRIGGER qualification_certificate_kept ON qualification_certificate;
DROP TRIGGER qualification_certificate_stays ON qualification_certificate;
DROP TRIGGER qualification_number_stays ON qualification_event;
DROP FUNCTION qualification_keep();
DROP FUNCTION qualification_guest_request();
DROP FUNCTION qualification_online_events();
DROP FUNCTION qualification_my_events();
"""
CO_HOSTED = (
    f"id IN (SELECT event_id FROM qualification_event_co_hosts WHERE organisation_id {MINE})"
)
EVENT = (
    f"owner_id {MINE} OR {CO_HOSTED}"
    " OR id = ANY ((SELECT qualification_my_events())::bigint[])"
    f" OR (status <> 'draft' AND {VISIBLE})"
)
OF_EVENT = "EXISTS (SELECT 1 FROM qualification_event e WHERE e.id = event_id)"
HOSTED = f"SELECT id FROM qualification_event WHERE owner_id {MINE}"
OF_REGISTRATION = "EXISTS (SELECT 1 FROM registration_registration r WHERE r.id = registration_id)"
OF_PARTICIPATION = (
    "EXISTS (SELECT 1 FROM qualification_participation p WHERE p.id = participation_id)"
)
ACCESS = (
    "session_id IN (SELECT s.id FROM qualification_session s"
    " WHERE s.event_id = ANY ((SELECT qualification_online_events())::bigint[])"
    f" OR s.event_id IN ({HOSTED}))"
)
ANSWER = (
    "EXISTS (SELECT 1 FROM qualification_participation p"
    " JOIN registration_registration r ON r.id = p.registration_id"
    " WHERE p.id = participation_id AND (r.person_id = (SELECT app_person())"
    " OR r.registered_by_id = (SELECT app_person()) OR r.id = (SELECT registration_by_link())"
    " OR r.pool_id = ANY ((SELECT registration_held())::bigint[])"
    f" OR p.event_id IN ({HOSTED})))"
)
COLLEAGUE = (
    f"person_id IN (SELECT m.person_id FROM people_membership m WHERE m.organisation_id {MINE})"
)
QUALIFIED = (
    f"person_id = (SELECT app_person()) OR granted_by_id {MINE} OR {COLLEAGUE}"
    " OR (listed_at IS NOT NULL AND ended_at IS NULL AND (SELECT groups_in_network()))"
)


class Migration(migrations.Migration):
    """Each table is as open as the event or the registration it hangs on."""

    dependencies = [
        ("qualification", "0001_initial"),
        ("registration", "0003_own_and_counted"),
        ("groups", "0002_walls"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, BACK),
        guard_status("qualification_event", "qualification.event", "draft"),
        protect("qualification_coursetemplate", own=VISIBLE),
        protect("qualification_event", own=EVENT),
        protect("qualification_session", own=OF_EVENT),
        protect("qualification_question", own=OF_EVENT),
        protect("qualification_onlineaccess", own=ACCESS),
        protect("qualification_participation", own=OF_REGISTRATION),
        protect("qualification_answer", own=ANSWER),
        protect(
            "qualification_answercount",
            own=f"question_id IN (SELECT id FROM qualification_question WHERE event_id IN ({HOSTED}))",
        ),
        protect(
            "qualification_guestrequest",
            own=f"fingerprint = (SELECT qualification_guest_request()) OR event_id IN ({HOSTED})",
        ),
        protect("qualification_attendance", own=OF_PARTICIPATION),
        protect("qualification_certificate", own=OF_PARTICIPATION),
        protect("qualification_qualification", own=QUALIFIED),
        protect("qualification_calendarfeed", own="person_id = (SELECT app_person())"),
    ]

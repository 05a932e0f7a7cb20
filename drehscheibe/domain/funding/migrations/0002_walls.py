"""Row-level security, the status guard and the freeze of decided cases."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

RELEASED = "submitted_on IS NOT NULL AND status NOT IN ('draft', 'signed_off')"
# a row of a case shows when the case shows: the inner query is under the case's own policy
OF_A_VISIBLE_CASE = "application_id IN (SELECT id FROM funding_application)"

FREEZE = """
CREATE FUNCTION funding_case_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- the status itself moves under workflow_status_guard; nothing else of a closed case does
    IF OLD.status IN ('granted', 'rejected', 'withdrawn', 'final')
       AND to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status' THEN
        RAISE EXCEPTION 'case % is decided and cannot change', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_case_frozen BEFORE UPDATE ON funding_application
    FOR EACH ROW EXECUTE FUNCTION funding_case_frozen();

CREATE FUNCTION funding_content_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    case_id bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.application_id
                           ELSE NEW.application_id END;
    now_at text;
BEGIN
    SELECT status INTO now_at FROM funding_application WHERE id = case_id;
    IF now_at NOT IN ('draft', 'query') THEN
        RAISE EXCEPTION 'the content of case % is frozen (%)', case_id, now_at
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER funding_post_frozen BEFORE INSERT OR UPDATE OR DELETE ON funding_fundedpost
    FOR EACH ROW EXECUTE FUNCTION funding_content_frozen();
CREATE TRIGGER funding_material_frozen BEFORE INSERT OR UPDATE OR DELETE ON funding_materialcost
    FOR EACH ROW EXECUTE FUNCTION funding_content_frozen();

CREATE FUNCTION funding_decision_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a decision is never removed' USING ERRCODE = 'check_violation';
    END IF;
    -- after the signature only the notice is attached, once, and remedies may be waived, once
    IF OLD.decided_by_id IS NOT NULL AND (
        to_jsonb(NEW) - 'waived_on' <> to_jsonb(OLD) - 'waived_on'
        OR (OLD.waived_on IS NOT NULL AND NEW.waived_on IS DISTINCT FROM OLD.waived_on)
    ) THEN
        RAISE EXCEPTION 'a signed decision cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_decision_frozen BEFORE UPDATE OR DELETE ON funding_decision
    FOR EACH ROW EXECUTE FUNCTION funding_decision_frozen();
"""

UNFREEZE = """
DROP TRIGGER funding_decision_frozen ON funding_decision;
DROP FUNCTION funding_decision_frozen();
DROP TRIGGER funding_material_frozen ON funding_materialcost;
DROP TRIGGER funding_post_frozen ON funding_fundedpost;
DROP FUNCTION funding_content_frozen();
DROP TRIGGER funding_case_frozen ON funding_application;
DROP FUNCTION funding_case_frozen();
"""


class Migration(migrations.Migration):
    """Walls around the money."""

    dependencies = [
        ("funding", "0001_initial"),
        ("permissions", "0001_second_wall"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        guard_status("funding_application", "funding.application", "draft"),
        protect("funding_application", own=OWN_CENTRE, released=RELEASED),
        *(
            protect(f"funding_{table}", own=OF_A_VISIBLE_CASE)
            for table in ("fundedpost", "materialcost", "query", "advice", "decision")
        ),
        migrations.RunSQL(FREEZE, UNFREEZE),
    ]

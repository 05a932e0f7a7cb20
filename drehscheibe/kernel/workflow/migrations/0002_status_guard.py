"""A status moves only beside a history row of the same transaction; history is append-only."""

from django.db import migrations

GUARD = """
CREATE FUNCTION workflow_step_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER workflow_step_stamp BEFORE INSERT ON workflow_step
    FOR EACH ROW EXECUTE FUNCTION workflow_step_stamp();
CREATE FUNCTION workflow_status_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> TG_ARGV[1] THEN
            RAISE EXCEPTION 'a new % starts as %', TG_TABLE_NAME, TG_ARGV[1]
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.status = OLD.status THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM workflow_step
        WHERE workflow = TG_ARGV[0] AND object_id = NEW.id
          AND source = OLD.status AND target = NEW.status
          AND transaction_id = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'status of % % changed without a history row', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER workflow_step_append_only BEFORE UPDATE OR DELETE ON workflow_step
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

UNGUARD = """
CREATE FUNCTION workflow_step_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER workflow_step_stamp BEFORE INSERT ON workflow_step
    FOR EACH ROW EXECUTE FUNCTION workflow_step_stamp();
DROP TRIGGER workflow_step_append_only ON workflow_step;
DROP FUNCTION workflow_status_guard();
DROP TRIGGER workflow_step_stamp ON workflow_step;
DROP FUNCTION workflow_step_stamp();
"""


class Migration(migrations.Migration):
    """The guard function; each case table adds its trigger with `protection.guard_status`."""

    dependencies = [("workflow", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

"""Walls around circulars and feedback, statuses with their steps, text that stands once it left."""

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

MINE = "ANY ((SELECT app_organisations())::bigint[])"
FUNCTIONS = """
-- the circulars the reader's organisations are addressed by; past the wall of addresses, which
-- itself asks for circulars
CREATE FUNCTION circulars_addressed() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(a.circular_id), '{}') FROM circulars_circularaddress a
     WHERE a.organisation_id = ANY (app_organisations())
$$;
-- the bundles the reader's organisations gave feedback to
CREATE FUNCTION circulars_bundles_given() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(DISTINCT f.bundle_id), '{}') FROM circulars_practicefeedback f
     WHERE f.bundle_id IS NOT NULL AND f.organisation_id = ANY (app_organisations())
$$;
CREATE FUNCTION circulars_coordinates() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM organisations_organisation
                    WHERE id = ANY (app_organisations()) AND kind = 'coordinating_office')
$$;
CREATE FUNCTION circulars_text_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft' AND (NEW.title, NEW.text, NEW.task, NEW.number, NEW.wants, NEW.due_on)
       IS DISTINCT FROM (OLD.title, OLD.text, OLD.task, OLD.number, OLD.wants, OLD.due_on) THEN
        RAISE EXCEPTION 'a circular that left does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER circulars_text_stands BEFORE UPDATE ON circulars_circular
    FOR EACH ROW EXECUTE FUNCTION circulars_text_stands();
"""
UNDO = """
DROP TRIGGER circulars_text_stands ON circulars_circular;
DROP FUNCTION circulars_text_stands();
DROP FUNCTION circulars_coordinates();
DROP FUNCTION circulars_bundles_given();
DROP FUNCTION circulars_addressed();
"""
CIRCULAR = (
    f"sender_id = {MINE}"
    " OR (status <> 'draft' AND id = ANY ((SELECT circulars_addressed())::bigint[]))"
)
ADDRESS = (
    f"organisation_id = {MINE}"  # noqa: S608
    f" OR circular_id IN (SELECT id FROM circulars_circular WHERE sender_id = {MINE})"
)
BUNDLE = (
    f"keeper_id = {MINE} OR (status <> 'collecting' AND answerer_id = {MINE})"
    " OR id = ANY ((SELECT circulars_bundles_given())::bigint[])"
)


class Migration(migrations.Migration):
    """Who reads what."""

    dependencies = [
        ("circulars", "0001_initial"),
        ("permissions", "0003_which_day"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        guard_status("circulars_circular", "circulars.circular", "draft"),
        guard_status("circulars_feedbackbundle", "circulars.bundle", "collecting"),
        protect("circulars_circular", own=CIRCULAR),
        protect("circulars_circularaddress", own=ADDRESS),
        protect("circulars_feedbackbundle", own=BUNDLE),
        protect(
            "circulars_practicefeedback",
            own=f"organisation_id = {MINE} OR (SELECT circulars_coordinates())",
        ),
    ]

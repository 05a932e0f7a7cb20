"""Walls around drafts and old wordings, a tree that holds, wordings that stand.

Where a page lies is no secret, what is written and not yet published is.
"""

from django.db import migrations

from drehscheibe.kernel.workflow.protection import guard_status

KEPT_PAGE = (
    "(SELECT app_reach()) = 'system' OR centre_id = ANY ((SELECT app_centres())::bigint[])"
    " OR keeper_id = ANY ((SELECT app_organisations())::bigint[])"
)
OF_KEPT = (
    "(SELECT app_reach()) = 'system'"
    " OR page_id IN (SELECT id FROM guide_page WHERE"
    " centre_id = ANY ((SELECT app_centres())::bigint[])"
    " OR keeper_id = ANY ((SELECT app_organisations())::bigint[]))"
)
TEXT_OF_KEPT = (
    "(SELECT app_reach()) = 'system'"
    " OR section_id IN (SELECT s.id FROM guide_section s JOIN guide_page p ON p.id = s.page_id"
    " WHERE p.centre_id = ANY ((SELECT app_centres())::bigint[])"
    " OR p.keeper_id = ANY ((SELECT app_organisations())::bigint[]))"
)
FUNCTIONS = """
-- Django leaves out DEFERRABLE where nulls are not distinct
ALTER TABLE guide_page ADD CONSTRAINT guide_page_one_at_a_place
    UNIQUE NULLS NOT DISTINCT (centre_id, keeper_id, parent_id, position)
    DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION guide_tree_holds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE above bigint := NEW.parent_id; upper guide_page; steps integer := 1;
BEGIN
    PERFORM pg_advisory_xact_lock(
        hashtextextended('guide:' || coalesce(NEW.centre_id, -NEW.keeper_id), 7306));
    WHILE above IS NOT NULL LOOP
        SELECT * INTO upper FROM guide_page WHERE id = above;
        IF above = NEW.id THEN
            RAISE EXCEPTION 'a page below itself' USING ERRCODE = 'check_violation';
        END IF;
        IF (upper.centre_id, upper.keeper_id) IS DISTINCT FROM (NEW.centre_id, NEW.keeper_id) THEN
            RAISE EXCEPTION 'a page below one of another guide' USING ERRCODE = 'check_violation';
        END IF;
        steps := steps + 1;
        IF steps > 6 THEN
            RAISE EXCEPTION 'a page too deep in the tree' USING ERRCODE = 'check_violation';
        END IF;
        above := upper.parent_id;
    END LOOP;
    IF NEW.source_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM guide_page WHERE id = NEW.source_id AND keeper_id IS NOT NULL) THEN
        RAISE EXCEPTION 'only shared pages are adopted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guide_tree_holds
    BEFORE INSERT OR UPDATE OF parent_id, centre_id, keeper_id, source_id ON guide_page
    FOR EACH ROW EXECUTE FUNCTION guide_tree_holds();

CREATE FUNCTION guide_identity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.public_id <> OLD.public_id THEN
        RAISE EXCEPTION 'an identity does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guide_identity_stays BEFORE UPDATE ON guide_page
    FOR EACH ROW EXECUTE FUNCTION guide_identity_stays();
CREATE TRIGGER guide_identity_stays BEFORE UPDATE ON guide_section
    FOR EACH ROW EXECUTE FUNCTION guide_identity_stays();

CREATE FUNCTION guide_wording_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.section_id, NEW.language, NEW.number, NEW.body, NEW.meaning,
        NEW.translates, NEW.machine, NEW.native, NEW.published_at) IS DISTINCT FROM (OLD.section_id,
        OLD.language, OLD.number, OLD.body, OLD.meaning, OLD.translates, OLD.machine, OLD.native,
        OLD.published_at) THEN
        RAISE EXCEPTION 'a published wording does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guide_wording_stands BEFORE UPDATE OR DELETE ON guide_wording
    FOR EACH ROW EXECUTE FUNCTION guide_wording_stands();
"""
UNDO = """
DROP TRIGGER guide_wording_stands ON guide_wording;
DROP FUNCTION guide_wording_stands();
DROP TRIGGER guide_identity_stays ON guide_section;
DROP TRIGGER guide_identity_stays ON guide_page;
DROP FUNCTION guide_identity_stays();
DROP TRIGGER guide_tree_holds ON guide_page;
DROP FUNCTION guide_tree_holds();
ALTER TABLE guide_page DROP CONSTRAINT guide_page_one_at_a_place;
"""

OF_ADOPTED = (
    "section_id IN (SELECT s.id FROM guide_section s JOIN guide_page p ON p.source_id = s.page_id"
    " WHERE p.centre_id = ANY ((SELECT app_centres())::bigint[]))"
)
"""Earlier wordings of a shared page, for centres that adopted it: they compare, or detach."""


def wall(table: str, *, kept: str, shown: str) -> migrations.RunSQL:
    """Rows are read by everybody when `shown`, and written only by those who keep them."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_read ON {table} FOR SELECT USING ({shown} OR {kept});"
        f"CREATE POLICY {table}_write ON {table} USING ({kept}) WITH CHECK ({kept});",
        f"DROP POLICY {table}_write ON {table}; DROP POLICY {table}_read ON {table};"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    """Reading and writing are two policies: the public reads what is shown, keepers write."""

    dependencies = [
        ("guide", "0001_initial"),
        ("permissions", "0003_which_day"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        guard_status("guide_edition", "guide.edition", "draft"),
        wall("guide_page", kept=KEPT_PAGE, shown="true"),
        wall("guide_section", kept=OF_KEPT, shown="true"),
        wall("guide_edition", kept=OF_KEPT, shown="true"),
        wall("guide_sectiondraft", kept=TEXT_OF_KEPT, shown="false"),
        wall("guide_wording", kept=TEXT_OF_KEPT, shown=f"shown OR {OF_ADOPTED}"),
    ]

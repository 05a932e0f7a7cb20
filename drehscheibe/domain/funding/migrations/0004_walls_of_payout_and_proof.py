"""Walls around calls, changes, amended notices, proofs, vouchers and reclaims."""

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

# a row of a case shows when the case shows: the inner query is under the case's own policy
OF_A_VISIBLE_CASE = "application_id IN (SELECT id FROM funding_application)"
OF_A_VISIBLE_PROOF = "proof_id IN (SELECT id FROM funding_proofofuse)"
OF_A_VISIBLE_RECLAIM = "reclaim_id IN (SELECT id FROM funding_reclaim)"

WITHIN_GRANT = """
-- The grant in force by part: the last signed amended notice, else the signed decision.
CREATE FUNCTION funding_grant_in_force(
    case_id bigint,
    OUT staff numeric, OUT material numeric, OUT komm_an numeric, OUT volunteering numeric
) LANGUAGE sql STABLE AS $$
    SELECT staff, material, komm_an, volunteering FROM (
        SELECT number, staff, material, komm_an, volunteering FROM funding_amendednotice
         WHERE application_id = case_id AND status = 'signed'
        UNION ALL
        SELECT 0, staff, material, komm_an, volunteering FROM funding_decision
         WHERE application_id = case_id AND outcome = 'grant' AND decided_by_id IS NOT NULL
    ) AS granted ORDER BY number DESC LIMIT 1
$$;

CREATE FUNCTION funding_calls_within_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    granted record;
    called record;
BEGIN
    -- two calls at once wait for each other here
    PERFORM 1 FROM funding_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
    SELECT * INTO granted FROM funding_grant_in_force(NEW.application_id);
    SELECT coalesce(sum(staff), 0) AS staff, coalesce(sum(material), 0) AS material,
           coalesce(sum(komm_an), 0) AS komm_an, coalesce(sum(volunteering), 0) AS volunteering
      INTO called FROM funding_paymentcall
     WHERE application_id = NEW.application_id AND status NOT IN ('refused', 'withdrawn');
    IF called.staff > coalesce(granted.staff, 0)
       OR called.material > coalesce(granted.material, 0)
       OR called.komm_an > coalesce(granted.komm_an, 0)
       OR called.volunteering > coalesce(granted.volunteering, 0) THEN
        RAISE EXCEPTION 'calls of case % exceed its grant', NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'calls_within_grant';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER funding_calls_within_grant AFTER INSERT OR UPDATE ON funding_paymentcall
    FOR EACH ROW EXECUTE FUNCTION funding_calls_within_grant();
CREATE TRIGGER funding_calls_within_amended AFTER INSERT OR UPDATE ON funding_amendednotice
    FOR EACH ROW EXECUTE FUNCTION funding_calls_within_grant();
"""
UNDO_WITHIN_GRANT = """
DROP TRIGGER funding_calls_within_amended ON funding_amendednotice;
DROP TRIGGER funding_calls_within_grant ON funding_paymentcall;
DROP FUNCTION funding_calls_within_grant();
DROP FUNCTION funding_grant_in_force(bigint);
"""

FREEZE = """
-- What was asked, reported, signed or handed in does not change; only its status moves on,
-- and what a later step adds.
CREATE FUNCTION funding_only_may_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := to_jsonb(OLD);
    new_row jsonb := to_jsonb(NEW);
    free text;
BEGIN
    FOREACH free IN ARRAY string_to_array(TG_ARGV[1], ',') LOOP
        old_row := old_row - free;
        new_row := new_row - free;
    END LOOP;
    IF OLD.status = ANY (string_to_array(TG_ARGV[0], ',')) AND old_row <> new_row THEN
        RAISE EXCEPTION '% % is frozen (%)', TG_TABLE_NAME, OLD.id, OLD.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_call_frozen BEFORE UPDATE ON funding_paymentcall FOR EACH ROW EXECUTE
    FUNCTION funding_only_may_change('released,refused,withdrawn', 'status,order_id');
CREATE TRIGGER funding_change_frozen BEFORE UPDATE ON funding_changenotice FOR EACH ROW EXECUTE
    FUNCTION funding_only_may_change('reported,noted,amended,withdrawn', 'status');
CREATE TRIGGER funding_amendment_frozen BEFORE UPDATE ON funding_amendednotice FOR EACH ROW EXECUTE
    FUNCTION funding_only_may_change(
        'prepared,signed,discarded', 'status,decided_by_id,decided_on,notice_id'
    );
CREATE FUNCTION funding_amendment_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.notice_id IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'a signed notice cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_amendment_signed BEFORE UPDATE ON funding_amendednotice
    FOR EACH ROW EXECUTE FUNCTION funding_amendment_signed();
CREATE TRIGGER funding_proof_frozen BEFORE UPDATE ON funding_proofofuse FOR EACH ROW EXECUTE
    FUNCTION funding_only_may_change(
        'submitted,checked,hearing,reclaimed,repaid,closed,archived',
        'status,accepted,check_note,checked_by_id,checked_at,legal_hold'
    );
CREATE TRIGGER funding_proof_closed BEFORE UPDATE ON funding_proofofuse FOR EACH ROW EXECUTE
    FUNCTION funding_only_may_change('closed,archived', 'status,legal_hold');

CREATE FUNCTION funding_proof_rows_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_proof bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.proof_id ELSE NEW.proof_id END;
    now_at text;
    held boolean;
BEGIN
    SELECT status, legal_hold INTO now_at, held FROM funding_proofofuse WHERE id = of_proof;
    -- F23: only an archived proof, whose retention is over, loses its vouchers; a hold wins
    IF TG_OP = 'DELETE' AND now_at = 'archived' AND NOT held THEN
        RETURN OLD;
    END IF;
    IF now_at NOT IN ('draft', 'clarification') THEN
        RAISE EXCEPTION 'the content of proof % is frozen (%)', of_proof, now_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_rows_frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER funding_proof_post_frozen BEFORE INSERT OR UPDATE OR DELETE ON funding_proofpost
    FOR EACH ROW EXECUTE FUNCTION funding_proof_rows_frozen();
CREATE TRIGGER funding_proof_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON funding_proofitem
    FOR EACH ROW EXECUTE FUNCTION funding_proof_rows_frozen();
CREATE TRIGGER funding_voucher_frozen BEFORE INSERT OR UPDATE OR DELETE ON funding_voucher
    FOR EACH ROW EXECUTE FUNCTION funding_proof_rows_frozen();

CREATE FUNCTION funding_reclaim_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decided_by_id IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'a signed reclaim cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_reclaim_frozen BEFORE UPDATE ON funding_reclaim
    FOR EACH ROW EXECUTE FUNCTION funding_reclaim_frozen();

CREATE FUNCTION funding_repayment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a repayment is never changed or removed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER funding_repayment_kept BEFORE UPDATE OR DELETE ON funding_repayment
    FOR EACH ROW EXECUTE FUNCTION funding_repayment_kept();
"""
UNFREEZE = """
DROP TRIGGER funding_repayment_kept ON funding_repayment;
DROP FUNCTION funding_repayment_kept();
DROP TRIGGER funding_reclaim_frozen ON funding_reclaim;
DROP FUNCTION funding_reclaim_frozen();
DROP TRIGGER funding_voucher_frozen ON funding_voucher;
DROP TRIGGER funding_proof_item_frozen ON funding_proofitem;
DROP TRIGGER funding_proof_post_frozen ON funding_proofpost;
DROP FUNCTION funding_proof_rows_frozen();
DROP TRIGGER funding_proof_closed ON funding_proofofuse;
DROP TRIGGER funding_proof_frozen ON funding_proofofuse;
DROP TRIGGER funding_amendment_signed ON funding_amendednotice;
DROP FUNCTION funding_amendment_signed();
DROP TRIGGER funding_amendment_frozen ON funding_amendednotice;
DROP TRIGGER funding_change_frozen ON funding_changenotice;
DROP TRIGGER funding_call_frozen ON funding_paymentcall;
DROP FUNCTION funding_only_may_change();
"""


class Migration(migrations.Migration):
    """Walls around the money that moves."""

    dependencies = [("funding", "0003_money_to_the_end")]
    operations = [
        guard_status("funding_paymentcall", "funding.call", "requested"),
        guard_status("funding_changenotice", "funding.change", "reported"),
        guard_status("funding_amendednotice", "funding.amendment", "prepared"),
        guard_status("funding_proofofuse", "funding.proof", "draft"),
        *(
            protect(f"funding_{table}", own=OF_A_VISIBLE_CASE)
            for table in ("paymentcall", "changenotice", "amendednotice", "proofofuse")
        ),
        *(
            protect(f"funding_{table}", own=OF_A_VISIBLE_PROOF)
            for table in ("proofpost", "proofitem", "voucher", "proofquery", "reclaim")
        ),
        protect("funding_repayment", own=OF_A_VISIBLE_RECLAIM),
        migrations.RunSQL(WITHIN_GRANT, UNDO_WITHIN_GRANT),
        migrations.RunSQL(FREEZE, UNFREEZE),
    ]

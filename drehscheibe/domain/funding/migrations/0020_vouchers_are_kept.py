"""F23: a voucher that was handed in is deleted only when its proof is archived and not held."""

from django.db import migrations

KEEP = """
CREATE FUNCTION funding_voucher_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    proof record;
BEGIN
    SELECT status, submitted_on, legal_hold INTO proof
      FROM funding_proofofuse WHERE id = OLD.proof_id;
    IF proof.legal_hold OR (proof.submitted_on IS NOT NULL AND proof.status <> 'archived') THEN
        RAISE EXCEPTION 'voucher % is kept until the retention of its proof is over', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'voucher_is_kept';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER funding_voucher_kept BEFORE DELETE ON funding_voucher
    FOR EACH ROW EXECUTE FUNCTION funding_voucher_kept();
"""
UNDO = """
DROP TRIGGER funding_voucher_kept ON funding_voucher;
DROP FUNCTION funding_voucher_kept();
"""


class Migration(migrations.Migration):
    """A wall behind `proof.drafting.remove_row`."""

    dependencies = [("funding", "0004_walls_of_payout_and_proof")]
    operations = [migrations.RunSQL(KEEP, UNDO)]

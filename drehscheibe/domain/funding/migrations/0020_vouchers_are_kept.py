"""F23: a voucher that was handed in goes only with an archived proof; which calls are paid."""

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

# The centre writes the proof, the payment is the carrier's: whether a call is paid is told past the
# payments' own row-level security, nothing else of it.
PAID = """
CREATE FUNCTION funding_paid_calls(calls bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT call.id FROM funding_paymentcall AS call
      JOIN payments_paymentorder AS paid
        ON paid.subject = 'funding.call:' || call.id AND paid.status = 'paid'
     WHERE call.id = ANY (calls)
$$;
"""


class Migration(migrations.Migration):
    """A wall behind `proof.drafting.remove_row`."""

    dependencies = [
        ("funding", "0004_walls_of_payout_and_proof"),
        ("payments", "0002_walls"),
    ]
    operations = [
        migrations.RunSQL(KEEP, UNDO),
        migrations.RunSQL(PAID, "DROP FUNCTION funding_paid_calls(bigint[])"),
    ]

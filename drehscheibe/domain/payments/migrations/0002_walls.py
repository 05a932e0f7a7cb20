"""Row-level security by payer and keeper, status guards, and the freeze of what was released."""

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

MINE = "ANY ((SELECT app_organisations())::bigint[])"
# a centre's accounts are its carrier's, too; the granting authority pays organisations
ACCOUNT = (
    "kept_by_id = MINE OR kept_by_id IN (SELECT id FROM organisations_organisation"
    " WHERE kind = 'centre' AND parent_id = MINE)"
    " OR (owner_id IS NOT NULL AND EXISTS (SELECT 1 FROM organisations_organisation"
    " WHERE kind = 'authority' AND id = MINE))"
).replace("MINE", MINE)
# the payee sees what comes to its own account: the inner query is under the account's policy
ORDER = (
    "payer_id = MINE OR unit_id = MINE OR account_id IN (SELECT id FROM payments_bankaccount)"
).replace("MINE", MINE)
# what an authority pays is the network's to read (whether it is paid, not the account)
PUBLIC = "payer_id IN (SELECT id FROM organisations_organisation WHERE kind = 'authority')"
RUN = f"payer_id = {MINE}"

FREEZE = """
CREATE FUNCTION payments_account_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an account is never removed' USING ERRCODE = 'check_violation';
    END IF;
    -- an account only moves its status and ends once; another number is another account
    IF to_jsonb(NEW) - 'status' - 'valid_to' <> to_jsonb(OLD) - 'status' - 'valid_to'
       OR (OLD.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to) THEN
        RAISE EXCEPTION 'account % cannot change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_account_frozen BEFORE UPDATE OR DELETE ON payments_bankaccount
    FOR EACH ROW EXECUTE FUNCTION payments_account_frozen();

CREATE FUNCTION payments_run_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a run is never removed' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status IN ('released', 'sent', 'confirmed', 'cancelled') AND (
        to_jsonb(NEW) - 'status' - 'executed_on' <> to_jsonb(OLD) - 'status' - 'executed_on'
        OR (NEW.executed_on IS DISTINCT FROM OLD.executed_on AND OLD.status <> 'sent')
    ) THEN
        RAISE EXCEPTION 'run % is released and cannot change', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_run_frozen BEFORE UPDATE OR DELETE ON payments_paymentrun
    FOR EACH ROW EXECUTE FUNCTION payments_run_frozen();

CREATE FUNCTION payments_order_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
    after text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an order is never removed' USING ERRCODE = 'check_violation';
    END IF;
    IF to_jsonb(NEW) - 'status' - 'run_id' - 'paid_on' - 'returned_on'
       <> to_jsonb(OLD) - 'status' - 'run_id' - 'paid_on' - 'returned_on' THEN
        RAISE EXCEPTION 'order % cannot change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    SELECT status INTO before FROM payments_paymentrun WHERE id = OLD.run_id;
    SELECT status INTO after FROM payments_paymentrun WHERE id = NEW.run_id;
    -- into a run, out of it and from one to another only while it is being put together
    IF NEW.run_id IS DISTINCT FROM OLD.run_id AND (
        OLD.status <> 'open' OR before NOT IN ('draft', 'prepared') OR after <> 'draft'
    ) THEN
        RAISE EXCEPTION 'order % is in run %', OLD.id, OLD.run_id
            USING ERRCODE = 'check_violation';
    END IF;
    -- out of a released run an order comes paid or returned, never open again
    IF NEW.status = 'open' AND OLD.status = 'collected' AND before NOT IN ('draft', 'prepared')
       OR NEW.status = 'collected' AND OLD.status = 'open' AND after <> 'draft'
       OR NEW.status = 'paid' AND OLD.status <> 'paid' AND after <> 'sent'
       OR NEW.status = 'returned' AND OLD.status <> 'returned'
          AND after NOT IN ('released', 'sent', 'confirmed') THEN
        RAISE EXCEPTION 'order % cannot become % in a run that is %', OLD.id, NEW.status, after
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.paid_on IS NOT NULL AND NEW.paid_on IS DISTINCT FROM OLD.paid_on
       OR OLD.returned_on IS NOT NULL AND NEW.returned_on IS DISTINCT FROM OLD.returned_on THEN
        RAISE EXCEPTION 'the days of order % cannot change', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_order_frozen BEFORE UPDATE OR DELETE ON payments_paymentorder
    FOR EACH ROW EXECUTE FUNCTION payments_order_frozen();

-- counts past row-level security (it runs as the owner of the tables) and tells a number only
CREATE FUNCTION payments_other_holders(mark text, name text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*) FROM payments_bankaccount
    WHERE iban_mark = mark AND lower(holder) <> lower(name) AND status <> 'refused'
$$;
"""

UNFREEZE = """
DROP FUNCTION payments_other_holders(text, text);
DROP TRIGGER payments_order_frozen ON payments_paymentorder;
DROP FUNCTION payments_order_frozen();
DROP TRIGGER payments_run_frozen ON payments_paymentrun;
DROP FUNCTION payments_run_frozen();
DROP TRIGGER payments_account_frozen ON payments_bankaccount;
DROP FUNCTION payments_account_frozen();
"""


class Migration(migrations.Migration):
    """Walls around the payments."""

    dependencies = [
        ("payments", "0001_initial"),
        ("permissions", "0001_second_wall"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        guard_status("payments_bankaccount", "payments.account", "entered"),
        guard_status("payments_paymentorder", "payments.order", "open"),
        guard_status("payments_paymentrun", "payments.run", "draft"),
        protect("payments_bankaccount", own=ACCOUNT),
        protect("payments_paymentorder", own=ORDER, released=PUBLIC),
        protect("payments_paymentrun", own=RUN),
        migrations.RunSQL(FREEZE, UNFREEZE),
    ]

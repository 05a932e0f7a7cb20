CREATE FUNCTION forwarding_allocation_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- the notice is attached once; proof dates and status move on, nothing else
    IF OLD.status NOT IN ('planned', 'prepared') AND (
        to_jsonb(NEW) - '{status,notice_id,due_on,due_shifted_on,proof_submitted_on}'::text[]
        <> to_jsonb(OLD) - '{status,notice_id,due_on,due_shifted_on,proof_submitted_on}'::text[]
        OR (OLD.notice_id IS NOT NULL AND NEW.notice_id IS DISTINCT FROM OLD.notice_id)
    ) THEN
        RAISE EXCEPTION 'allocation % is granted and cannot change', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_allocation_frozen BEFORE UPDATE ON forwarding_allocation
    FOR EACH ROW EXECUTE FUNCTION forwarding_allocation_frozen();

CREATE FUNCTION forwarding_case_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := '{status,promised,rank,decision_reason,checked_by_id,decided_by_id,
        link_fingerprint,link_sent_at,confirmed_at,kept_input,version,changed_at,account_id}';
BEGIN
    IF OLD.status NOT IN ('draft', 'query')
       AND to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving THEN
        RAISE EXCEPTION 'case % is handed in and cannot change', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status NOT IN ('draft', 'submitted', 'query', 'checked', 'ranked')
       AND NEW.status NOT IN ('withdrawn')
       AND NEW.promised IS DISTINCT FROM OLD.promised THEN
        RAISE EXCEPTION 'the promise of case % stands', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_case_frozen BEFORE UPDATE ON forwarding_forwardingcase
    FOR EACH ROW EXECUTE FUNCTION forwarding_case_frozen();

CREATE FUNCTION forwarding_item_frozen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    its_case bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.case_id ELSE NEW.case_id END;
    now_at text;
BEGIN
    SELECT status INTO now_at FROM forwarding_forwardingcase WHERE id = its_case;
    IF now_at IN ('draft', 'query') THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- afterwards the centre only says what it promises, until it has decided
    IF TG_OP = 'UPDATE' AND now_at IN ('submitted', 'checked', 'ranked')
       AND to_jsonb(NEW) - 'promised' = to_jsonb(OLD) - 'promised' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the items of case % are frozen (%)', its_case, now_at
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER forwarding_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON forwarding_caseitem
    FOR EACH ROW EXECUTE FUNCTION forwarding_item_frozen();

CREATE FUNCTION forwarding_contract_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := '{cancelled_on,document_id,signed_copy_id}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a contract is never removed' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.centre_signed_on IS NOT NULL AND OLD.applicant_signed_on IS NOT NULL AND (
        to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving
        OR (OLD.cancelled_on IS NOT NULL AND NEW.cancelled_on IS DISTINCT FROM OLD.cancelled_on)
    ) THEN
        RAISE EXCEPTION 'a signed contract cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_contract_frozen BEFORE UPDATE OR DELETE ON forwarding_forwardingcontract
    FOR EACH ROW EXECUTE FUNCTION forwarding_contract_frozen();

-- F23: vouchers stay as they were handed in, and none is deleted before its time
CREATE FUNCTION forwarding_voucher_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    room record;
BEGIN
    SELECT p.submitted_on, p.kept_until, c.status INTO room
        FROM forwarding_forwardingproof p JOIN forwarding_forwardingcase c ON c.id = p.case_id
        WHERE p.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.proof_id ELSE NEW.proof_id END;
    IF TG_OP = 'DELETE' AND room.submitted_on IS NOT NULL
       AND (room.kept_until IS NULL OR room.kept_until >= current_date) THEN
        RAISE EXCEPTION 'voucher % is kept until %', OLD.number, room.kept_until
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_voucher_kept';
    END IF;
    IF TG_OP <> 'DELETE' AND room.status NOT IN ('contracted', 'paid', 'proof_clarification') THEN
        RAISE EXCEPTION 'the proof is handed in (%)', room.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_voucher_frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER forwarding_voucher_kept BEFORE INSERT OR UPDATE OR DELETE
    ON forwarding_forwardingvoucher FOR EACH ROW EXECUTE FUNCTION forwarding_voucher_kept();

CREATE FUNCTION forwarding_proof_line_frozen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    checking text[] := '{eligible,note}';
    now_at text;
BEGIN
    SELECT c.status INTO now_at
        FROM forwarding_forwardingproof p JOIN forwarding_forwardingcase c ON c.id = p.case_id
        WHERE p.id = NEW.proof_id;
    IF now_at IN ('contracted', 'paid', 'proof_clarification') OR (
        TG_OP = 'UPDATE' AND now_at = 'proof_submitted'
        AND to_jsonb(NEW) - checking = to_jsonb(OLD) - checking
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the proof is handed in (%)', now_at
        USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_proof_line_frozen';
END $$;
CREATE TRIGGER forwarding_proof_line_frozen BEFORE INSERT OR UPDATE
    ON forwarding_forwardingproofline
    FOR EACH ROW EXECUTE FUNCTION forwarding_proof_line_frozen();

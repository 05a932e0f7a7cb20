-- what came in before single receipts were kept
INSERT INTO forwarding_forwardingreceipt (claim_id, amount, received_on, noted_by_id, noted_at)
    SELECT id, returned, coalesce(returned_on, claimed_on), claimed_by_id, now()
    FROM forwarding_forwardingrepayment WHERE returned > 0;

-- F23: vouchers stay as they were handed in, and none is deleted before its time. A legal hold wins:
-- the case's own, or the one on the carrier's proof of the same centre and year.
CREATE OR REPLACE FUNCTION forwarding_voucher_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    room record;
BEGIN
    SELECT p.submitted_on, p.kept_until, c.status, p.legal_hold OR EXISTS (
            SELECT 1 FROM funding_proofofuse u JOIN funding_application a ON a.id = u.application_id
            WHERE u.legal_hold AND a.centre_id = c.centre_id AND a.fiscal_year = k.fiscal_year
        ) AS held INTO room
        FROM forwarding_forwardingproof p JOIN forwarding_forwardingcase c ON c.id = p.case_id
        JOIN forwarding_forwardingcall k ON k.id = c.call_id
        WHERE p.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.proof_id ELSE NEW.proof_id END;
    IF TG_OP = 'DELETE' AND room.submitted_on IS NOT NULL AND room.held THEN
        RAISE EXCEPTION 'voucher % is under a legal hold', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_voucher_held';
    END IF;
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

-- what the third party told stays as it was handed in; the centre adds its check
CREATE FUNCTION forwarding_proof_frozen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    told text[] := '{text,participants,confirmed,kept_input}';
    before jsonb := to_jsonb(OLD);
    now_at text;
BEGIN
    SELECT status INTO now_at FROM forwarding_forwardingcase WHERE id = NEW.case_id;
    IF now_at NOT IN ('contracted', 'paid', 'proof_clarification') AND EXISTS (
        SELECT 1 FROM jsonb_each(to_jsonb(NEW)) AS field
        WHERE field.key = ANY (told) AND field.value IS DISTINCT FROM before -> field.key
    ) THEN
        RAISE EXCEPTION 'the proof is handed in (%)', now_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_proof_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_proof_frozen BEFORE UPDATE ON forwarding_forwardingproof
    FOR EACH ROW EXECUTE FUNCTION forwarding_proof_frozen();

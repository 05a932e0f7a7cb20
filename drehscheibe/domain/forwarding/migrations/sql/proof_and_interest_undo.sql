DROP TRIGGER forwarding_proof_frozen ON forwarding_forwardingproof;
DROP FUNCTION forwarding_proof_frozen();
CREATE OR REPLACE FUNCTION forwarding_voucher_kept() RETURNS trigger
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

-- These functions run as the owner of the tables: a sum must count every case of an allocation,
-- whoever writes. Each locks the allocation first, so that two people at once are counted both.

CREATE FUNCTION forwarding_call_matches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM forwarding_allocation
        WHERE id = NEW.allocation_id AND centre_id = NEW.centre_id
          AND version = NEW.version AND fiscal_year = NEW.fiscal_year
    ) THEN
        RAISE EXCEPTION 'a call belongs to centre, year and programme of its allocation'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_call_matches';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_call_matches BEFORE INSERT OR UPDATE ON forwarding_forwardingcall
    FOR EACH ROW EXECUTE FUNCTION forwarding_call_matches();

CREATE FUNCTION forwarding_case_matches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM forwarding_forwardingcall
        WHERE id = NEW.call_id AND centre_id = NEW.centre_id AND allocation_id = NEW.allocation_id
    ) THEN
        RAISE EXCEPTION 'a case belongs to centre and allocation of its call'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_case_matches';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_case_matches
    BEFORE INSERT OR UPDATE OF call_id, centre_id, allocation_id ON forwarding_forwardingcase
    FOR EACH ROW EXECUTE FUNCTION forwarding_case_matches();

-- promises stay within the allocation: the remainder is never negative
CREATE FUNCTION forwarding_promises_within() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    available numeric;
    taken numeric;
BEGIN
    IF NEW.promised IS NULL OR NEW.promised IS NOT DISTINCT FROM OLD.promised THEN
        RETURN NEW;
    END IF;
    SELECT amount INTO available FROM forwarding_allocation
        WHERE id = NEW.allocation_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(promised), 0) INTO taken FROM forwarding_forwardingcase
        WHERE allocation_id = NEW.allocation_id AND id <> NEW.id
          AND status NOT IN ('refused', 'withdrawn');
    IF taken + NEW.promised > available THEN
        RAISE EXCEPTION 'promises % exceed allocation %', taken + NEW.promised, available
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_promises_within';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_promises_within BEFORE UPDATE OF promised ON forwarding_forwardingcase
    FOR EACH ROW EXECUTE FUNCTION forwarding_promises_within();

-- K10: what is promised for training stays within its share of the allocation
CREATE FUNCTION forwarding_training_within() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    room record;
    taken numeric;
BEGIN
    IF coalesce(NEW.promised, 0) = 0 THEN
        RETURN NEW;
    END IF;
    SELECT a.id, a.training_limit, a.training_items INTO room
        FROM forwarding_allocation a JOIN forwarding_forwardingcase c ON c.allocation_id = a.id
        WHERE c.id = NEW.case_id FOR NO KEY UPDATE OF a;
    IF room.training_limit IS NULL OR NOT NEW.code = ANY (room.training_items) THEN
        RETURN NEW;
    END IF;
    SELECT coalesce(sum(i.promised), 0) INTO taken
        FROM forwarding_caseitem i JOIN forwarding_forwardingcase c ON c.id = i.case_id
        WHERE c.allocation_id = room.id AND i.code = ANY (room.training_items)
          AND c.status NOT IN ('refused', 'withdrawn') AND i.id <> NEW.id;
    IF taken + NEW.promised > room.training_limit THEN
        RAISE EXCEPTION 'training % exceeds %', taken + NEW.promised, room.training_limit
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_training_within';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_training_within BEFORE INSERT OR UPDATE OF promised
    ON forwarding_caseitem FOR EACH ROW EXECUTE FUNCTION forwarding_training_within();

-- K11: contracts stay within the allocation, and each within its promise; never before the notice
CREATE FUNCTION forwarding_contracts_within() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    room record;
    taken numeric;
BEGIN
    IF NEW.cancelled_on IS NOT NULL THEN
        RETURN NEW;
    END IF;
    SELECT a.id, a.amount, a.status, c.promised INTO room
        FROM forwarding_allocation a JOIN forwarding_forwardingcase c ON c.allocation_id = a.id
        WHERE c.id = NEW.case_id FOR NO KEY UPDATE OF a;
    SELECT coalesce(sum(k.amount), 0) INTO taken
        FROM forwarding_forwardingcontract k JOIN forwarding_forwardingcase c ON c.id = k.case_id
        WHERE c.allocation_id = room.id AND k.cancelled_on IS NULL AND k.id <> NEW.id;
    IF room.status IN ('planned', 'prepared') THEN
        RAISE EXCEPTION 'no contract before the notice'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_contract_after_notice';
    END IF;
    IF NEW.amount > coalesce(room.promised, 0) THEN
        RAISE EXCEPTION 'contract % exceeds promise %', NEW.amount, room.promised
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_contract_within_promise';
    END IF;
    IF taken + NEW.amount > room.amount THEN
        RAISE EXCEPTION 'contracts % exceed allocation %', taken + NEW.amount, room.amount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_contracts_within';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_contracts_within BEFORE INSERT OR UPDATE ON forwarding_forwardingcontract
    FOR EACH ROW EXECUTE FUNCTION forwarding_contracts_within();

CREATE FUNCTION forwarding_payments_within() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    contracted numeric;
    taken numeric;
BEGIN
    IF NEW.cancelled_on IS NOT NULL THEN
        RETURN NEW;
    END IF;
    SELECT amount INTO contracted FROM forwarding_forwardingcontract
        WHERE case_id = NEW.case_id AND cancelled_on IS NULL FOR NO KEY UPDATE;
    SELECT coalesce(sum(amount), 0) INTO taken FROM forwarding_forwardingpayment
        WHERE case_id = NEW.case_id AND cancelled_on IS NULL AND id <> NEW.id;
    IF taken + NEW.amount > coalesce(contracted, 0) THEN
        RAISE EXCEPTION 'payments % exceed contract %', taken + NEW.amount, contracted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_payments_within';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_payments_within BEFORE INSERT OR UPDATE ON forwarding_forwardingpayment
    FOR EACH ROW EXECUTE FUNCTION forwarding_payments_within();

CREATE FUNCTION forwarding_proof_within() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    contracted numeric;
BEGIN
    SELECT amount INTO contracted FROM forwarding_forwardingcontract
        WHERE case_id = NEW.case_id AND cancelled_on IS NULL;
    IF NEW.eligible > coalesce(contracted, 0) THEN
        RAISE EXCEPTION 'accepted % exceeds contract %', NEW.eligible, contracted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_proof_within';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_proof_within BEFORE INSERT OR UPDATE OF eligible
    ON forwarding_forwardingproof FOR EACH ROW EXECUTE FUNCTION forwarding_proof_within();

-- nobody votes on a case of their own, declared or not; meeting and case belong to one call
CREATE FUNCTION forwarding_vote_is_unbiased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM forwarding_juryconflict WHERE member_id = NEW.member_id
          AND case_id = NEW.case_id
    ) OR EXISTS (
        SELECT 1 FROM forwarding_jurymember m JOIN forwarding_forwardingcase c ON c.id = NEW.case_id
        WHERE m.id = NEW.member_id AND m.organisation_key <> ''
          AND m.organisation_key = c.applicant_key
    ) THEN
        RAISE EXCEPTION 'member % is biased in case %', NEW.member_id, NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_vote_is_unbiased';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM forwarding_jurymember m JOIN forwarding_jurymeeting s ON s.id = m.meeting_id
        JOIN forwarding_forwardingcase c ON c.call_id = s.call_id
        WHERE m.id = NEW.member_id AND c.id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'case % is not of the call of this meeting', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_vote_of_the_call';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_vote_is_unbiased BEFORE INSERT OR UPDATE ON forwarding_juryvote
    FOR EACH ROW EXECUTE FUNCTION forwarding_vote_is_unbiased();

CREATE FUNCTION forwarding_conflict_before_vote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM forwarding_juryvote WHERE member_id = NEW.member_id AND case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'member % has voted on case %', NEW.member_id, NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_conflict_before_vote';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_conflict_before_vote BEFORE INSERT ON forwarding_juryconflict
    FOR EACH ROW EXECUTE FUNCTION forwarding_conflict_before_vote();

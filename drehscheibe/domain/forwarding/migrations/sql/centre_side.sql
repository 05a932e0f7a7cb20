-- a closed meeting stands: nobody joins, votes or declares a bias afterwards
CREATE FUNCTION forwarding_jury_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    row_of jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    meeting bigint;
    closed timestamptz;
BEGIN
    meeting := coalesce(
        (row_of ->> 'meeting_id')::bigint,
        (SELECT meeting_id FROM forwarding_jurymember WHERE id = (row_of ->> 'member_id')::bigint)
    );
    SELECT closed_at INTO closed FROM forwarding_jurymeeting WHERE id = meeting FOR SHARE;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'meeting % is closed', meeting
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_jury_closed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER forwarding_jury_closed BEFORE INSERT OR UPDATE OR DELETE ON forwarding_jurymember
    FOR EACH ROW EXECUTE FUNCTION forwarding_jury_closed();
CREATE TRIGGER forwarding_jury_closed BEFORE INSERT OR UPDATE OR DELETE ON forwarding_juryconflict
    FOR EACH ROW EXECUTE FUNCTION forwarding_jury_closed();
CREATE TRIGGER forwarding_jury_closed BEFORE INSERT OR UPDATE OR DELETE ON forwarding_juryvote
    FOR EACH ROW EXECUTE FUNCTION forwarding_jury_closed();

-- the rank is written once, by the jury; it goes only when the case is checked again
CREATE FUNCTION forwarding_rank_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.rank IS DISTINCT FROM OLD.rank AND NOT (
        (OLD.status = 'checked' AND OLD.rank IS NULL)
        OR (OLD.status = 'submitted' AND NEW.rank IS NULL)
    ) THEN
        RAISE EXCEPTION 'the rank of case % stands', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_rank_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_rank_frozen BEFORE UPDATE OF rank ON forwarding_forwardingcase
    FOR EACH ROW EXECUTE FUNCTION forwarding_rank_frozen();

-- what was handed in to the authority stays as it was
CREATE FUNCTION forwarding_own_proof_frozen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    its_allocation bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.allocation_id
        ELSE NEW.allocation_id END;
    now_at text;
BEGIN
    SELECT status INTO now_at FROM forwarding_allocation WHERE id = its_allocation;
    IF now_at NOT IN ('granted', 'clarification') THEN
        RAISE EXCEPTION 'the proof of allocation % is handed in', its_allocation
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_own_proof_frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER forwarding_own_proof_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON forwarding_allocationproof FOR EACH ROW EXECUTE FUNCTION forwarding_own_proof_frozen();

DROP TRIGGER forwarding_member_stays ON forwarding_jurymember;
DROP TRIGGER forwarding_vote_signed_in ON forwarding_juryvote;
DROP FUNCTION forwarding_member_stays();
DROP FUNCTION forwarding_vote_signed_in();
CREATE OR REPLACE FUNCTION forwarding_vote_is_unbiased() RETURNS trigger
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

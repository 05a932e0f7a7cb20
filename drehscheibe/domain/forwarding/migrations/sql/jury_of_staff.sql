-- nobody votes on a case of their own: declared, by the organisation they stand for or act for, or
-- as the applicant's own contact; meeting and case belong to one call
CREATE OR REPLACE FUNCTION forwarding_vote_is_unbiased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM forwarding_juryconflict WHERE member_id = NEW.member_id
          AND case_id = NEW.case_id
    ) OR EXISTS (
        SELECT 1 FROM forwarding_jurymember m JOIN forwarding_forwardingcase c ON c.id = NEW.case_id
        LEFT JOIN people_person p ON p.id = m.person_id
        WHERE m.id = NEW.member_id AND (
            (c.applicant_key <> ''
                AND (m.organisation_key = c.applicant_key OR c.applicant_key = ANY (m.further_keys)))
            OR lower(c.contact_name) = lower(m.name)
            OR lower(c.email) = lower(p.email)
        )
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

-- a person of the platform votes signed in; only a guest's vote is entered by somebody else
CREATE FUNCTION forwarding_vote_signed_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM forwarding_jurymember
        WHERE id = NEW.member_id AND person_id IS NOT NULL AND person_id <> NEW.entered_by_id
    ) THEN
        RAISE EXCEPTION 'member % votes signed in', NEW.member_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_vote_signed_in';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_vote_signed_in BEFORE INSERT OR UPDATE ON forwarding_juryvote
    FOR EACH ROW EXECUTE FUNCTION forwarding_vote_signed_in();

-- who votes stays who it is: no vote given for one association counts for another
CREATE FUNCTION forwarding_member_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM forwarding_juryvote WHERE member_id = OLD.id) THEN
        RAISE EXCEPTION 'member % has voted', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'forwarding_member_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forwarding_member_stays BEFORE UPDATE ON forwarding_jurymember
    FOR EACH ROW EXECUTE FUNCTION forwarding_member_stays();

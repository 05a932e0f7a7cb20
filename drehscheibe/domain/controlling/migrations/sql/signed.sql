-- What was signed stays as it was: no version of a report is altered or removed, nor its judgements.
CREATE FUNCTION controlling_signed_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signed report cannot change (% of %)', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER controlling_report_signed BEFORE UPDATE OR DELETE ON controlling_reportversion
    FOR EACH ROW EXECUTE FUNCTION controlling_signed_for_good();
CREATE TRIGGER controlling_judgement_signed BEFORE UPDATE OR DELETE ON controlling_signedjudgement
    FOR EACH ROW EXECUTE FUNCTION controlling_signed_for_good();

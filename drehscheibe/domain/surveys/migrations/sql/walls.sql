-- the surveys the reader's organisations are asked; past the wall of responses, which itself asks
-- for surveys
CREATE FUNCTION surveys_asked() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(r.survey_id), '{}') FROM surveys_surveyresponse r
     WHERE r.organisation_id = ANY (app_organisations())
$$;
-- what was submitted, without saying by whom: for the asking body at any time, for the asked once
-- the survey is over and only where that was agreed
CREATE FUNCTION surveys_submitted(wanted bigint) RETURNS TABLE (
    question bigint, response bigint, value jsonb
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT a.question_id, a.response_id, a.value
      FROM surveys_survey s
      JOIN surveys_surveyresponse r ON r.survey_id = s.id AND r.status = 'submitted'
      JOIN surveys_answer a ON a.response_id = r.id
     WHERE s.id = wanted
       AND (app_reach() = 'system' OR s.owner_id = ANY (app_organisations())
            OR (s.id = ANY (surveys_asked()) AND s.shows = 'aggregate'
                AND s.status IN ('closed', 'published')))
$$;
CREATE FUNCTION surveys_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a submitted version never changes' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER surveys_version_stands BEFORE UPDATE ON surveys_responseversion
    FOR EACH ROW EXECUTE FUNCTION surveys_version_stands();

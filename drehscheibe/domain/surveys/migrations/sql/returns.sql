-- What has come back, as the matrix shows it: centre, obligation, state – never what a draft says.
-- Runs past the row-level wall as its owner and therefore asks itself who reads: a centre and its
-- carrier, the system and the coordinating office learn that a draft exists; ministries do not, for
-- them it is as if there were none. `ref` leads to the thing and is left out where it is a draft of
-- somebody else.
-- Replaces controlling's function: the survey of the year is a return like the others.
CREATE OR REPLACE FUNCTION controlling_returns(wanted int) RETURNS TABLE (
    centre bigint, obligation text, period bigint, first_year int, last_year int,
    state text, ref text, due_on date
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH reader AS (
        SELECT app_reach() AS reach, app_organisations() AS places,
               EXISTS (SELECT 1 FROM organisations_organisation o
                        WHERE o.kind = 'coordinating_office'
                          AND o.id = ANY (app_organisations())) AS advises
    ), seen AS (
        SELECT c.id, reader.advises,
               reader.reach = 'system' OR c.organisation_id = ANY (reader.places)
               OR c.carrier_id = ANY (reader.places) AS own, reader.reach
          FROM centres_centre c, reader
    ), periods AS (
        SELECT p.id, p.centre_id, p.status, p.shared_at,
               extract(year FROM p.starts_on)::int AS first_year,
               extract(year FROM p.ends_on)::int AS last_year
          FROM controlling_goalperiod p
         WHERE p.status <> 'discarded'
           AND p.starts_on <= make_date(wanted, 12, 31) AND p.ends_on >= make_date(wanted, 1, 1)
    ), found AS (
        SELECT c.centre_id AS centre, 'concept' AS obligation, NULL::bigint AS period,
               NULL::int AS first_year, NULL::int AS last_year,
               CASE WHEN bool_or(c.status IN ('adopted', 'updated')) THEN 'agreed'
                    ELSE 'draft' END AS state,
               coalesce(max(c.id) FILTER (WHERE c.status IN ('adopted', 'updated')),
                        max(c.id))::text AS ref,
               NULL::date AS due_on, false AS shared
          FROM centres_integrationconcept c
         WHERE c.status IN ('draft', 'adopted', 'updated')
         GROUP BY c.centre_id
        UNION ALL
        SELECT p.centre_id, 'goals', p.id, p.first_year, p.last_year,
               CASE WHEN p.status IN ('draft', 'locally_agreed') THEN 'draft'
                    WHEN p.status IN ('agreed', 'closed') THEN 'agreed'
                    WHEN EXISTS (SELECT 1 FROM controlling_goal g
                                  WHERE g.period_id = p.id AND g.status = 'returned') THEN 'query'
                    ELSE 'submitted' END,
               p.id::text, NULL, p.shared_at IS NOT NULL
          FROM periods p
        UNION ALL
        SELECT r.centre_id, 'report', r.period_id, r.year, r.year,
               CASE r.status WHEN 'draft' THEN 'draft' WHEN 'query' THEN 'query'
                    WHEN 'reviewed' THEN 'agreed' ELSE 'submitted' END,
               r.id::text, NULL, false
          FROM controlling_annualreport r JOIN periods p ON p.id = r.period_id
        UNION ALL
        SELECT a.centre_id, 'proof', NULL, a.fiscal_year, a.fiscal_year,
               CASE WHEN v.id IS NULL OR (v.status = 'draft' AND v.entered_by_id IS NULL)
                    THEN 'open'
                    WHEN v.status = 'draft' THEN 'draft'
                    WHEN v.status = 'clarification' THEN 'query'
                    WHEN v.status IN ('reclaimed', 'repaid', 'closed', 'archived') THEN 'agreed'
                    ELSE 'submitted' END,
               a.number, v.due_shifted_on, false
          FROM funding_application a LEFT JOIN funding_proofofuse v ON v.application_id = a.id
         WHERE a.fiscal_year = wanted AND a.status IN ('granted', 'final')
        UNION ALL
        SELECT c.id, 'survey', NULL, s.year, s.year,
               CASE r.status WHEN 'not_opened' THEN 'open' WHEN 'draft' THEN 'draft'
                    WHEN 'internal_review' THEN 'draft' WHEN 'returned' THEN 'query'
                    WHEN 'declined' THEN 'not_owed'
                    ELSE CASE WHEN s.status = 'open' THEN 'submitted' ELSE 'agreed' END END,
               r.id::text, (s.closes_at AT TIME ZONE 'Europe/Berlin')::date, false
          FROM surveys_survey s JOIN surveys_surveyresponse r ON r.survey_id = s.id
          JOIN centres_centre c ON c.organisation_id = r.organisation_id
         WHERE s.year = wanted AND s.status IN ('open', 'closed', 'published')
    )
    SELECT f.centre, f.obligation, f.period, f.first_year, f.last_year,
           CASE WHEN f.state = 'draft' AND NOT (s.own OR s.advises) THEN 'open' ELSE f.state END,
           CASE WHEN f.state <> 'draft' OR s.own OR (s.advises AND f.shared) THEN f.ref END,
           f.due_on
      FROM found f JOIN seen s ON s.id = f.centre
     WHERE (s.own OR s.reach = 'network')
       AND (s.own OR s.advises OR f.state <> 'draft' OR f.obligation IN ('proof', 'survey'))
$$;

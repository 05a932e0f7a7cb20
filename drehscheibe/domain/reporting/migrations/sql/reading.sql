-- Sums by stratum, for everybody who may open the analysis; rows of single goals stay behind the wall.

CREATE FUNCTION reporting_goal_totals(first_year int, last_year int, in_fields varchar[])
RETURNS TABLE (year smallint, strand varchar, district varchar, kind varchar, size smallint, centres bigint,
    judging bigint, goals bigint, measures bigint, indicators bigint, linked bigint,
    reached bigint, partly bigint, missed bigint, dropped bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT f.year, coalesce(f.strand, ''), f.district, f.kind, f.size,
        count(DISTINCT f.centre_id) FILTER (WHERE f.counted),
        count(DISTINCT f.centre_id) FILTER (WHERE f.degree <> ''), count(*) FILTER (WHERE f.counted), coalesce(sum(f.measures) FILTER (WHERE f.counted), 0),
        coalesce(sum(f.indicators) FILTER (WHERE f.counted), 0),
        coalesce(sum(f.linked) FILTER (WHERE f.counted), 0),
        count(*) FILTER (WHERE f.degree = 'reached'), count(*) FILTER (WHERE f.degree = 'partly'),
        count(*) FILTER (WHERE f.degree = 'missed'), count(*) FILTER (WHERE f.degree = 'dropped')
    FROM reporting_goalfact f
    WHERE f.year BETWEEN first_year AND last_year AND (in_fields IS NULL OR f.fields && in_fields)
    GROUP BY GROUPING SETS ((f.year, f.strand, f.district, f.kind, f.size), (f.year, f.district, f.kind, f.size))
$$;

CREATE FUNCTION reporting_report_totals(first_year int, last_year int)
RETURNS TABLE (year smallint, district varchar, kind varchar, size smallint, centres bigint, known bigint,
    posts bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT c.year, c.district, c.kind, c.size, count(*), count(c.posts), sum(c.posts)::bigint
    FROM (
        SELECT f.centre_id, f.year, f.district, f.kind, f.size, max(f.posts) AS posts
        FROM reporting_reportfact f WHERE f.year BETWEEN first_year AND last_year
        GROUP BY f.centre_id, f.year, f.district, f.kind, f.size
    ) c GROUP BY c.year, c.district, c.kind, c.size
$$;

-- The cells once more, of goals in some fields only: each stratum by strand and over all strands.
CREATE FUNCTION reporting_cells_in_fields(first_year int, last_year int, in_fields varchar[])
RETURNS TABLE (entry_id bigint, year smallint, role varchar, split varchar, strand varchar, district varchar,
    kind varchar, size smallint, centres bigint, amount bigint, of bigint, highest bigint, highest_of bigint,
    filled bigint, rest_filled bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT f.entry_id, f.year, f.role, f.split, coalesce(f.strand, ''), f.district, f.kind, f.size,
        count(DISTINCT f.centre_id), sum(f.amount)::bigint, sum(f.of)::bigint,
        (max(ARRAY[f.amount::numeric / coalesce(f.of, 1), f.amount, coalesce(f.of, 0)]))[2]::bigint,
        nullif((max(ARRAY[f.amount::numeric / coalesce(f.of, 1), f.amount, coalesce(f.of, 0)]))[3], 0)::bigint,
        count(*) FILTER (WHERE f.amount > 0), count(*) FILTER (WHERE f.of > f.amount)
    FROM reporting_valuefact f JOIN reporting_goalfact g ON g.goal_id = f.goal_id AND g.year = f.year
    WHERE f.year BETWEEN first_year AND last_year AND g.fields && in_fields
    GROUP BY GROUPING SETS (
        (f.entry_id, f.year, f.role, f.split, f.district, f.kind, f.size),
        (f.entry_id, f.year, f.role, f.split, f.strand, f.district, f.kind, f.size))
$$;

-- Facts may be read as the rows they come from may be; nobody but the triggers writes them.
ALTER TABLE reporting_valuefact ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_goalfact ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_reportfact ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_valuecell ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_frozenreport ENABLE ROW LEVEL SECURITY;
CREATE POLICY reporting_valuefact_read ON reporting_valuefact FOR SELECT USING (OWN_OR_NETWORK);
CREATE POLICY reporting_goalfact_read ON reporting_goalfact FOR SELECT USING (OWN_OR_NETWORK);
CREATE POLICY reporting_reportfact_read ON reporting_reportfact FOR SELECT USING (OWN_OR_NETWORK);
CREATE POLICY reporting_valuecell_read ON reporting_valuecell FOR SELECT USING (true);
CREATE POLICY reporting_frozenreport_read ON reporting_frozenreport FOR SELECT
    USING ((SELECT app_reach()) IN ('network', 'system'));
CREATE POLICY reporting_frozenreport_make ON reporting_frozenreport FOR INSERT
    WITH CHECK ((SELECT app_reach()) IN ('network', 'system'));

CREATE FUNCTION reporting_frozen_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen analysis cannot change (%)', TG_OP USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER reporting_frozen_for_good BEFORE UPDATE OR DELETE ON reporting_frozenreport
    FOR EACH ROW EXECUTE FUNCTION reporting_frozen_for_good();

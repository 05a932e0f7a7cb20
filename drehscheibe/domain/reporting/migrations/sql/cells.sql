-- Goals by stratum and field of action, and the reported values of a field: a field takes in what lies
-- below it ('' stands for all goals), each stratum by strand and over all strands, each centre once.

CREATE OR REPLACE FUNCTION reporting_fields_above(own varchar[]) RETURNS varchar(60)[]
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    WITH RECURSIVE above AS (
        SELECT unnest(own)::varchar(60) AS key
        UNION
        SELECT f.parent_id FROM above a JOIN centres_fieldofaction f ON f.key = a.key
        WHERE f.parent_id IS NOT NULL AND f.facet IN ('handlungsfeld', 'thema', 'zielgruppe')
    )
    SELECT coalesce(array_agg(key ORDER BY key), '{}')::varchar(60)[] FROM above
$$;

CREATE OR REPLACE VIEW reporting_goal_source WITH (security_invoker = true) AS
SELECT g.id AS goal_id, g.centre_id, w.id AS version_id, y.year::smallint AS year, w.strand, w.fields,
    w.agreed AND g.status <> 'dropped' AS counted,
    (SELECT count(*) FROM controlling_measure m WHERE m.version_id = w.id)::smallint AS measures,
    (SELECT count(*) FROM controlling_indicatorterms t WHERE t.version_id = w.id)::smallint AS indicators,
    (SELECT count(*) FROM controlling_indicatorterms t JOIN controlling_indicator i ON i.id = t.indicator_id
     WHERE t.version_id = w.id AND i.entry_id IS NOT NULL)::smallint AS linked,
    coalesce(j.degree, '')::varchar(8) AS degree, j.report_id, p.district, p.kind, p.size,
    w.within
FROM controlling_goal g
JOIN controlling_goalperiod o ON o.id = g.period_id
CROSS JOIN LATERAL (
    SELECT v.id, v.strand, v.agreed, own.fields, reporting_fields_above(own.fields) AS within
    FROM (
        SELECT gv.id, gv.strand, gv.agreed_at IS NOT NULL AS agreed FROM controlling_goalversion gv
        WHERE gv.goal_id = g.id AND gv.submitted_at IS NOT NULL
        ORDER BY gv.agreed_at IS NULL, gv.number DESC LIMIT 1
    ) v
    CROSS JOIN LATERAL (SELECT ARRAY(
        SELECT f.fieldofaction_id FROM controlling_goalversion_fields f WHERE f.goalversion_id = v.id
        UNION
        SELECT n.fieldofaction_id FROM controlling_goalversion_local_fields l
        JOIN controlling_localfield_network_fields n ON n.localfield_id = l.localfield_id
        WHERE l.goalversion_id = v.id
        ORDER BY 1
    )::varchar(60)[] AS fields) own
) w
CROSS JOIN LATERAL generate_series(extract(year FROM o.starts_on)::int, extract(year FROM o.ends_on)::int) AS y(year)
JOIN reporting_place p ON p.centre_id = g.centre_id AND y.year BETWEEN p.first_year AND p.last_year
LEFT JOIN LATERAL (
    SELECT s.degree, s.version_id AS report_id
    FROM controlling_annualreport a
    JOIN LATERAL (SELECT id FROM controlling_reportversion r WHERE r.report_id = a.id
                  ORDER BY number DESC LIMIT 1) last ON true
    JOIN controlling_signedjudgement s ON s.version_id = last.id AND s.goal_id = g.id
    WHERE a.period_id = g.period_id AND a.year = y.year
) j ON true
WHERE (w.agreed AND g.status <> 'dropped') OR j.degree IS NOT NULL;

CREATE VIEW reporting_goalcell_source WITH (security_invoker = true) AS
GOALCELLS;

CREATE VIEW reporting_fieldcell_source WITH (security_invoker = true) AS
FIELDCELLS;

-- Only the strata that are touched are summed up, from their own facts.
CREATE TYPE reporting_stratum AS (year smallint, district varchar, kind varchar, size smallint);

CREATE FUNCTION reporting_refresh_goalcells(strata reporting_stratum[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM reporting_goalcell c USING unnest(strata) k
    WHERE c.year = k.year AND c.district = k.district AND c.kind = k.kind AND c.size = k.size;
    INSERT INTO reporting_goalcell (year, field, strand, district, kind, size, centres, judging, goals, measures,
        indicators, linked, reached, partly, missed, dropped)
    TOUCHED_GOALCELLS;
END $$;

CREATE FUNCTION reporting_refresh_fieldcells(keys reporting_key[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM reporting_fieldcell c USING unnest(keys) k
    WHERE c.entry_id = k.entry_id AND c.year = k.year AND c.district = k.district
        AND c.kind = k.kind AND c.size = k.size;
    INSERT INTO reporting_fieldcell (entry_id, year, field, strand, district, kind, size, centres, amount, of,
        highest, highest_of, held)
    TOUCHED_FIELDCELLS;
END $$;

CREATE VIEW reporting_valueyear_source WITH (security_invoker = true) AS
SELECT DISTINCT entry_id, year FROM reporting_valuecell;

CREATE FUNCTION reporting_refresh_years(keys reporting_key[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM reporting_valueyear y USING unnest(keys) k WHERE y.entry_id = k.entry_id AND y.year = k.year;
    INSERT INTO reporting_valueyear (entry_id, year)
    SELECT k.entry_id, k.year FROM (SELECT DISTINCT u.entry_id, u.year FROM unnest(keys) u) k
    WHERE EXISTS (SELECT FROM reporting_valuecell c WHERE c.entry_id = k.entry_id AND c.year = k.year);
END $$;

-- What has not changed stays: a signature writes its own year and sums up no other.
CREATE OR REPLACE FUNCTION reporting_refresh_values(touched bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    keys reporting_key[];
BEGIN
    IF coalesce(cardinality(touched), 0) = 0 THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7404);
    WITH source AS MATERIALIZED (
        SELECT * FROM reporting_value_source WHERE indicator_id = ANY (touched)
    ), both_times AS MATERIALIZED (
        SELECT o.id, s.indicator_id, s.centre_id, s.goal_id, s.entry_id, s.year, s.role, s.split, s.strand,
            s.district, s.kind, s.size, s.amount, s.of
        FROM (SELECT * FROM reporting_valuefact WHERE indicator_id = ANY (touched)) o
        FULL JOIN source s ON s.indicator_id = o.indicator_id AND s.year = o.year AND s.role = o.role
            AND s.split = o.split
        WHERE (s.centre_id, s.goal_id, s.entry_id, s.strand, s.district, s.kind, s.size, s.amount, s.of)
            IS DISTINCT FROM (o.centre_id, o.goal_id, o.entry_id, o.strand, o.district, o.kind, o.size, o.amount, o.of)
    ), gone AS (
        DELETE FROM reporting_valuefact f USING both_times b WHERE f.id = b.id
        RETURNING f.entry_id, f.year, f.district, f.kind, f.size
    ), come AS (
        INSERT INTO reporting_valuefact (indicator_id, centre_id, goal_id, entry_id, year, role, split, strand,
            district, kind, size, amount, of)
        SELECT b.indicator_id, b.centre_id, b.goal_id, b.entry_id, b.year, b.role, b.split, b.strand, b.district,
            b.kind, b.size, b.amount, b.of
        FROM both_times b WHERE b.indicator_id IS NOT NULL
            AND (SELECT count(*) FROM gone) >= 0  -- what is replaced goes first: a value stands once
        RETURNING entry_id, year, district, kind, size
    )
    SELECT array_agg(DISTINCT ROW(entry_id, year, district, kind, size)::reporting_key) INTO keys
    FROM (SELECT * FROM gone UNION ALL SELECT * FROM come) moved;
    IF keys IS NOT NULL THEN
        PERFORM reporting_refresh_cells(keys);
        PERFORM reporting_refresh_fieldcells(keys);
        PERFORM reporting_refresh_years(keys);
    END IF;
END $$;

-- Where a goal came, went or moved to other fields, the sums of its values move too.
CREATE OR REPLACE FUNCTION reporting_refresh_goals(touched bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    strata reporting_stratum[];
    before text[];
    after text[];
    keys reporting_key[];
BEGIN
    IF coalesce(cardinality(touched), 0) = 0 THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7404);
    before := ARRAY(SELECT concat_ws(':', goal_id, year, within) FROM reporting_goalfact WHERE goal_id = ANY (touched));
    strata := ARRAY(SELECT DISTINCT ROW(year, district, kind, size)::reporting_stratum FROM reporting_goalfact
        WHERE goal_id = ANY (touched));
    DELETE FROM reporting_goalfact WHERE goal_id = ANY (touched);
    INSERT INTO reporting_goalfact (goal_id, centre_id, version_id, year, strand, fields, within, counted, measures,
        indicators, linked, degree, report_id, district, kind, size)
    SELECT goal_id, centre_id, version_id, year, strand, fields, within, counted, measures, indicators, linked,
        degree, report_id, district, kind, size
    FROM reporting_goal_source WHERE goal_id = ANY (touched);
    after := ARRAY(SELECT concat_ws(':', goal_id, year, within) FROM reporting_goalfact WHERE goal_id = ANY (touched));
    strata := strata || ARRAY(SELECT DISTINCT ROW(year, district, kind, size)::reporting_stratum
        FROM reporting_goalfact WHERE goal_id = ANY (touched));
    PERFORM reporting_refresh_goalcells(strata);
    SELECT array_agg(DISTINCT ROW(f.entry_id, f.year, f.district, f.kind, f.size)::reporting_key) INTO keys
    FROM (
        (SELECT unnest(before) EXCEPT SELECT unnest(after)) UNION (SELECT unnest(after) EXCEPT SELECT unnest(before))
    ) AS moved(words)
    JOIN reporting_valuefact f ON f.goal_id = split_part(moved.words, ':', 1)::bigint
        AND f.year = split_part(moved.words, ':', 2)::smallint AND f.role = 'reported';
    IF keys IS NOT NULL THEN
        PERFORM reporting_refresh_fieldcells(keys);
    END IF;
END $$;

CREATE FUNCTION reporting_rebuild() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7404);
    DELETE FROM reporting_fieldcell;
    DELETE FROM reporting_valuecell;
    DELETE FROM reporting_valueyear;
    DELETE FROM reporting_valuefact;
    DELETE FROM reporting_goalcell;
    DELETE FROM reporting_goalfact;
    DELETE FROM reporting_reportfact;
    PERFORM reporting_refresh_goals(ARRAY(SELECT id FROM controlling_goal));
    PERFORM reporting_refresh_reports(ARRAY(SELECT id FROM controlling_annualreport));
    PERFORM reporting_refresh_values(ARRAY(SELECT id FROM controlling_indicator WHERE entry_id IS NOT NULL));
END $$;

-- One indicator in some fields, with its splits and targets: the page of an indicator sums up what it asks
-- for. The planner expects a hundred rows and would sort twenty thousand by ten keys, twice.
DROP FUNCTION reporting_held_in_fields(int, int, varchar[], bigint[]);
DROP FUNCTION reporting_goal_totals(int, int, varchar[]);
DROP FUNCTION reporting_cells_in_fields(int, int, varchar[], bigint[], boolean);
CREATE FUNCTION reporting_cells_in_fields(first_year int, last_year int, wanted varchar[], entries bigint[],
    by_strand boolean)
RETURNS TABLE (field varchar, entry_id bigint, year smallint, role varchar, split varchar, strand varchar,
    district varchar, kind varchar, size smallint, centres bigint, amount bigint, of bigint, highest bigint,
    highest_of bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET enable_sort = off SET work_mem = '16MB' AS $$
    WITH reported AS MATERIALIZED (  -- else the planner goes from goal to goal, each on another page
        SELECT v.entry_id, v.year, v.role, v.split, CASE WHEN by_strand THEN v.strand ELSE '' END AS strand,
            v.district, v.kind, v.size, v.goal_id, v.centre_id, v.amount, v.of,
            CASE WHEN v.of IS NOT NULL THEN ARRAY[v.amount::numeric / v.of, v.amount, v.of] END AS peak
        FROM reporting_valuefact v
        WHERE v.entry_id = ANY (entries) AND v.year BETWEEN first_year AND last_year
            AND v.role IN ('reported', 'target')
    ), inside AS MATERIALIZED (
        SELECT n.field, g.goal_id, g.year
        FROM reporting_goalfact g JOIN unnest(wanted) AS n(field) ON n.field = ANY (g.within)
        WHERE g.year BETWEEN first_year AND last_year AND g.within && wanted
    ), of_centres AS (
        SELECT i.field, f.entry_id, f.year, f.role, f.split, f.strand, f.district, f.kind, f.size, f.centre_id,
            sum(f.amount) AS amount, sum(f.of) AS of, max(f.amount) AS highest, max(f.peak) AS peak
        FROM reported f JOIN inside i ON i.goal_id = f.goal_id AND i.year = f.year
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    )
    SELECT c.field, c.entry_id, c.year, c.role, c.split, c.strand, c.district, c.kind, c.size, count(*),
        sum(c.amount)::bigint, sum(c.of)::bigint, coalesce((max(c.peak))[2]::bigint, max(c.highest)),
        (max(c.peak))[3]::bigint
    FROM of_centres c GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
$$;

-- Sums pass the wall, as the cells of values do.
ALTER TABLE reporting_goalcell ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_fieldcell ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_valueyear ENABLE ROW LEVEL SECURITY;
CREATE POLICY reporting_valueyear_read ON reporting_valueyear FOR SELECT USING (true);
CREATE POLICY reporting_goalcell_read ON reporting_goalcell FOR SELECT USING (true);
CREATE POLICY reporting_fieldcell_read ON reporting_fieldcell FOR SELECT USING (true);

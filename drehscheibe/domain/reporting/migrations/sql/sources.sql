-- What the facts are, told plainly from the base rows. The triggers fill the tables from these
-- views, the rebuild compares with them. All run with the reader's rights (security_invoker).

CREATE FUNCTION reporting_size(population bigint) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
    SELECT (CASE WHEN population IS NULL THEN 0 WHEN population < 250000 THEN 1
                 WHEN population < 400000 THEN 2 ELSE 3 END)::smallint
$$;

-- A centre's stratum by year: the population last known by the end of the year, else the first known.
CREATE VIEW reporting_place WITH (security_invoker = true) AS
WITH known AS (
    SELECT DISTINCT ON (centre_id, extract(year FROM as_of))
        centre_id, extract(year FROM as_of)::int AS year, value
    FROM centres_figure WHERE label = 'Bevölkerung'
    ORDER BY centre_id, extract(year FROM as_of), as_of DESC
), spans AS (
    SELECT centre_id, value,
        CASE WHEN row_number() OVER w = 1 THEN 0 ELSE year END AS first_year,
        coalesce(lead(year) OVER w - 1, 9999) AS last_year
    FROM known WINDOW w AS (PARTITION BY centre_id ORDER BY year)
)
SELECT c.id AS centre_id, coalesce(s.first_year, 0) AS first_year, coalesce(s.last_year, 9999) AS last_year,
    c.government_district AS district,
    CASE WHEN c.kind IN ('Kreis', 'Städteregion') THEN 'kreis' ELSE 'stadt' END::varchar(5) AS kind,
    reporting_size(s.value) AS size
FROM centres_centre c LEFT JOIN spans s ON s.centre_id = c.id;

-- Values: reported ones exist by a signature only; targets and baselines count while both ministries'
-- agreement stands. Several periods within a year become one as the catalogue entry says.
CREATE VIEW reporting_value_source WITH (security_invoker = true) AS
SELECT each.indicator_id, each.centre_id, each.goal_id, each.entry_id, each.year, each.role, each.split,
    each.strand, p.district, p.kind, p.size, each.amount, each.of
FROM (
    SELECT v.indicator_id, v.centre_id, i.goal_id, i.entry_id,
        extract(year FROM v.ends_on)::smallint AS year, v.role, v.split, w.strand,
        (100 * CASE e.over_time
            WHEN 'latest' THEN (array_agg(v.amount ORDER BY v.ends_on DESC))[1]
            WHEN 'highest' THEN (array_agg(v.amount ORDER BY v.amount / coalesce(v.of, 1) DESC, v.ends_on))[1]
            ELSE sum(v.amount) END)::bigint AS amount,
        (100 * CASE e.over_time
            WHEN 'latest' THEN (array_agg(v.of ORDER BY v.ends_on DESC))[1]
            WHEN 'highest' THEN (array_agg(v.of ORDER BY v.amount / coalesce(v.of, 1) DESC, v.ends_on))[1]
            ELSE sum(v.of) END)::bigint AS of
    FROM controlling_value v
    JOIN controlling_indicator i ON i.id = v.indicator_id
    JOIN controlling_catalogueentry e ON e.id = i.entry_id AND e.kind = i.kind
    JOIN controlling_goal g ON g.id = i.goal_id
    CROSS JOIN LATERAL (
        SELECT gv.strand, gv.agreed_at IS NOT NULL AS agreed FROM controlling_goalversion gv
        WHERE gv.goal_id = i.goal_id AND gv.submitted_at IS NOT NULL
        ORDER BY gv.agreed_at IS NULL, gv.number DESC LIMIT 1
    ) w
    WHERE v.role = 'reported' OR (v.role IN ('target', 'baseline') AND w.agreed AND g.status <> 'dropped')
    GROUP BY v.indicator_id, v.centre_id, i.goal_id, i.entry_id, extract(year FROM v.ends_on)::smallint,
        v.role, v.split, w.strand, e.over_time
) each
JOIN reporting_place p ON p.centre_id = each.centre_id AND each.year BETWEEN p.first_year AND p.last_year;

-- Each stratum twice: by strand, and over all strands (strand '').
CREATE VIEW reporting_cell_source WITH (security_invoker = true) AS
SELECT entry_id, year, role, split, strand, district, kind, size, count(*)::int AS centres,
    sum(amount)::bigint AS amount, sum(of)::bigint AS of,
    (max(peak))[2]::bigint AS highest, nullif((max(peak))[3], 0)::bigint AS highest_of,
    count(*) FILTER (WHERE amount > 0)::int AS holders, sum(filled)::int AS filled, sum(small)::int AS small,
    max(amount) AS top,
    count(*) FILTER (WHERE of > amount)::int AS rest_holders, sum(rest_filled)::int AS rest_filled,
    sum(rest_small)::int AS rest_small, max(coalesce(of - amount, 0)) AS rest_top
FROM (
    SELECT entry_id, year, role, split, coalesce(strand, '')::varchar(10) AS strand, district, kind, size,
        centre_id,
        sum(amount)::bigint AS amount, sum(of)::bigint AS of,
        max(ARRAY[amount::numeric / coalesce(of, 1), amount, coalesce(of, 0)]) AS peak,
        count(*) FILTER (WHERE amount > 0) AS filled,
        count(*) FILTER (WHERE amount > 0 AND amount < 500) AS small,
        count(*) FILTER (WHERE of > amount) AS rest_filled,
        count(*) FILTER (WHERE of > amount AND of - amount < 500) AS rest_small
    FROM reporting_valuefact
    GROUP BY GROUPING SETS (
        (entry_id, year, role, split, district, kind, size, centre_id),
        (entry_id, year, role, split, strand, district, kind, size, centre_id))
) centre
GROUP BY entry_id, year, role, split, strand, district, kind, size;

CREATE VIEW reporting_goal_source WITH (security_invoker = true) AS
SELECT g.id AS goal_id, g.centre_id, w.id AS version_id, y.year::smallint AS year, w.strand,
    ARRAY(
        SELECT f.fieldofaction_id FROM controlling_goalversion_fields f WHERE f.goalversion_id = w.id
        UNION
        SELECT n.fieldofaction_id FROM controlling_goalversion_local_fields l
        JOIN controlling_localfield_network_fields n ON n.localfield_id = l.localfield_id
        WHERE l.goalversion_id = w.id
        ORDER BY 1
    )::varchar(60)[] AS fields,
    w.agreed AND g.status <> 'dropped' AS counted,
    (SELECT count(*) FROM controlling_measure m WHERE m.version_id = w.id)::smallint AS measures,
    (SELECT count(*) FROM controlling_indicatorterms t WHERE t.version_id = w.id)::smallint AS indicators,
    (SELECT count(*) FROM controlling_indicatorterms t JOIN controlling_indicator i ON i.id = t.indicator_id
     WHERE t.version_id = w.id AND i.entry_id IS NOT NULL)::smallint AS linked,
    coalesce(j.degree, '')::varchar(8) AS degree, j.report_id, p.district, p.kind, p.size
FROM controlling_goal g
JOIN controlling_goalperiod o ON o.id = g.period_id
CROSS JOIN LATERAL (
    SELECT gv.id, gv.strand, gv.agreed_at IS NOT NULL AS agreed FROM controlling_goalversion gv
    WHERE gv.goal_id = g.id AND gv.submitted_at IS NOT NULL
    ORDER BY gv.agreed_at IS NULL, gv.number DESC LIMIT 1
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

CREATE VIEW reporting_report_source WITH (security_invoker = true) AS
SELECT a.id AS report_id, a.centre_id, last.id AS version_id, a.year::smallint AS year,
    CASE WHEN last.posts ~ '^[0-9]{1,9}([.][0-9]+)?$' THEN (100 * last.posts::numeric)::bigint END AS posts,
    p.district, p.kind, p.size
FROM controlling_annualreport a
JOIN LATERAL (SELECT id, snapshot #>> '{staff,total}' AS posts FROM controlling_reportversion r
              WHERE r.report_id = a.id ORDER BY number DESC LIMIT 1) last ON true
JOIN reporting_place p ON p.centre_id = a.centre_id AND a.year BETWEEN p.first_year AND p.last_year;

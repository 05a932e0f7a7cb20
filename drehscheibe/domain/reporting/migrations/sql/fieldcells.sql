SELECT f.entry_id, f.year, n.field::varchar(60) AS field, coalesce(f.strand, '')::varchar(10) AS strand,
    f.district, f.kind, f.size, (count(DISTINCT f.centre_id) FILTER (WHERE f.split = ''))::int AS centres,
    coalesce(sum(f.amount) FILTER (WHERE f.split = ''), 0)::bigint AS amount,
    (sum(f.of) FILTER (WHERE f.split = ''))::bigint AS of,
    coalesce((max(f.peak))[2]::bigint, max(f.amount) FILTER (WHERE f.split = ''), 0) AS highest,
    (max(f.peak))[3]::bigint AS highest_of,
    (count(*) FILTER (WHERE f.amount > 0) + count(*) FILTER (WHERE f.of > f.amount))::int AS held
FROM (
    SELECT v.*, CASE WHEN v.split = '' AND v.of IS NOT NULL
        THEN ARRAY[v.amount::numeric / v.of, v.amount, v.of] END AS peak
    FROM VALUEFACTS v WHERE v.role = 'reported'
) f
JOIN reporting_goalfact g ON g.goal_id = f.goal_id AND g.year = f.year
CROSS JOIN LATERAL unnest(g.within) AS n(field)
GROUP BY GROUPING SETS (
    (f.entry_id, f.year, n.field, f.district, f.kind, f.size),
    (f.entry_id, f.year, n.field, f.strand, f.district, f.kind, f.size))

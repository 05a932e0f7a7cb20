SELECT f.year, n.field::varchar(60) AS field, coalesce(f.strand, '')::varchar(10) AS strand, f.district, f.kind,
    f.size, (count(DISTINCT f.centre_id) FILTER (WHERE f.counted))::int AS centres,
    (count(DISTINCT f.centre_id) FILTER (WHERE f.degree <> ''))::int AS judging,
    (count(*) FILTER (WHERE f.counted))::int AS goals,
    coalesce(sum(f.measures) FILTER (WHERE f.counted), 0)::int AS measures,
    coalesce(sum(f.indicators) FILTER (WHERE f.counted), 0)::int AS indicators,
    coalesce(sum(f.linked) FILTER (WHERE f.counted), 0)::int AS linked,
    (count(*) FILTER (WHERE f.degree = 'reached'))::int AS reached,
    (count(*) FILTER (WHERE f.degree = 'partly'))::int AS partly,
    (count(*) FILTER (WHERE f.degree = 'missed'))::int AS missed,
    (count(*) FILTER (WHERE f.degree = 'dropped'))::int AS dropped
FROM GOALFACTS f CROSS JOIN LATERAL unnest(''::varchar || f.within) AS n(field)
GROUP BY GROUPING SETS (
    (f.year, n.field, f.district, f.kind, f.size), (f.year, n.field, f.strand, f.district, f.kind, f.size))

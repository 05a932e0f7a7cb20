-- The cells of the touched keys from their own facts: the view would sum up everything first.
CREATE OR REPLACE FUNCTION reporting_refresh_cells(keys reporting_key[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM reporting_valuecell c USING unnest(keys) k
    WHERE c.entry_id = k.entry_id AND c.year = k.year AND c.district = k.district
        AND c.kind = k.kind AND c.size = k.size;
    INSERT INTO reporting_valuecell (entry_id, year, role, split, strand, district, kind, size, centres, amount,
        of, highest, highest_of, holders, filled, small, top, rest_holders, rest_filled, rest_small, rest_top)
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
    FROM (
        SELECT f.* FROM (SELECT DISTINCT u.* FROM unnest(keys) u) k JOIN reporting_valuefact f
            ON f.entry_id = k.entry_id AND f.year = k.year AND f.district = k.district
            AND f.kind = k.kind AND f.size = k.size
    ) touched
    GROUP BY GROUPING SETS (
        (entry_id, year, role, split, district, kind, size, centre_id),
        (entry_id, year, role, split, strand, district, kind, size, centre_id))
) centre
GROUP BY entry_id, year, role, split, strand, district, kind, size;
END $$;

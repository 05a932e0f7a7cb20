-- Cells of goals in some fields, once more: only the splits, entries and strands that are asked for.
DROP FUNCTION reporting_cells_in_fields(int, int, varchar[]);
CREATE FUNCTION reporting_cells_in_fields(first_year int, last_year int, in_fields varchar[], entries bigint[],
    with_splits boolean)
RETURNS TABLE (entry_id bigint, year smallint, role varchar, split varchar, strand varchar, district varchar,
    kind varchar, size smallint, centres bigint, amount bigint, of bigint, highest bigint, highest_of bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT f.entry_id, f.year, f.role, f.split, coalesce(f.strand, ''), f.district, f.kind, f.size,
        count(DISTINCT f.centre_id), sum(f.amount)::bigint, sum(f.of)::bigint,
        coalesce((max(CASE WHEN f.of IS NOT NULL THEN ARRAY[f.amount::numeric / f.of, f.amount, f.of] END))[2]::bigint,
            max(f.amount)),
        (max(CASE WHEN f.of IS NOT NULL THEN ARRAY[f.amount::numeric / f.of, f.amount, f.of] END))[3]::bigint
    FROM reporting_goalfact g JOIN reporting_valuefact f ON f.goal_id = g.goal_id AND f.year = g.year
    WHERE g.year BETWEEN first_year AND last_year AND g.fields && in_fields
        AND f.role IN ('reported', 'target') AND f.entry_id = ANY (entries) AND (with_splits OR f.split = '')
    GROUP BY GROUPING SETS (
        (f.entry_id, f.year, f.role, f.split, f.district, f.kind, f.size),
        (f.entry_id, f.year, f.role, f.split, f.strand, f.district, f.kind, f.size))
$$;
-- How much of each stratum lies in these fields, over all splits: all, some, or none.
CREATE FUNCTION reporting_held_in_fields(first_year int, last_year int, in_fields varchar[], entries bigint[])
RETURNS TABLE (entry_id bigint, year smallint, strand varchar, district varchar, kind varchar, size smallint,
    held bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT f.entry_id, f.year, f.strand, f.district, f.kind, f.size,
        count(*) FILTER (WHERE f.amount > 0) + count(*) FILTER (WHERE f.of > f.amount)
    FROM reporting_goalfact g JOIN reporting_valuefact f ON f.goal_id = g.goal_id AND f.year = g.year
    WHERE g.year BETWEEN first_year AND last_year AND g.fields && in_fields
        AND f.role = 'reported' AND f.entry_id = ANY (entries)
    GROUP BY f.entry_id, f.year, f.strand, f.district, f.kind, f.size
$$;

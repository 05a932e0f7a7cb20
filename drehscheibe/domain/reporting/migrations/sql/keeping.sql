-- The facts follow the base rows within the same transaction. One refresh at a time: whoever waits
-- sees what the other has written, so no sum is lost.

CREATE TYPE reporting_key AS (entry_id bigint, year smallint, district varchar, kind varchar, size smallint);

CREATE FUNCTION reporting_refresh_cells(keys reporting_key[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM reporting_valuecell c USING unnest(keys) k
    WHERE (c.entry_id, c.year, c.district, c.kind, c.size) = (k.entry_id, k.year, k.district, k.kind, k.size);
    INSERT INTO reporting_valuecell (entry_id, year, role, split, strand, district, kind, size, centres, amount,
        of, highest, highest_of, holders, filled, small, top, rest_holders, rest_filled, rest_small, rest_top)
    SELECT s.entry_id, s.year, s.role, s.split, s.strand, s.district, s.kind, s.size, s.centres, s.amount,
        s.of, s.highest, s.highest_of, s.holders, s.filled, s.small, s.top, s.rest_holders, s.rest_filled,
        s.rest_small, s.rest_top
    FROM reporting_cell_source s JOIN unnest(keys) k
        ON (s.entry_id, s.year, s.district, s.kind, s.size) = (k.entry_id, k.year, k.district, k.kind, k.size);
END $$;

CREATE FUNCTION reporting_refresh_values(touched bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    keys reporting_key[];
BEGIN
    IF coalesce(cardinality(touched), 0) = 0 THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7404);
    SELECT array_agg(DISTINCT ROW(entry_id, year, district, kind, size)::reporting_key) INTO keys
    FROM reporting_valuefact WHERE indicator_id = ANY (touched);
    DELETE FROM reporting_valuefact WHERE indicator_id = ANY (touched);
    INSERT INTO reporting_valuefact (indicator_id, centre_id, goal_id, entry_id, year, role, split, strand,
        district, kind, size, amount, of)
    SELECT indicator_id, centre_id, goal_id, entry_id, year, role, split, strand, district, kind, size, amount, of
    FROM reporting_value_source WHERE indicator_id = ANY (touched);
    SELECT array_agg(DISTINCT k) INTO keys FROM (
        SELECT unnest(keys) AS k
        UNION
        SELECT ROW(entry_id, year, district, kind, size)::reporting_key
        FROM reporting_valuefact WHERE indicator_id = ANY (touched)
    ) both_times;
    IF keys IS NOT NULL THEN
        PERFORM reporting_refresh_cells(keys);
    END IF;
END $$;

CREATE FUNCTION reporting_refresh_goals(touched bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF coalesce(cardinality(touched), 0) = 0 THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7404);
    DELETE FROM reporting_goalfact WHERE goal_id = ANY (touched);
    INSERT INTO reporting_goalfact (goal_id, centre_id, version_id, year, strand, fields, counted, measures,
        indicators, linked, degree, report_id, district, kind, size)
    SELECT goal_id, centre_id, version_id, year, strand, fields, counted, measures, indicators, linked, degree,
        report_id, district, kind, size
    FROM reporting_goal_source WHERE goal_id = ANY (touched);
END $$;

CREATE FUNCTION reporting_refresh_reports(touched bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7404);
    DELETE FROM reporting_reportfact WHERE report_id = ANY (touched);
    INSERT INTO reporting_reportfact (report_id, centre_id, version_id, year, posts, district, kind, size)
    SELECT report_id, centre_id, version_id, year, posts, district, kind, size
    FROM reporting_report_source WHERE report_id = ANY (touched);
END $$;

CREATE FUNCTION reporting_on_values() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    touched bigint[];
BEGIN
    SELECT array_agg(DISTINCT indicator_id) INTO touched FROM rows_touched WHERE role <> 'actual';
    PERFORM reporting_refresh_values(touched);
    RETURN NULL;
END $$;
CREATE FUNCTION reporting_on_values_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    touched bigint[];
BEGIN
    SELECT array_agg(DISTINCT indicator_id) INTO touched FROM (
        SELECT indicator_id FROM rows_before WHERE role <> 'actual'
        UNION SELECT indicator_id FROM rows_touched WHERE role <> 'actual'
    ) both_times;
    PERFORM reporting_refresh_values(touched);
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_values_come AFTER INSERT ON controlling_value
    REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION reporting_on_values();
CREATE TRIGGER reporting_values_go AFTER DELETE ON controlling_value
    REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION reporting_on_values();
CREATE TRIGGER reporting_values_change AFTER UPDATE ON controlling_value
    REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_touched
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_on_values_changed();

-- A goal is agreed, changed, dropped, judged; an indicator is linked: the goal and its values follow.
CREATE FUNCTION reporting_on_goal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    row_now jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
    goal bigint := (row_now ->> TG_ARGV[0])::bigint;
BEGIN
    PERFORM reporting_refresh_goals(ARRAY[goal]);
    IF TG_ARGV[1] = 'values' THEN
        PERFORM reporting_refresh_values(ARRAY(SELECT id FROM controlling_indicator WHERE goal_id = goal));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_version_agreed AFTER UPDATE ON controlling_goalversion FOR EACH ROW
    WHEN (OLD.agreed_at IS DISTINCT FROM NEW.agreed_at OR OLD.submitted_at IS DISTINCT FROM NEW.submitted_at)
    EXECUTE FUNCTION reporting_on_goal('goal_id', 'values');
CREATE TRIGGER reporting_version_comes AFTER INSERT ON controlling_goalversion FOR EACH ROW
    WHEN (NEW.submitted_at IS NOT NULL) EXECUTE FUNCTION reporting_on_goal('goal_id', 'values');
CREATE TRIGGER reporting_goal_moves AFTER UPDATE ON controlling_goal FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION reporting_on_goal('id', 'values');
CREATE TRIGGER reporting_indicator_linked AFTER UPDATE ON controlling_indicator FOR EACH ROW
    WHEN (OLD.entry_id IS DISTINCT FROM NEW.entry_id) EXECUTE FUNCTION reporting_on_goal('goal_id', 'values');

CREATE FUNCTION reporting_on_judgements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM reporting_refresh_goals(ARRAY(SELECT DISTINCT goal_id FROM rows_touched));
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_judgements_come AFTER INSERT ON controlling_signedjudgement
    REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION reporting_on_judgements();

CREATE FUNCTION reporting_on_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM reporting_refresh_reports(ARRAY[NEW.report_id]);
    PERFORM reporting_refresh_goals(ARRAY(
        SELECT g.id FROM controlling_goal g JOIN controlling_annualreport a ON a.period_id = g.period_id
        WHERE a.id = NEW.report_id));
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_report_signed AFTER INSERT ON controlling_reportversion
    FOR EACH ROW EXECUTE FUNCTION reporting_on_report();

CREATE FUNCTION reporting_on_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM reporting_refresh_goals(ARRAY(SELECT id FROM controlling_goal WHERE period_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_period_moves AFTER UPDATE ON controlling_goalperiod FOR EACH ROW
    WHEN (OLD.starts_on IS DISTINCT FROM NEW.starts_on OR OLD.ends_on IS DISTINCT FROM NEW.ends_on)
    EXECUTE FUNCTION reporting_on_period();

-- A centre's own field is mapped to other fields of the network.
CREATE FUNCTION reporting_on_local_field() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM reporting_refresh_goals(ARRAY(
        SELECT DISTINCT v.goal_id FROM rows_touched t
        JOIN controlling_goalversion_local_fields l ON l.localfield_id = t.localfield_id
        JOIN controlling_goalversion v ON v.id = l.goalversion_id WHERE v.submitted_at IS NOT NULL));
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_mapping_comes AFTER INSERT ON controlling_localfield_network_fields
    REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION reporting_on_local_field();
CREATE TRIGGER reporting_mapping_goes AFTER DELETE ON controlling_localfield_network_fields
    REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION reporting_on_local_field();

-- F14: no goal is agreed without the live consent of both ministries to the last submitted version.
-- Deferred to the end of the transaction, so that decision, status and version may come in any order.
CREATE FUNCTION controlling_goal_needs_both() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    consents int;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM controlling_goal WHERE id = NEW.id AND status = 'agreed') THEN
        RETURN NULL;
    END IF;
    SELECT count(*) INTO consents
    FROM controlling_goaldecision d
    WHERE d.verdict = 'agree' AND d.withdrawn_at IS NULL
      AND d.version_id = (
          SELECT v.id FROM controlling_goalversion v
          WHERE v.goal_id = NEW.id AND v.agreed_at IS NOT NULL
          ORDER BY v.number DESC LIMIT 1
      );
    IF consents <> 2 THEN
        RAISE EXCEPTION 'goal % is not agreed by both ministries', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER controlling_goal_needs_both
    AFTER INSERT OR UPDATE OF status ON controlling_goal
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status = 'agreed')
    EXECUTE FUNCTION controlling_goal_needs_both();

-- What was put to the ministries never changes; only its agreement is noted, or withdrawn.
CREATE FUNCTION controlling_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'agreed_at' <> to_jsonb(OLD) - 'agreed_at' THEN
        RAISE EXCEPTION 'version % of a goal is submitted and cannot change', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER controlling_version_frozen BEFORE UPDATE OR DELETE ON controlling_goalversion
    FOR EACH ROW EXECUTE FUNCTION controlling_version_frozen();

CREATE FUNCTION controlling_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
    version_id bigint;
BEGIN
    IF TG_TABLE_NAME = 'controlling_target' THEN
        SELECT t.version_id INTO version_id FROM controlling_indicatorterms t
        WHERE t.id = (touched ->> 'terms_id')::bigint;
    ELSE
        version_id := (touched ->> TG_ARGV[0])::bigint;
    END IF;
    IF EXISTS (SELECT 1 FROM controlling_goalversion v
               WHERE v.id = version_id AND v.submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'version % of a goal is submitted and cannot change', version_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER controlling_measure_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON controlling_measure FOR EACH ROW EXECUTE FUNCTION controlling_part_frozen('version_id');
CREATE TRIGGER controlling_terms_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON controlling_indicatorterms FOR EACH ROW EXECUTE FUNCTION controlling_part_frozen('version_id');
CREATE TRIGGER controlling_target_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON controlling_target FOR EACH ROW EXECUTE FUNCTION controlling_part_frozen('terms_id');
CREATE TRIGGER controlling_version_fields_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON controlling_goalversion_fields
    FOR EACH ROW EXECUTE FUNCTION controlling_part_frozen('goalversion_id');
CREATE TRIGGER controlling_version_local_fields_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON controlling_goalversion_local_fields
    FOR EACH ROW EXECUTE FUNCTION controlling_part_frozen('goalversion_id');

-- A decision is made once; it may only be withdrawn, once.
CREATE FUNCTION controlling_decision_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a decision is never removed' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL
       OR to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawal_reason']
          <> to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawal_reason'] THEN
        RAISE EXCEPTION 'a decision cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER controlling_decision_kept BEFORE UPDATE OR DELETE ON controlling_goaldecision
    FOR EACH ROW EXECUTE FUNCTION controlling_decision_kept();

-- A share is stored by its two parts, a count by one (never a percentage without parts).
CREATE FUNCTION controlling_value_has_its_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind_is text;
BEGIN
    SELECT kind INTO kind_is FROM controlling_indicator WHERE id = NEW.indicator_id;
    IF (kind_is = 'share') <> (NEW.of IS NOT NULL) THEN
        RAISE EXCEPTION 'value of indicator % does not have the parts of a %', NEW.indicator_id, kind_is
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER controlling_value_has_its_parts BEFORE INSERT OR UPDATE ON controlling_value
    FOR EACH ROW EXECUTE FUNCTION controlling_value_has_its_parts();

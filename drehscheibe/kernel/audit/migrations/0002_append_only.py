"""The database chains the entries and refuses to change or remove one, whoever asks."""

from django.db import migrations

CHAIN = """
CREATE FUNCTION audit_entry_hash(previous text, entry audit_entry) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|',
        previous, entry.id, entry.act, entry.about_model, entry.about_id, entry.by_id,
        extract(epoch FROM entry.at), entry.detail::text), 'UTF8')), 'hex')
$$;
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- one writer at a time, until its transaction ends: the chain has one order
    PERFORM pg_advisory_xact_lock(7227001);
    NEW.id := nextval(pg_get_serial_sequence('audit_entry', 'id'));
    NEW.previous_hash := coalesce(
        (SELECT entry_hash FROM audit_entry ORDER BY id DESC LIMIT 1), '');
    NEW.entry_hash := audit_entry_hash(NEW.previous_hash, NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION audit_broken_links() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT id FROM (
        SELECT e.id, e.previous_hash, e.entry_hash,
               audit_entry_hash(e.previous_hash, e::audit_entry) AS computed,
               coalesce(lag(e.entry_hash) OVER (ORDER BY e.id), '') AS before
        FROM audit_entry e
    ) links
    WHERE entry_hash <> computed OR previous_hash <> before ORDER BY id
$$;
"""

UNCHAIN = """
DROP FUNCTION audit_broken_links();
DROP TRIGGER audit_append_only ON audit_entry;
DROP TRIGGER audit_chain ON audit_entry;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_entry_hash(text, audit_entry);
"""


class Migration(migrations.Migration):
    """Chain and refusal."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]

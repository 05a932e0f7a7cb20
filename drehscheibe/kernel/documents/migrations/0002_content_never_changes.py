"""The database keeps documents as they were stored."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_keep_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.frozen THEN
            RAISE EXCEPTION 'Ein festgehaltenes Dokument wird nicht gelöscht.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.sha256, OLD.size, OLD.content_type, OLD.storage_key, OLD.series, OLD.version,
        OLD.owner_id, OLD.kind, OLD.created_at, OLD.created_by_id, OLD.original_name)
       IS DISTINCT FROM
       (NEW.sha256, NEW.size, NEW.content_type, NEW.storage_key, NEW.series, NEW.version,
        NEW.owner_id, NEW.kind, NEW.created_at, NEW.created_by_id, NEW.original_name)
       OR (OLD.frozen AND (NOT NEW.frozen OR OLD.title <> NEW.title)) THEN
        RAISE EXCEPTION 'Der Inhalt eines Dokuments ändert sich nicht; legen Sie eine neue Fassung an.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER documents_keep_content BEFORE UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_keep_content();
"""
BACKWARD = """
DROP TRIGGER documents_keep_content ON documents_document;
DROP FUNCTION documents_keep_content();
"""


class Migration(migrations.Migration):
    """A trigger that refuses changes of content, place and version."""

    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

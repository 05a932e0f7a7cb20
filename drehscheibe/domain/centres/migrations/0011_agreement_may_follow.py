"""The municipalities may agree after the Kreistag has decided: noted once, then it stands too."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION centres_concept_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['status', 'updated_on'];
BEGIN
    IF OLD.status = 'draft' THEN
        RETURN NEW;
    END IF;
    IF {late} AND OLD.municipalities_agreed_on IS NULL THEN
        free := free || ARRAY['municipalities_agreed_on', 'municipalities_note'];
    END IF;
    IF to_jsonb(NEW) - free <> to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'concept % is decided; only an update changes it', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """One more thing that a decided concept lets through, once."""

    dependencies = [("centres", "0010_concept_walls")]
    operations = [
        migrations.RunSQL(FUNCTION.format(late="true"), FUNCTION.format(late="false")),
    ]

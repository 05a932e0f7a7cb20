"""Files that go with a circular: read like it, fixed once it left."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.permissions.second_wall import protect, shows_with
from drehscheibe.kernel.schema.together import together

STAND = """
CREATE FUNCTION circulars_attachments_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM circulars_circular
                WHERE id = coalesce(NEW.circular_id, OLD.circular_id) AND status <> 'draft') THEN
        RAISE EXCEPTION 'a circular that left does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER circulars_attachments_stand
    BEFORE INSERT OR UPDATE OR DELETE ON circulars_circularattachment
    FOR EACH ROW EXECUTE FUNCTION circulars_attachments_stand();
"""
FALL = """
DROP TRIGGER circulars_attachments_stand ON circulars_circularattachment;
DROP FUNCTION circulars_attachments_stand();
"""
SHOWN = shows_with("circulars_circularattachment.circular_id", "circulars_circular")


class Migration(migrations.Migration):
    """Attachments."""

    dependencies = [
        ("circulars", "0003_givers"),
        ("documents", "0002_content_never_changes"),
    ]
    operations = [
        *together([
            migrations.CreateModel(
                name="CircularAttachment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "circular",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="attachments",
                            to="circulars.circular",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anlage eines Rundschreibens",
                    "verbose_name_plural": "Anlagen von Rundschreiben",
                    "ordering": ("id",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("circular", "document"), name="circular_attachment_once"
                        )
                    ],
                },
            ),
        ]),
        migrations.RunSQL(STAND, FALL),
        protect("circulars_circularattachment", own=f"{SHOWN} IS NOT NULL"),
    ]  # fmt: skip

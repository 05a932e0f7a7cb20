"""Mails may belong to a talk: threading headers and where answers go."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Empty for all mails so far."""

    dependencies = [("mail", "0002_attachments")]
    operations = together(
        [
            migrations.AddField(
                model_name="outboxmail",
                name="headers",
                field=models.JSONField(blank=True, default=dict, verbose_name="Kopfzeilen"),
            )
        ]
    )

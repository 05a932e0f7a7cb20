"""Mails may carry small texts, such as a calendar invitation."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """A list of name, type and text."""

    dependencies = [("mail", "0001_initial")]
    operations = together(
        [
            migrations.AddField(
                model_name="outboxmail",
                name="attachments",
                field=models.JSONField(blank=True, default=list, verbose_name="Anhänge"),
            )
        ]
    )

"""Reminders of a day to one person leave as one mail."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together
from django.db.models import Q


class Migration(migrations.Migration):
    """Under whose name a mail is gathered, and what the digest says of it; empty: it goes alone."""

    dependencies = [("mail", "0003_headers")]
    operations = together(
        [
            migrations.AddField(
                model_name="outboxmail",
                name="bundle",
                field=models.CharField(
                    blank=True, default="", max_length=60, verbose_name="Sammelmail"
                ),
            ),
            migrations.AddField(
                model_name="outboxmail",
                name="line",
                field=models.TextField(blank=True, default="", verbose_name="Zeile der Sammelmail"),
            ),
            migrations.AddIndex(
                model_name="outboxmail",
                index=models.Index(
                    condition=~Q(bundle=""), fields=["bundle", "sent_at"], name="mail_bundled"
                ),
            ),
        ]
    )

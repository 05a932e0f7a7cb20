"""The language of an account's mails."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """German until somebody chooses another."""

    dependencies = [("people", "0002_invitation_to_a_role")]
    operations = together(
        [
            migrations.AddField(
                model_name="account",
                name="language",
                field=models.CharField(
                    default="de", max_length=20, verbose_name="Sprache der Mails"
                ),
            )
        ]
    )

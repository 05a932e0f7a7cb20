"""The draft of the minutes saves itself: columns of `kernel.drafts`."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Approved versions stay as they are; new columns touch no row."""

    dependencies = [("exchange", "0003_who_wants_no_mail")]
    operations = together(
        [
            migrations.AddField(
                model_name="minutes",
                name="edits",
                field=models.PositiveIntegerField(default=0, verbose_name="Speicherungen"),
            ),
            migrations.AddField(
                model_name="minutes",
                name="field_versions",
                field=models.JSONField(
                    blank=True, default=dict, verbose_name="zuletzt geändert je Eingabe"
                ),
            ),
            migrations.AddField(
                model_name="minutes",
                name="kept_input",
                field=models.JSONField(
                    blank=True, default=dict, verbose_name="Unlesbares je Eingabe"
                ),
            ),
        ]
    )

"""Saves of a draft count on behind one that was thrown away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guide", "0007_choices_are_reviewed")]

    operations = [
        migrations.AddField(
            "edition", "thrown_away",
            models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="verworfene Speicherungen"
            ),
        ),
    ]  # fmt: skip

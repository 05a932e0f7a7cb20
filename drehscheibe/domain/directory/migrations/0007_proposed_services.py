"""Offers that an actor's own people propose wait in the wording that the centre clears."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0006_lists"),
    ]

    operations = together(
        [
            migrations.AddField(
                model_name="actorrevision",
                name="services",
                field=models.JSONField(
                    blank=True, default=list, verbose_name="vorgeschlagene Angebote"
                ),
            ),
        ]
    )

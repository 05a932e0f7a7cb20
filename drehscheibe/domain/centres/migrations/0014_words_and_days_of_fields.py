"""Fields of action know other words for them, and when they hold."""

import django.contrib.postgres.fields
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Aliases and validity."""

    dependencies = [
        ("centres", "0013_concept_correction"),
    ]

    operations = together(
        [
            migrations.AddField(
                model_name="fieldofaction",
                name="aliases",
                field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=200),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="Andere Wörter",
                ),
            ),
            migrations.AddField(
                model_name="fieldofaction",
                name="valid_from",
                field=models.DateField(blank=True, null=True, verbose_name="gültig von"),
            ),
            migrations.AddField(
                model_name="fieldofaction",
                name="valid_to",
                field=models.DateField(blank=True, null=True, verbose_name="gültig bis"),
            ),
        ]
    )

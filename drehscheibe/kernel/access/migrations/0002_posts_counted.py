"""What open forms receive is counted for all processes together."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="PostCount",
                fields=[
                    (
                        "mark",
                        models.CharField(max_length=64, primary_key=True, serialize=False),
                    ),
                    ("since", models.DateTimeField(db_index=True)),
                    ("count", models.PositiveIntegerField(default=1)),
                ],
                options={
                    "verbose_name": "Zähler offener Formulare",
                    "verbose_name_plural": "Zähler offener Formulare",
                },
            ),
        ]
    )

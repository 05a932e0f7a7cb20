"""Facts of a goal are found by the goal, so that a field of action reads only its own."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """An index."""

    dependencies = [("reporting", "0004_lean_fields")]
    operations = together(
        [
            migrations.AddIndex(
                model_name="valuefact",
                index=models.Index(fields=["goal", "year"], name="value_fact_of_goal"),
            ),
        ]
    )

"""Why the head took a response over from a colleague who wrote."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """The head of a house can go on where a colleague holds the answer."""

    dependencies = [("surveys", "0004_kinds_of_question")]
    operations = together(
        [
            migrations.AddField(
                "surveyresponse",
                "taken_over",
                models.CharField("Grund der Übernahme", max_length=300, blank=True, default=""),
            )
        ]
    )

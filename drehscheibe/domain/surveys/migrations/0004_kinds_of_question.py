"""Two more kinds of question; nothing changes in the database."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

KINDS = [
    ("text", "kurzer Text"),
    ("long", "langer Text"),
    ("number", "Zahl mit Einheit"),
    ("money", "Geldbetrag"),
    ("day", "Datum"),
    ("yesno", "Ja oder Nein"),
    ("one", "eine Auswahl"),
    ("several", "mehrere zur Auswahl"),
    ("matrix", "Tabelle"),
    ("file", "Datei"),
]


class Migration(migrations.Migration):
    """Money, and yes or no."""

    dependencies = [("surveys", "0003_survey_of_the_year")]
    operations = together(
        [
            migrations.AlterField(
                model_name="question",
                name="kind",
                field=models.CharField(choices=KINDS, max_length=7, verbose_name="Art"),
            )
        ]
    )

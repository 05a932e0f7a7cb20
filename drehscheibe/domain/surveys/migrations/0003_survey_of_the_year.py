"""The return matrix knows the survey of the year: controlling's function, with its states."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """Told past the wall as states alone, as the other returns are."""

    dependencies = [
        ("surveys", "0002_walls"),
        ("controlling", "0008_participation_walls"),
        ("centres", "0014_words_and_days_of_fields"),
    ]
    operations = [
        migrations.RunSQL(
            (SQL / "returns.sql").read_text("utf-8"), (SQL / "returns_undo.sql").read_text("utf-8")
        )
    ]

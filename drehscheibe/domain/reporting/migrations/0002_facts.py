"""Facts kept by triggers, sums past the row-level wall, frozen analyses that never change."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
OWN_OR_NETWORK = (
    "(SELECT app_reach()) IN ('network', 'system') OR centre_id IN (SELECT id FROM centres_centre"
    " WHERE organisation_id = ANY ((SELECT app_organisations())::bigint[])"
    " OR carrier_id = ANY ((SELECT app_organisations())::bigint[]))"
)
FILL = """
SELECT reporting_refresh_goals(ARRAY(SELECT id FROM controlling_goal));
SELECT reporting_refresh_reports(ARRAY(SELECT id FROM controlling_annualreport));
SELECT reporting_refresh_values(ARRAY(SELECT id FROM controlling_indicator WHERE entry_id IS NOT NULL));
"""


def text(name: str) -> str:
    """One of the files beside."""
    return (SQL / name).read_text("utf-8").replace("OWN_OR_NETWORK", OWN_OR_NETWORK)


class Migration(migrations.Migration):
    """Facts follow the base rows from here on."""

    dependencies = [
        ("reporting", "0001_initial"),
        ("controlling", "0004_walls_of_reports"),
        ("permissions", "0001_second_wall"),
    ]
    operations = [
        migrations.RunSQL(
            text("sources.sql") + text("keeping.sql") + text("reading.sql") + FILL, text("undo.sql")
        )
    ]

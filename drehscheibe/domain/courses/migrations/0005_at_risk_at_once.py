"""From the moment a provider is at risk, its courses count their distance from the town alone."""

from django.db import migrations

from drehscheibe.domain.directory.guards import when_guarded

TOWN_ALONE = """
-- a filter by kilometres would tell the house until the night job comes
UPDATE courses_courseoffer o SET latitude = m.lat, longitude = m.lon
  FROM territory_municipality m
 WHERE m.ags = o.municipality_id AND o.actor_id = NEW.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0004_found_by_index"),
        ("directory", "0011_town_of_those_at_risk"),
        ("territory", "0001_initial"),
    ]
    operations = [when_guarded("courses_town_alone", TOWN_ALONE)]

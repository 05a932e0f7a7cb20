"""From the moment an actor is at risk, no copy of its address is searched or quoted."""

from django.db import migrations

from drehscheibe.domain.directory.guards import when_guarded

FORGET = """
-- the job writes the copies anew, with the town alone. One that is on its way has read the address
-- already: it is waited for (refreshing.py takes the same lock), and then its copies go, too.
PERFORM pg_advisory_xact_lock(hashtext('finding.refresh'));
DELETE FROM finding_searchdocument
 WHERE kind = 'actor' AND key = NEW.public_id::text
    OR kind = 'course' AND key IN (
        SELECT o.public_id::text FROM courses_courseoffer o WHERE o.actor_id = NEW.id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("finding", "0003_by_index"),
        ("courses", "0001_initial"),
        ("directory", "0011_town_of_those_at_risk"),
    ]
    operations = [when_guarded("finding_forget_at_risk", FORGET)]

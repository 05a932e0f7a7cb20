"""A dialogue in preparation is between the centre and the coordinating office, nobody else."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect

ADVISER = (
    "EXISTS (SELECT 1 FROM organisations_organisation o"
    " WHERE o.kind = 'coordinating_office' AND o.id = ANY ((SELECT app_organisations())::bigint[]))"
)


class Migration(migrations.Migration):
    """What the pages allow is what the database shows."""

    dependencies = [("controlling", "0009_council_reports")]
    operations = [
        migrations.RunSQL(
            "DROP POLICY controlling_dialogue_reach ON controlling_dialogue",
            migrations.RunSQL.noop,
        ),
        protect("controlling_dialogue", own=OWN_CENTRE, released=ADVISER),
    ]

"""A centre's part in a project is its own and the network's; no other centre's."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect


class Migration(migrations.Migration):
    """Row-level security around participations."""

    dependencies = [("controlling", "0007_returns_and_catalogue")]
    operations = [protect("controlling_participation", own=OWN_CENTRE, released="true")]

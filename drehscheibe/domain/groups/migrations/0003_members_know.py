"""Whoever belongs to a group knows of it, whatever its tier says about the others."""

from django.db import migrations

from drehscheibe.domain.groups.visibility import OF_GROUPS, visible_sql
from drehscheibe.kernel.permissions.second_wall import protect_anew


class Migration(migrations.Migration):
    """One meaning with `visibility.py`."""

    dependencies = [("groups", "0002_walls")]
    operations = [protect_anew("groups_group", own=visible_sql(OF_GROUPS))]

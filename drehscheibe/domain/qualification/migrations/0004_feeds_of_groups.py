"""Calendars of one group's meetings, for whoever belongs to it, guests included."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

KINDS = [
    ("network", "alle Veranstaltungen im Netzwerk"),
    ("organisation", "Veranstaltungen einer Organisation"),
    ("person", "eigene Veranstaltungen"),
    ("group", "Sitzungen einer Gruppe"),
]


class Migration(migrations.Migration):
    """The wall stays: a feed is its person's."""

    dependencies = [("groups", "0002_walls"), ("qualification", "0003_demand")]
    operations = together(
        [
            migrations.AddField(
                model_name="calendarfeed",
                name="group",
                field=models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.CASCADE,
                    related_name="+", to="groups.group", verbose_name="Gruppe",
                ),
            ),
            migrations.AlterField(
                model_name="calendarfeed",
                name="of",
                field=models.CharField(choices=KINDS, max_length=12, verbose_name="Inhalt"),
            ),
            migrations.AddConstraint(
                model_name="calendarfeed",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("group__isnull", False), ("of", "group")),
                        models.Q(
                            models.Q(("of", "group"), _negated=True), ("group__isnull", True)
                        ),
                        _connector="OR",
                    ),
                    name="calendar_feed_of_group",
                ),
            ),
        ]
    )  # fmt: skip

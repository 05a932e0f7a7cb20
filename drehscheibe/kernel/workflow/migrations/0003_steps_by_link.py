"""A step may be taken by a third party through its link, by nobody who has an account."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """`by` may be empty."""

    dependencies = [
        ("people", "0002_invitation_to_a_role"),
        ("workflow", "0002_status_guard"),
    ]
    operations = together(
        [
            migrations.AlterField(
                model_name="step",
                name="by",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.person",
                    verbose_name="durch",
                ),
            ),
        ]
    )

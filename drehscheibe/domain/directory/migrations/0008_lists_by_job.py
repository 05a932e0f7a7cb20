"""A list of actors says how far it has come: a long one is taken over by a job."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0007_proposed_services"),
    ]

    operations = together(
        [
            migrations.AddField(
                model_name="actorupload",
                name="standing",
                field=models.CharField(
                    choices=[
                        ("open", "in Arbeit"),
                        ("taking", "wird übernommen"),
                        ("done", "übernommen"),
                    ],
                    default="open",
                    max_length=6,
                    verbose_name="Stand",
                ),
            ),
            migrations.AddField(
                model_name="actorupload",
                name="told",
                field=models.JSONField(blank=True, default=dict, verbose_name="was daraus wurde"),
            ),
            migrations.AddConstraint(
                model_name="actorupload",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("standing", "done"), _negated=True),
                        models.Q(("content", b""), models.Q(("told", {}), _negated=True)),
                        _connector="OR",
                    ),
                    name="actor_upload_done_is_told_without_its_file",
                ),
            ),
        ]
    )

"""What comes nearest is found in the index alone, and what begins soonest is not sorted."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

PUBLISHED = models.Q(standing="published")


class Migration(migrations.Migration):
    """What is asked of a course lies beside its place, too."""

    dependencies = [("courses", "0003_by_level")]
    operations = together(
        [
            migrations.RemoveIndex(model_name="courseoffer", name="course_shown_where"),
            migrations.AddIndex(
                model_name="courseoffer",
                index=models.Index(
                    condition=PUBLISHED,
                    fields=["latitude", "longitude"],
                    include=(
                        "id", "actor", "standing", "mode", "weekly", "entry", "starts_on", "ends_on", "apply_by",
                        "childcare", "childcare_from", "childcare_to", "seats_max", "seats_booked", "counted_at",
                        "step_free", "script", "funding", "women_only", "level_from", "level_to",
                    ),
                    name="course_shown_where",
                ),
            ),
            migrations.AddIndex(
                model_name="courseoffer",
                index=models.Index(
                    condition=PUBLISHED, fields=["starts_on", "id"], name="course_soonest"
                ),
            ),
        ]
    )  # fmt: skip

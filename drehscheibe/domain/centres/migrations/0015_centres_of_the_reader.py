"""Row-level policies ask for the reader's centres by one name."""

from django.db import migrations

from drehscheibe.domain.centres.walls import READERS_CENTRES


class Migration(migrations.Migration):
    """A function; `permissions` says for whom the transaction acts."""

    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("permissions", "0001_second_wall"),
    ]
    operations = [migrations.RunSQL(READERS_CENTRES, "DROP FUNCTION app_centres()")]

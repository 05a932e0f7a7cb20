"""Titles are searched first: of a word that stands in thousands of texts they are the best hits."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """The rows are copies; the next refresh writes them anew."""

    dependencies = [("finding", "0001_initial")]
    operations = together([
        migrations.RunSQL("TRUNCATE finding_searchdocument", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="searchdocument",
            name="head",
            field=SearchVectorField(default="", verbose_name="Suchvektor des Titels"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="searchdocument", index=GinIndex(fields=["head"], name="found_by_title")
        ),
    ])  # fmt: skip

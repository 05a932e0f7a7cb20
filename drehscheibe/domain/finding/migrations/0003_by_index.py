"""What fits a question is always looked up in the indexes, and these are kept in order."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from drehscheibe.kernel.schema.together import together

FITTING = """
-- the planner does not know that reading through all vectors means unpacking each of them
CREATE FUNCTION finding_fitting(question tsquery)
RETURNS TABLE (id bigint, language varchar, named boolean)
LANGUAGE sql STABLE ROWS 100 SET search_path FROM CURRENT SET enable_seqscan TO off AS $$
    SELECT d.id, d.language, true FROM finding_searchdocument d WHERE d.head @@ question
    UNION ALL
    SELECT d.id, d.language, false FROM finding_searchdocument d WHERE d.vector @@ question
$$;
"""


def in_order(field: str, name: str) -> list[migrations.operations.base.Operation]:
    """Without a list of entries still to be sorted in: every question would read it, and only a job
    writes."""
    index = GinIndex(fastupdate=False, fields=[field], name=name)
    return [
        migrations.RemoveIndex(model_name="searchdocument", name=name),
        migrations.AddIndex(model_name="searchdocument", index=index),
    ]


class Migration(migrations.Migration):
    """Rows stay as they are."""

    dependencies = [("finding", "0002_titles_apart")]
    operations = together([
        *in_order("vector", "found_by_words"),
        *in_order("head", "found_by_title"),
        migrations.RunSQL(FITTING, "DROP FUNCTION finding_fitting(tsquery)"),
    ])  # fmt: skip

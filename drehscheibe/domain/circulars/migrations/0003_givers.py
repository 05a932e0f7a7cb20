"""Which houses gave a bundle's feedback: for telling them, past the wall of the ministry."""

from django.db import migrations

GIVERS = """
CREATE FUNCTION circulars_givers(wanted bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT DISTINCT f.organisation_id FROM circulars_practicefeedback f
      JOIN circulars_feedbackbundle b ON b.id = f.bundle_id
     WHERE b.id = wanted
       AND (app_reach() = 'system' OR b.answerer_id = ANY (app_organisations())
            OR b.keeper_id = ANY (app_organisations()))
$$;
"""


class Migration(migrations.Migration):
    """Asked when an answer leaves, shown on no page."""

    dependencies = [("circulars", "0002_walls")]
    operations = [migrations.RunSQL(GIVERS, "DROP FUNCTION circulars_givers(bigint);")]

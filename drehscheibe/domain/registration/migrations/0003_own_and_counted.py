"""One's own registration is in reach, by standing or by link; seats taken may be counted by all."""

from django.db import migrations

FUNCTIONS = """
-- the registration a guest without account has opened by her secret link
CREATE FUNCTION registration_by_link() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('app.registration', true), '')::bigint
$$;
-- how many seats are taken and how many people wait: numbers only, past the wall
CREATE FUNCTION registration_counts(pools bigint[])
RETURNS TABLE (pool_id bigint, taken bigint, waiting bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT r.pool_id,
           count(*) FILTER (WHERE r.status IN ('confirmed', 'offered')),
           count(*) FILTER (WHERE r.status = 'waitlisted')
      FROM registration_registration r
     WHERE r.pool_id = ANY (pools) AND r.status IN ('confirmed', 'offered', 'waitlisted')
     GROUP BY r.pool_id
$$;
"""
BEFORE = (
    "(SELECT app_reach()) = 'system'"
    " OR organisation_id = ANY ((SELECT app_organisations())::bigint[])"
    " OR pool_id = ANY ((SELECT registration_held())::bigint[])"
    " OR pool_id IN (SELECT id FROM registration_pool"
    " WHERE host_id = ANY ((SELECT app_organisations())::bigint[]))"
)
NOW = (
    f"{BEFORE} OR person_id = (SELECT app_person())"
    " OR registered_by_id = (SELECT app_person())"
    " OR id = (SELECT registration_by_link())"
)
ALTER = (
    "ALTER POLICY registration_registration_reach ON registration_registration"
    " USING ({0}) WITH CHECK ({0})"
)


class Migration(migrations.Migration):
    """The wall is as wide as what people may do."""

    dependencies = [("registration", "0002_walls"), ("permissions", "0002_who_acts")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION registration_counts(bigint[]); DROP FUNCTION registration_by_link();",
        ),
        migrations.RunSQL(ALTER.format(NOW), ALTER.format(BEFORE)),
    ]

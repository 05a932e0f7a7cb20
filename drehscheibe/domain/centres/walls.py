"""The second wall around rows of a centre, for migrations of every room above."""

OWN_CENTRE = (
    "centre_id IN (SELECT id FROM centres_centre WHERE"
    " organisation_id = ANY ((SELECT app_organisations())::bigint[])"
    " OR carrier_id = ANY ((SELECT app_organisations())::bigint[]))"
)
"""SQL for `protect`: the row is of a centre whose unit or carrier the reader acts for."""

READERS_CENTRES = """
CREATE FUNCTION app_centres() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT array(
        SELECT id FROM centres_centre WHERE organisation_id = ANY (app_organisations())
        UNION SELECT id FROM centres_centre WHERE carrier_id = ANY (app_organisations()))
$$
"""
"""The centres whose unit or carrier the reader acts for; two look-ups in two indices."""
OF_READERS_CENTRE = "centre_id = ANY ((SELECT app_centres())::bigint[])"
"""SQL for `protect`: the same rows as `OWN_CENTRE`; the centres are found once a query."""

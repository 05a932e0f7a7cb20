"""The second wall around rows of a centre, for migrations of every room above."""

OWN_CENTRE = (
    "centre_id IN (SELECT id FROM centres_centre WHERE"
    " organisation_id = ANY ((SELECT app_organisations())::bigint[])"
    " OR carrier_id = ANY ((SELECT app_organisations())::bigint[]))"
)
"""SQL for `protect`: the row is of a centre whose unit or carrier the reader acts for."""

"""What belongs to the profile; the rest of a centre's row comes from the register."""

ADDRESS = ("street", "postcode", "place")
EDITABLE = (
    *ADDRESS, "address_status", "address_as_of", "address_note",
    "phone", "email", "opening_hours", "website", "languages",
)  # fmt: skip
FACETS = ("handlungsfeld", "thema", "zielgruppe")
"""Which lists of the vocabulary a centre chooses its fields of action from."""

"""What one may do with registrations, and through whom."""

from drehscheibe.kernel.permissions.declarations import Permission

KEEP = Permission(
    "registration.pool.keep", "Anmeldungen der eigenen Veranstaltungen führen",
    through=("host",),
)  # fmt: skip
REGISTER = Permission(
    "registration.registration.register", "Sich und Kolleginnen anmelden", through=("organisation",)
)

HOSTING = frozenset({KEEP, REGISTER})

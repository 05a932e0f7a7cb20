"""Who may take a whole case along: its authority, and the carrier its own."""

from drehscheibe.kernel.permissions.declarations import Permission

DOWNLOAD = Permission(
    "funding.package.download", "Vorgänge als Paket herunterladen", through=("authority",)
)
DOWNLOAD_OWN = Permission(
    "funding.package.download_own",
    "Eigene Vorgänge als Paket herunterladen",
    through=("centre__carrier",),
)

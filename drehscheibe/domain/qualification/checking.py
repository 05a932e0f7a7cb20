"""The public check of a certificate: whether it holds, and nothing about the person (Sc 1.4)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from drehscheibe.domain.qualification.models import Certificate
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@dataclass(frozen=True)
class Checked:
    """What anybody with the paper in hand may read."""

    serial: str
    state: str
    state_label: str
    title: str
    number: str
    host: str
    units: Decimal
    starts_at: datetime | None
    ends_at: datetime | None
    issued_at: datetime
    ended_at: datetime | None
    replaced_by: str


COLUMNS = (
    "serial", "state", "event__title", "event__number", "event__owner__name", "units",
    "event__starts_at", "event__ends_at", "issued_at", "ended_at", "replaced_by__serial",
)  # fmt: skip


def checked(serial: str) -> Checked | None:
    """The certificate of this serial; None where none is. Reads no column with personal data."""
    with acting_as_system():
        rows = Certificate.objects.filter(serial=serial.strip().upper())
        found = rows.values_list(*COLUMNS).first()
    if found is None:
        return None
    number, state, title, event, host, units, first, last, issued, ended, replaced = found
    label = Certificate.State(state).label
    return Checked(
        number, state, str(label), title, event, host, units, first, last, issued, ended,
        replaced or "",
    )  # fmt: skip

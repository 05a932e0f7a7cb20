"""A centre's own planning as header and rows."""

from drehscheibe.domain.controlling.planning.columns import meanings
from drehscheibe.kernel.tables.foreign import (
    LARGEST,
    ForeignSheet,
    address,
    read_foreign,
    shown,
    text_of,
)

__all__ = ("LARGEST", "PlanningSheet", "address", "read_planning", "shown", "text_of")
PlanningSheet = ForeignSheet


def read_planning(content: bytes) -> PlanningSheet:
    """The first visible sheet, or a CSV; raises `TableRefused`."""
    return read_foreign(content, meanings(()).values())

"""Rules of keeping as data of each room (`data/retention.toml`): what goes, when, what stays."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Rule:
    """How long something is kept.

    `what` and `since` say in German of which things and counted from when; `action` is `blank` (the
    row stays without these values) or `delete`; `stays` names what is kept for good.
    """

    key: str
    what: str
    since: str
    days: int
    action: str
    stays: str
    source: str

    def limit(self, at: datetime) -> datetime:
        """What began to count at this moment or before has had its time."""
        return at - timedelta(days=self.days)


@cache
def rules_of(file: Path) -> dict[str, Rule]:
    """The rules of a room by key. Raises `ValueError` for a rule that keeps nothing or for ever."""
    found = {
        entry["key"]: Rule(**entry)
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["rule"]
    }
    for each in found.values():
        if each.days < 1 or each.action not in ("blank", "delete"):
            raise ValueError(f"rule {each.key} of {file.name} is no rule")
    return found

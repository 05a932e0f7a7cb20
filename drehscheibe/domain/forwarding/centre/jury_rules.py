"""What a jury's meeting needs before its ranking stands, as data (data/jury.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drehscheibe.domain.funding.guideline import Confidence, Value

FILE = Path(__file__).parent.parent / "data" / "jury.toml"
UNKNOWN = "unbekannt"


@dataclass(frozen=True, slots=True)
class JuryRules:
    """How many members must have voted, abstentions included; None where no rule is known."""

    quorum: Value[int | None]


@cache
def jury_rules() -> JuryRules:
    """The values as they stand in the file."""
    row = tomllib.loads(FILE.read_text(encoding="utf-8"))["quorum"]
    value = None if row["value"] == UNKNOWN else int(row["value"])
    return JuryRules(Value(value, row["source"], Confidence(row["confidence"]), note=row["note"]))

"""Which administrative court the instruction on remedies names (Rechtsbehelfsbelehrung)."""

import tomllib
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "administrative_courts.toml"


@lru_cache(maxsize=1)
def _courts() -> dict[str, str]:
    courts: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["courts"]
    return {key: court for court, keys in courts.items() for key in keys}


def court_for(key: str) -> str:
    """The court for a district key; empty when unknown, which the notice shows as a gap.

    Longer keys (municipality, extra letter) count by their first five digits.

    >>> court_for("05570"), court_for("05334002"), court_for("99999")
    ('Verwaltungsgericht Münster', 'Verwaltungsgericht Aachen', '')
    """
    return _courts().get(key[:5], "")

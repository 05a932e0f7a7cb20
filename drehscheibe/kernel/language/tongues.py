"""Languages by their own names and the direction in which they are written.

Django knows neither all of them nor all directions (`ps` and `prs` would run the wrong way, `az`
too), so the table is ours; it is read once per process.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "languages.csv"
RIGHT_TO_LEFT_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo"}


@dataclass(frozen=True)
class Tongue:
    """A language: tag (BCP 47), German name, its own name (autonym), script (ISO 15924)."""

    tag: str
    german_name: str
    autonym: str
    script: str
    direction: str


@cache
def tongues() -> dict[str, Tongue]:
    """All languages of the table by tag, in its order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["bcp47"]: Tongue(
                row["bcp47"], row["name_de"], row["autonym"], row["script"], row["dir"]
            )
            for row in csv.DictReader(lines)
        }


def tongue(tag: str) -> Tongue | None:
    """The language of a tag, with or without script and region.

    >>> tongue("prs").autonym, tongue("ar-SY").german_name, tongue("tlh")
    ('دری', 'Arabisch', None)
    """
    return tongues().get(tag) or tongues().get(tag.split("-")[0])


def direction(tag: str) -> str:
    """`rtl` or `ltr`; a script named in the tag decides before the language does.

    >>> [direction(tag) for tag in ("de", "ar", "ps", "az", "pa-Arab", "ku-Latn", "tlh")]
    ['ltr', 'rtl', 'rtl', 'ltr', 'rtl', 'ltr', 'ltr']
    """
    scripts = {part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()}
    if scripts:
        return "rtl" if scripts & RIGHT_TO_LEFT_SCRIPTS else "ltr"
    known = tongue(tag)
    return known.direction if known else "ltr"


def comma(tag: str) -> str:
    """What stands between the words of a list, with its space: Arabic script has its own sign.

    >>> [comma(tag) for tag in ("de", "ar", "fa", "ku")]
    [', ', '، ', '، ', ', ']
    """
    return "، " if direction(tag) == "rtl" else ", "

"""Compiles .po files to .mo. Runs inside `.venv` (needs polib), so that gettext is not required."""

import sys
from pathlib import Path

import polib


def compile_catalogue(source: Path) -> Path:
    """Write the .mo file beside its .po file. Raises OSError when the file cannot be read."""
    target = source.with_suffix(".mo")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
    return target


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(compile_catalogue(Path(name)))

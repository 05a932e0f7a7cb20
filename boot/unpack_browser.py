"""Unpacks @sparticuz/chromium. Runs inside `.venv` (needs brotli)."""

import io
import sys
import tarfile
from pathlib import Path

import brotli


def unpack(source: Path, target: Path) -> None:
    """The program as `browser`, its libraries below `lib`, its fonts below `fonts`."""
    browser = target / "browser"
    browser.write_bytes(brotli.decompress((source / "chromium.br").read_bytes()))
    browser.chmod(0o755)
    for name in ("al2023", "fonts"):  # each holds one folder: lib and fonts
        packed = brotli.decompress((source / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(target, filter="data")


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))

"""A job that tells on itself."""

import os
import time
from datetime import datetime
from pathlib import Path

from drehscheibe.kernel.jobs.declarations import job


@job
def note(*, at: datetime, file: str, number: int, pause: int = 0) -> None:
    """Write the number and who ran it into the file, in one piece, after `pause` ms."""
    time.sleep(pause / 1000)
    with Path(file).open("a", encoding="ascii") as out:
        out.write(f"{number} {os.getpid()}\n")

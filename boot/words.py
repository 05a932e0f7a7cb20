"""The words of the command line."""

from collections.abc import Sequence

from boot.packages import ensure_packages
from boot.stamps import one_at_a_time
from boot.telling import Missing, complain


def speak(arguments: Sequence[str]) -> int:
    try:
        with one_at_a_time("setup"):
            ensure_packages(dev=True)
    except Missing as missing:
        complain(str(missing))
        return 1
    return 0

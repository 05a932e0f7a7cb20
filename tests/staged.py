"""The stage of tests/stage.py, filled once in a process; later its tables are put back.

Files lie in the folder that all tests of the process share (`_files_of_tests` in conftest.py).
"""

from django.utils import timezone

from tests.stage import Stage, set_up
from tests.standing_tables import filled_once

_filled: list[Stage] = []


def staged() -> Stage:
    """Everything arranged; the tables are empty before, and DEMONSTRATION is on.

    What it leaves is committed: the test empties the tables (tests/standing_tables.py).
    """
    filled_once("staged", lambda: _filled.append(set_up(at=timezone.now().replace(microsecond=0))))
    return _filled[0]

"""Several acts at the same moment, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def at_once(*acts: Callable[[], object], refused_by: tuple[type[Exception], ...] = ()) -> list[str]:
    """What came of each act, in the order given: "done", or the words of its refusal.

    All start together. Refusals of workflows count as such always, others when named; any other
    exception fails the test.
    """
    start = Barrier(len(acts))
    refusals: tuple[type[Exception], ...] = (TransitionRefused, *refused_by)

    def tried(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            with acting_as_system():
                act()
        except refusals as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(tried, acts))

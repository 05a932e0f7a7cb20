"""Real workers and an empty queue, as the jobs' own tests have them."""

from tests.kernel.jobs.conftest import queue, start

__all__ = ("queue", "start")

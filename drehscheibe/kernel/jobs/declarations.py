"""How a room declares its jobs, in a file `jobs.py` of its own.

    @every("15 2 * * *")
    def check_chain(*, at: datetime) -> None:
        "Each night at 2:15, in UTC."

    @job
    def announce(*, at: datetime, number: int) -> None:
        "Put into the queue by `announce.defer(number=7)`."

A job is told the moment it begins (`at=`) and may come a second time after a crash of its worker:
it looks for what is left to do instead of trusting that it is the first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

Argument = str | int | bool | None
"""Identifiers and numbers; the queue and its log hold no personal data."""


@dataclass(frozen=True)
class Job:
    """A function that the worker calls; `cron` (UTC) when it comes by itself."""

    name: str
    run: Callable[..., None]
    cron: str = ""

    def __call__(self, **arguments: object) -> None:
        """Do it here and now."""
        self.run(**arguments)

    def defer(self, *, once: str = "", **arguments: Argument) -> bool:
        """Queue it, in the transaction of the act it belongs to: no act, no job.

        With `once`, a key, at most one such job waits; False when one did already.
        """
        from procrastinate.contrib.django import app
        from procrastinate.exceptions import AlreadyEnqueued

        queued = app.configure_task(self.name, queueing_lock=once or None)
        try:
            with transaction.atomic():  # the refusal must not spoil the caller's transaction
                queued.defer(**arguments)
        except AlreadyEnqueued:
            return False
        return True


DECLARED: dict[str, Job] = {}
"""Every job by its name, filled as the rooms' `jobs.py` are imported (`worker.declared`)."""


def job(run: Callable[..., None]) -> Job:
    """Declare a job that an act puts into the queue."""
    return _declare(run, "")


def every(cron: str) -> Callable[[Callable[..., None]], Job]:
    """Declare a job that comes by itself: minute, hour, day, month, weekday, in UTC."""
    return lambda run: _declare(run, cron)


def _declare(run: Callable[..., None], cron: str) -> Job:
    """Named `room.function`, after the folder of its file."""
    room = run.__module__.split(".")[-2]
    declared = Job(f"{room}.{run.__name__}", run, cron)
    if declared.name in DECLARED:
        raise ValueError(f"Den Auftrag {declared.name} gibt es zweimal.")
    DECLARED[declared.name] = declared
    return declared

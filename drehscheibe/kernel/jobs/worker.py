"""The worker: takes jobs from the queue, each one by one worker only.

Only the process of `manage.py work` imports this; web processes just put jobs into the queue.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.psycopg_connector import PsycopgConnector

from drehscheibe.kernel.jobs.declarations import DECLARED, Job

LOG = logging.getLogger(__name__)
Clock = Callable[[], datetime]

SIGN_OF_LIFE = 10.0
"""Seconds between two signs of life of a worker."""
PRESUMED_DEAD = 30.0
"""Seconds of silence after which others take over what a worker had begun."""
KEPT = 24 * 30
"""Hours that failed jobs stay for the operator to see; those that went well go at once."""


def declared() -> dict[str, Job]:
    """The jobs of all rooms by name."""
    autodiscover_modules("jobs")
    return DECLARED


def work(*, clock: Clock, parallel: int = 2, wait: bool = True) -> None:
    """Do jobs until SIGTERM or SIGINT, then finish what has begun; without `wait`, what is there.

    Raises what the database raises when it goes away: whoever started this starts it again.
    """
    asyncio.run(_work(application(clock), parallel, wait))


async def _work(app: App, parallel: int, wait: bool) -> None:
    async with app.open_async():
        await app.run_worker_async(
            concurrency=parallel,
            wait=wait,
            delete_jobs="successful",
            update_heartbeat_interval=SIGN_OF_LIFE,
            stalled_worker_timeout=PRESUMED_DEAD,
        )


def application(clock: Clock) -> App:
    """procrastinate with every declared job and its own upkeep."""
    app = DjangoApp(connector=PsycopgConnector(kwargs=_as_web_role(), min_size=1, max_size=4))
    for each in declared().values():
        _register(app, each, clock)
    _upkeep(app, "jobs.take_over", "* * * * *", take_over)
    _upkeep(app, "jobs.forget", "35 1 * * *", forget)
    return app


def _as_web_role() -> dict[str, Any]:
    """The queue is read with the same few rights as pages have."""
    params: dict[str, Any] = connector_params()
    if not settings.AS_OWNER:
        params["options"] = f"{params.get('options', '')} -c role={settings.WEB_ROLE}".strip()
    return params


def _register(app: App, declared: Job, clock: Clock) -> None:
    """A job an act asked for comes again after a fault; one that comes by itself comes anyway.

    Two of the latter neither wait nor run at the same time, however many workers there are.
    """

    def run(**given: Any) -> None:
        given.pop("timestamp", None)  # when it was due; what counts is when it begins
        declared.run(at=clock(), **given)

    if declared.cron:
        alone = app.task(name=declared.name, queueing_lock=declared.name, lock=declared.name)
        _by_itself(app, declared.cron, alone(run))
    else:
        retry = RetryStrategy(max_attempts=10, exponential_wait=3)
        app.task(name=declared.name, retry=retry)(run)


def _upkeep(app: App, name: str, cron: str, run: Callable[[JobContext, int], Any]) -> None:
    """The queue's own housework; no lock, so that a dead one never stands in its own way."""
    _by_itself(app, cron, app.task(name=name, queueing_lock=name, pass_context=True)(run))


def _by_itself(app: App, cron: str, task: Any) -> None:
    app.periodic(cron=cron)(task)


async def take_over(context: JobContext, timestamp: int) -> None:
    """Give back to the queue what workers had begun that no longer show a sign of life.

    A job that comes by itself may have a successor waiting already; then the dead one just ends.
    """
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=PRESUMED_DEAD):
        LOG.warning("a job is taken over from a dead worker")
        try:
            await manager.retry_job(stalled)
        except (AlreadyEnqueued, UniqueViolation):
            await manager.finish_job(stalled, status=Status.ABORTED, delete_job=True)


async def forget(context: JobContext, timestamp: int) -> None:
    """Delete failed jobs when nobody looks at them any more."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )

"""The queue with real workers: each job once, whatever dies."""

import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from drehscheibe.kernel.jobs.selectors import queue_state
from tests.kernel.jobs.conftest import Start, ask, within
from tests.kernel.jobs.counting import note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def lines(file: Path) -> list[tuple[str, str]]:
    """Number and process of each run so far."""
    text = file.read_text("ascii") if file.exists() else ""
    return [(number, pid) for number, _, pid in (line.partition(" ") for line in text.splitlines())]


def test_two_workers_run_each_of_fifty_jobs_exactly_once(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "runs"
    for number in range(50):
        assert note.defer(file=str(file), number=number, pause=40)
    workers = [start(), start()]
    assert within(60, lambda: len(lines(file)) >= 50)
    time.sleep(0.5)  # a second run of one would show now
    runs = lines(file)
    assert Counter(number for number, _ in runs) == {str(number): 1 for number in range(50)}
    assert len({pid for _, pid in runs}) == 2, "one worker did everything"
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(20) for worker in workers] == [0, 0]
    assert not ask("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'jobs.note'")


def test_a_job_deferred_twice_with_the_same_key_runs_once(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "runs"
    with transaction.atomic():
        assert note.defer(once="k", file=str(file), number=1)
        assert not note.defer(once="k", file=str(file), number=1)
        assert ask("SELECT 1") == [(1,)], "the refusal spoiled the transaction"
    assert start("--once").wait(60) == 0
    assert [number for number, _ in lines(file)] == ["1"]
    assert note.defer(once="k", file=str(file), number=2), "the key is free again"


def test_no_act_no_job(queue: None, tmp_path: Path) -> None:
    with transaction.atomic():
        note.defer(file=str(tmp_path / "runs"), number=1)
        transaction.set_rollback(True)
    assert not ask("SELECT 1 FROM procrastinate_jobs")


def test_what_a_dead_worker_had_begun_is_taken_over(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "runs"
    note.defer(file=str(file), number=7)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 min')"
            " RETURNING id"
        )
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", cursor.fetchone())
    assert queue_state(at=timezone.now()).waiting == 0
    start()
    assert within(30, lambda: lines(file) != [])
    assert [number for number, _ in lines(file)] == ["7"]


def test_a_worker_killed_at_work_is_replaced(start: Start, tmp_path: Path) -> None:
    """kill -9: the job is not lost, and it runs on once the silence is noticed."""
    file = tmp_path / "runs"
    note.defer(file=str(file), number=1, pause=600_000)
    first = start()
    doing = "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'jobs.note' AND status = 'doing'"
    assert within(30, lambda: ask(doing) != [])
    first.kill()
    first.wait()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")
        cursor.execute("DELETE FROM procrastinate_periodic_defers")  # do not wait for the minute
        cursor.execute(
            "UPDATE procrastinate_jobs SET args = args || '{\"pause\": 0}'"
            " WHERE task_name = 'jobs.note'"
        )
    start()
    assert within(90, lambda: lines(file) != [])
    assert queue_state(at=timezone.now()).workers == 1


def test_a_worker_finishes_what_it_began_before_it_stops(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "runs"
    note.defer(file=str(file), number=1, pause=1500)
    worker = start()
    doing = "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'jobs.note' AND status = 'doing'"
    assert within(30, lambda: ask(doing) != [])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert len(lines(file)) == 1

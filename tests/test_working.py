"""The worker beside the web server: kept alive, ended in good order."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from boot import working
from boot.working import Worker


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """Looked after with a stand-in for `manage.py work`, so that no database is needed."""
    (tmp_path / "manage.py").write_text(
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
        "print('begun', flush=True)\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(working, "ROOT", tmp_path)
    monkeypatch.setattr(working, "LOG", tmp_path / "log" / "worker.log")
    monkeypatch.setattr(working, "FIRST_PAUSE", 0.3)
    made = Worker(dict(os.environ))
    made.pause = 0.3
    return made


def process(worker: Worker) -> subprocess.Popen[bytes] | None:
    """What runs now; `look_after` changes it."""
    return worker.process


def begun(times: int) -> bool:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if working.LOG.exists() and working.LOG.read_text().count("begun") >= times:
            return True
        time.sleep(0.05)
    return False


def test_a_dead_worker_is_replaced_after_a_pause_and_the_last_one_ends_calmly(
    worker: Worker,
) -> None:
    worker.look_after()
    assert begun(1)
    first = process(worker)
    worker.look_after()
    assert process(worker) is first, "one is enough"
    assert first is not None
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    worker.look_after()
    assert process(worker) is None, "not at once: a worker that cannot start must not spin"
    time.sleep(0.4)
    worker.look_after()
    assert begun(2)
    last = process(worker)
    worker.stop()
    assert last is not None
    assert (last.returncode, process(worker)) == (0, None)


def test_pauses_grow(worker: Worker) -> None:
    pauses = []
    for _ in range(3):
        worker.next_start = 0.0
        worker.look_after()
        assert worker.process is not None
        worker.process.kill()
        worker.process.wait()
        worker.look_after()
        pauses.append(worker.pause)
    assert pauses == [0.6, 1.2, 2.4]
    worker.stop()

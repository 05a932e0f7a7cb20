"""The worker process beside the web server: started, restarted when it dies, stopped cleanly."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

from boot.telling import PYTHON, ROOT, VAR, say

LOG = VAR / "log" / "worker.log"
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before a worker that died is started again
HEALTHY = 60.0  # a worker that lived this long earned the short pause again
SECONDS_TO_STOP = 20


def die_with_parent() -> None:
    """On Linux a child ends when the bootstrap is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Worker:
    """`manage.py work`, kept alive by `look_after` and ended by `stop`."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.pause = FIRST_PAUSE
        self.next_start = 0.0
        self.started = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def look_after(self) -> None:
        """Start it when it does not run and its pause is over. Call often; returns at once."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self.pause = FIRST_PAUSE if now - self.started > HEALTHY else self.pause
            self.next_start = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            self.process = None
            say(f"Der Hintergrunddienst hat sich beendet und wird neu gestartet ({LOG})")
        if self.process is None and now >= self.next_start:
            self.start()
            self.started = now

    def start(self) -> None:
        """Its output goes into a log of its own."""
        LOG.parent.mkdir(parents=True, exist_ok=True)
        with LOG.open("ab") as out:
            self.process = subprocess.Popen(
                [str(PYTHON), "manage.py", "work"],
                cwd=ROOT,
                env={"MALLOC_ARENA_MAX": "2", **self.env},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches only us; we stop it in good order
                preexec_fn=die_with_parent,  # noqa: PLW1509 (single-threaded here)
            )

    def ask_to_stop(self) -> None:
        """It takes no new job and finishes what it began."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Wait for that; after 20 seconds by force (the job is done again another time)."""
        self.ask_to_stop()
        if self.process is None:
            return
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

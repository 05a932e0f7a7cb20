"""The real web server for a while, and what it costs: CPU and memory of its processes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import HOST, ask, get

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
LOG = ROOT / "var" / "log" / "bench.log"


@dataclass
class Server:
    """A running granian."""

    process: subprocess.Popen[bytes]
    port: int
    started_in: float = 0.0  # seconds until the first answer

    def tree(self) -> list[int]:
        """The process and all below it."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for file in Path(f"/proc/{pid}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    waiting += [int(child) for child in file.read_text().split()]
        return found

    def workers(self) -> list[int]:
        """The processes that serve pages (and not the one that watches over them)."""
        return [pid for pid in self.tree()[1:] if "granian" in name_of(pid) or memory(pid, "Pss")]

    def cpu(self) -> float:
        """Seconds of processor time used so far by all of them."""
        return sum(map(cpu_of, self.tree()))


def name_of(pid: int) -> str:
    """The command line."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def cpu_of(pid: int) -> float:
    """User and system time in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int, kind: str) -> float:
    """Megabytes resident: `Rss`, or `Pss` with shared pages counted by share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(
    application: str, env: Mapping[str, str], *, workers: int = 1, probe: str = "/"
) -> Iterator[Server]:
    """granian with this WSGI application, as `make run` starts it."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--no-ws"]
    command += ["--host", HOST, "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "4", application]
    settings = {"MALLOC_ARENA_MAX": "2", **env}
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=settings, stdout=out, stderr=out, start_new_session=True
        )
    server = Server(process, port)
    try:
        server.started_in = wait(server, probe)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(server: Server, probe: str) -> float:
    """Seconds until the first answer of whatever status; raises RuntimeError when none comes."""
    began = time.perf_counter()
    while time.perf_counter() - began < 30 and server.process.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            ask(server.port, get(probe))
            return time.perf_counter() - began
        time.sleep(0.02)
    raise RuntimeError(f"Der Webserver antwortet nicht; siehe {LOG}")

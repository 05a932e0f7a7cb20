"""`run`: database, schema, demonstration data, web server, worker; and a clean stop of it all."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from types import FrameType

from boot.building import listing
from boot.cluster import Cluster
from boot.environment import wants_demo
from boot.telling import PYTHON, ROOT, VAR, VENV, Missing, say, tail
from boot.working import Worker, die_with_parent

COMMANDS = ROOT / "drehscheibe" / "doors" / "console" / "management" / "commands"
LOG = VAR / "log" / "drehscheibe.log"
SIGN_INS = VAR / "demo.txt"
PREPARED = VAR / "prepared"
SOURCES = ("*.py", "*.toml", "*.csv", "*.json", "*.geojson", "*.sql")
SECONDS_TO_START = 60


class Stopped(Exception):
    """Ctrl-C or SIGTERM."""


def stop_asked(_signal: int, _frame: FrameType | None) -> None:
    """Once; a second Ctrl-C must not tear the orderly stop apart."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def port_wanted() -> int:
    """DREHSCHEIBE_PORT, 8000 when absent. Raises Missing when it is none or taken."""
    text = os.environ.get("DREHSCHEIBE_PORT", "8000")
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise Missing(f"DREHSCHEIBE_PORT ist „{text}“; erwartet wird eine Zahl von 1 bis 65535.")
    return int(text)


def host_wanted() -> str:
    """DREHSCHEIBE_ADDRESS; only this machine when absent."""
    return os.environ.get("DREHSCHEIBE_ADDRESS", "127.0.0.1")


def check_port(host: str, port: int) -> None:
    """Raises Missing when nothing can listen there, with the way out."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Missing(
                f"Port {port} auf {host} ist nicht frei ({error.strerror}).\n"
                f"Abhilfe: den anderen Dienst beenden oder DREHSCHEIBE_PORT={port + 1} make run"
            ) from error


def state_of(cluster: Cluster | None) -> str:
    """What prepared data depends on: all sources, and which data folder it is."""
    if cluster is None:
        return ""
    born = (cluster.data / "PG_VERSION").stat()
    sources = [file for kind in SOURCES for file in (ROOT / "drehscheibe").rglob(kind)]
    return f"{listing(sources)} {born.st_ino} {born.st_mtime_ns} demo={wants_demo()}"


def manage(env: Mapping[str, str], *words: str) -> None:
    """Run a management command in sight of the user. Raises Missing when it fails."""
    done = subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT, env=env, check=False)
    if done.returncode:
        raise Missing(f"„manage.py {' '.join(words)}“ ist gescheitert; die Meldung steht oben.")


def prepare_data(env: Mapping[str, str], cluster: Cluster | None) -> None:
    """Schema, rights, reference data and, in a demonstration, invented people.

    With the embedded server this is left out when nothing changed since the last time.
    """
    state = state_of(cluster)
    if state and PREPARED.exists() and PREPARED.read_text(encoding="utf-8") == state:
        return
    PREPARED.unlink(missing_ok=True)
    say("Tabellen, Rechte und Grunddaten werden vorbereitet")
    manage({**env, "DREHSCHEIBE_DATABASE_ROLE": "owner"}, "prepare_database", "-v0")
    load_demo(env)
    PREPARED.write_text(state, encoding="utf-8")


def load_demo(env: Mapping[str, str]) -> None:
    """The demonstration year; what the command prints (the sign-ins) is kept for later starts."""
    SIGN_INS.unlink(missing_ok=True)
    if not wants_demo():
        say("Ohne Vorführdaten (DREHSCHEIBE_DEMO=1 lädt erfundene Personen)")
        return
    if not (COMMANDS / "load_demo.py").exists():
        say("Vorführdaten gibt es noch nicht; dieser Schritt entfällt")
        return
    say("Vorführdaten werden geladen (erfundene Personen)")
    command = [str(PYTHON), "manage.py", "load_demo"]
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise Missing("Die Vorführdaten ließen sich nicht laden; die Meldung steht oben.")
    SIGN_INS.write_text(done.stdout, encoding="utf-8")


def start_server(env: Mapping[str, str], host: str, port: int) -> subprocess.Popen[bytes]:
    """granian: WSGI, 2 workers with 4 threads each, output into the log file."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    if LOG.exists():
        LOG.replace(LOG.with_suffix(".log.1"))
    command = [VENV / "bin" / "granian", "--interface", "wsgi", "--host", host]
    command += ["--port", str(port), "--workers", os.environ.get("DREHSCHEIBE_WORKERS", "2")]
    command += ["--blocking-threads", "4", "--respawn-failed-workers", "--no-ws"]
    command += ["--workers-kill-timeout", "10", "drehscheibe.config.wsgi:application"]
    with LOG.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={"MALLOC_ARENA_MAX": "2", **env},  # threads share heaps: 3 MB less a worker
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches only us; we stop the server in good order
            preexec_fn=die_with_parent,  # noqa: PLW1509 (single-threaded here)
        )


def answers(url: str) -> bool:
    """Whether the server answers, if only that it does not know the page."""
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 (our own http address)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except (OSError, ValueError):
        return False
    return True


def wait_for(server: subprocess.Popen[bytes], url: str) -> None:
    """Return when the server answers. Raises Missing when it ends or stays silent."""
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        if answers(url):
            return
        time.sleep(0.1)
    raise Missing(f"Der Webserver antwortet nicht. Ende von {LOG}:\n{tail(LOG)}")


def stop_server(server: subprocess.Popen[bytes]) -> None:
    """Let requests finish, then end; after 20 seconds by force."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def greet(url: str) -> None:
    """The address, and the sign-ins of the demonstration."""
    print(f"\nDie Drehscheibe läuft: {url}\n", flush=True)
    if SIGN_INS.exists():
        print(SIGN_INS.read_text(encoding="utf-8"), flush=True)
    print(f"Protokoll: {LOG} · Beenden mit Strg+C", flush=True)


def serve(env: Mapping[str, str], cluster: Cluster | None) -> int:
    """Serve until asked to stop; 0 after a stop that was asked for."""
    host, port = host_wanted(), port_wanted()
    check_port(host, port)
    prepare_data(env, cluster)
    say("Webserver wird gestartet")
    server, worker = start_server(env, host, port), Worker(env)
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104
    try:
        wait_for(server, f"http://{host_for_probe(host)}:{port}/health/live")
        greet(f"http://{shown}:{port}/")
        while server.poll() is None:
            worker.look_after()
            time.sleep(0.5)
    finally:
        worker.ask_to_stop()  # both finish what they began at the same time
        stop_server(server)
        worker.stop()
    raise Missing(f"Der Webserver hat sich beendet. Ende von {LOG}:\n{tail(LOG)}")


def host_for_probe(host: str) -> str:
    """The address under which this machine reaches itself.

    >>> host_for_probe("0.0.0.0"), host_for_probe("::1")
    ('127.0.0.1', '[::1]')
    """
    if host == "0.0.0.0":  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def stoppable() -> None:
    """From here on Ctrl-C and SIGTERM raise Stopped."""
    signal.signal(signal.SIGINT, stop_asked)
    signal.signal(signal.SIGTERM, stop_asked)

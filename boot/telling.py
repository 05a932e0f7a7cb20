"""What the bootstrap says: German sentences on standard output, one per step."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOT = ROOT / ".boot"
VAR = Path(os.environ.get("DREHSCHEIBE_VAR") or ROOT / "var").resolve()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOGS = BOOT / "logs"


class Missing(Exception):
    """Something is missing or broken; the text names it and the remedy, in German."""


Words = Sequence[str | Path]  # a command line


def say(text: str) -> None:
    """A step begins."""
    print(f"» {text}", flush=True)


def surroundings(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment, with a home folder that tools can write their caches to."""
    env = dict(os.environ)
    if not os.access(env.get("HOME") or "/nonexistent", os.W_OK):
        home = BOOT / "home"
        home.mkdir(parents=True, exist_ok=True)
        env["HOME"] = str(home)
    return {**env, **(extra or {})}


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log, indented, for an error message."""
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return "\n".join(f"    {line}" for line in text[-lines:])


def quietly(
    step: str,
    command: Words,
    *,
    remedy: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Run a noisy tool into `.boot/logs/STEP.log`; show the log's end only when it fails.

    Raises Missing with `remedy` when the command cannot be started or fails.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{step}.log"
    began = time.monotonic()
    try:
        with log.open("wb") as file:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdout=file,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=surroundings(env),
                cwd=cwd,
            )
            wait_aloud(process, began)
    except FileNotFoundError as error:
        raise Missing(f"Das Programm {error.filename} fehlt.\n{remedy}") from error
    if process.returncode:
        raise Missing(
            f"Schritt „{step}“ ist gescheitert. Ende des Protokolls {log.relative_to(ROOT)}:\n"
            f"    $ {shlex.join(str(part) for part in command)}\n{tail(log)}\n{remedy}"
        )
    print(f"  fertig in {time.monotonic() - began:.1f} s", flush=True)


def wait_aloud(process: subprocess.Popen[bytes], began: float) -> None:
    """Wait for a tool and show every five seconds that it still works."""
    try:
        while True:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                print(f"  … läuft seit {time.monotonic() - began:.0f} s", flush=True)
            else:
                return
    except BaseException:  # Ctrl-C: take the tool along
        process.terminate()
        raise


def complain(text: str) -> None:
    """An error, after everything said so far."""
    sys.stdout.flush()
    print(f"\nFehler: {text}", file=sys.stderr, flush=True)

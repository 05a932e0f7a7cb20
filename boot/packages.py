"""The virtual environment: uv by pip into `.boot/uv`, then the locked packages by hash."""

import importlib.util
import shutil
import sys
from pathlib import Path

from boot.stamps import clear_stamp, fingerprint, is_fresh, set_stamp
from boot.telling import BOOT, PYTHON, ROOT, VENV, Missing, quietly, say

RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
NETWORK = (
    "Abhilfe: Netzzugang zum Paketverzeichnis prüfen (Proxy, Zertifikate) und noch einmal "
    "aufrufen; Fertiges wird nicht wiederholt."
)


def pip_into(folder: Path, requirements: Path) -> None:
    """Install one tool by hash into its own folder, without touching this Python."""
    if importlib.util.find_spec("pip") is None:
        raise Missing(
            f"Diesem Python ({sys.executable}) fehlt pip.\n"
            "Abhilfe: python3.11 -m ensurepip --user, oder Debian: apt install python3-pip"
        )
    shutil.rmtree(folder, ignore_errors=True)  # pip --target does not merge into an existing bin
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--require-hashes", "--target", str(folder), "-r", str(requirements)]
    quietly(folder.name, command, remedy=NETWORK)


def uv() -> Path:
    """The pinned uv, installed when absent."""
    requirements = ROOT / "boot" / "uv.txt"
    mark = fingerprint([requirements])
    program = BOOT / "uv" / "bin" / "uv"
    if not (program.exists() and is_fresh("uv", mark)):
        say("Installationswerkzeug uv wird geholt")
        pip_into(BOOT / "uv", requirements)
        set_stamp("uv", mark)
    return program


def ensure_packages(*, dev: bool) -> None:
    """`.venv` with the locked packages; with `dev` those for tests too.

    An environment with the test packages also serves for running, so it is never thinned out.
    """
    run_mark, dev_mark = fingerprint([RUN_LOCK]), fingerprint([RUN_LOCK, DEV_LOCK])
    if PYTHON.exists() and (
        is_fresh("packages", dev_mark) or (not dev and is_fresh("packages", run_mark))
    ):
        return
    tool, quiet = uv(), {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    if not PYTHON.exists() or not is_fresh("venv", fingerprint([])):
        say("Virtuelle Umgebung .venv wird angelegt")
        command: list[str | Path] = [
            tool,
            "venv",
            "--quiet",
            "--clear",
            "--no-config",
            "--python",
            sys.executable,
        ]
        quietly("venv", [*command, VENV], remedy="Abhilfe: Ordner .venv löschen.", env=quiet)
        set_stamp("venv", fingerprint([]))
    lock = DEV_LOCK if dev else RUN_LOCK
    say(f"Pakete aus {lock.name} werden eingerichtet (beim ersten Mal etwa eine Minute)")
    clear_stamp("packages")
    command = [tool, "pip", "sync", "--no-config", "--require-hashes"]
    quietly("packages", [*command, "--python", PYTHON, lock], remedy=NETWORK, env=quiet)
    set_stamp("packages", dev_mark if dev else run_mark)

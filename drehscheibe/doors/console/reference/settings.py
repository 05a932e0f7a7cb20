"""The environment variables that settings and bootstrap read, found in their code."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from drehscheibe.doors.console.reference.markdown import code, table

KINDS = {
    "text": "Text",
    "flag": "ja/nein",
    "number": "ganze Zahl",
    "words": "Liste mit Kommas",
    "database": "Adresse postgresql://…",
}
START = """# Einstellungen

Alle Einstellungen kommen aus der Umgebung. Was sie bedeuten und wie man sie setzt, steht in
[docs/how-to/operate.md](../how-to/operate.md).
"""


def page() -> str:
    """Two tables: what the platform reads, and what `make run` and `make test` read beside."""
    platform = sorted(set(read_by_settings()))
    known = {name for name, _, _ in platform}
    beside = sorted({name for name in read_by_bootstrap() if code(name) not in known})
    return "\n".join(
        [
            START,
            "## Plattform\n",
            table(("Variable", "Art", "Vorgabe"), platform),
            "\n## Nur `make` (bootstrap.py)\n",
            table(("Variable",), [(code(name),) for name in beside]),
            "",
        ]
    )


def read_by_settings() -> Iterator[tuple[str, str, str]]:
    """Name, kind and default of each `env.…("NAME", default)` in the settings."""
    for node in calls(Path(settings.BASE_DIR) / "drehscheibe" / "config" / "settings.py"):
        function = node.func
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id == "env"
        ):
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield code(name.value), KINDS[function.attr], default_of(node)


def default_of(node: ast.Call) -> str:
    """The default as it is written; without one the start stops."""
    given = [word.value for word in node.keywords if word.arg == "default"] or node.args[1:2]
    if not given:
        missing = "keine – fehlt sie, startet die Plattform nicht"
        return "leer" if ast.unparse(node.func) == "env.words" else missing
    written = ast.unparse(given[0])
    return "leer" if written in {"''", '""'} else code(written)


def read_by_bootstrap() -> Iterator[str]:
    """Names the bootstrap asks `os.environ` for."""
    for file in sorted((Path(settings.BASE_DIR) / "boot").glob("*.py")):
        for node in calls(file):
            if ast.unparse(node.func) in {"os.environ.get", "os.environ.setdefault"}:
                name = node.args[0]
                if isinstance(name, ast.Constant) and str(name.value).isupper():
                    yield str(name.value)


def calls(file: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node

"""Our own management commands with their arguments."""

from argparse import SUPPRESS, Action
from importlib import import_module
from pkgutil import iter_modules

from django.core.management import load_command_class
from django.core.management.base import DjangoHelpFormatter

from drehscheibe.doors.console.reference.markdown import code, table

START = """# Befehle

Aufruf: `python3.11 bootstrap.py manage BEFEHL` (mit eingebetteter Datenbank) oder
`python manage.py BEFEHL` (mit gesetzten Einstellungen).
"""


DOORS = ("drehscheibe.doors.api", "drehscheibe.doors.console")
"""By name: doors do not open into each other."""


def page() -> str:
    """Every command of the doors that have any."""
    found = sorted(
        (module.name, door)
        for door in DOORS
        for module in iter_modules(import_module(f"{door}.management.commands").__path__)
    )
    return "\n".join([START, *(section(*each) for each in found if not each[0].startswith("_"))])


def section(name: str, door: str) -> str:
    """One command."""
    command = load_command_class(door, name)
    parser = command.create_parser("manage.py", name)
    shared = DjangoHelpFormatter.show_last | {"--help"}
    own = [each for each in parser._actions if not shared.intersection(each.option_strings)]
    rows = [(code(words(each)), each.help or "–") for each in own if each.help != SUPPRESS]
    arguments = f"\n{table(('Angabe', 'Bedeutung'), rows)}\n" if rows else ""
    return f"## {code(name)}\n\n{' '.join(command.help.split())}\n{arguments}"


def words(action: Action) -> str:
    """How the argument is written."""
    return ", ".join(action.option_strings) or str(action.metavar or action.dest)

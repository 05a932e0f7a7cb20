"""Who may do what: the matrix of roles and permissions, and the pages behind each."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from drehscheibe.config.roles import ROLES
from drehscheibe.doors.console.reference.markdown import code, table
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

START = """# Berechtigungen

Ein Raum erklärt, *was* es zu dürfen gibt (`permissions.py`), `config/roles.py`, *wer* es darf,
Mitgliedschaften mit Anfang und Ende, *wo*. Außer Reichweite ist 404, nicht erlaubt ist 403.
"""


def page() -> str:
    """Roles, matrix, reach of each permission, pages."""
    held = sorted({each for role in ROLES for each in role.permissions}, key=lambda p: p.code)
    return "\n".join(
        [
            START,
            "## Rollen\n",
            role_table(),
            "\n## Wer darf was\n",
            matrix(held),
            "\n## Worüber ein Vorgang erreicht wird\n",
            reach_table(held),
            "\n## Seiten des Arbeitsbereichs\n",
            page_table(),
            "",
        ]
    )


def role_table() -> str:
    """Every role."""
    rows = [
        (code(role.code), role.label, "Pflicht" if role.second_factor else "freiwillig",
         ", ".join(sorted(role.at)))
        for role in ROLES
    ]  # fmt: skip
    return table(("Rolle", "Bezeichnung", "zweiter Faktor", "bei Organisationen der Art"), rows)


def matrix(permissions: list[Permission]) -> str:
    """One line per permission, one column per role."""
    head = ("Berechtigung", "", *(role.code for role in ROLES))
    rows = [
        (each.label, code(each.code), *("●" if each in role.permissions else "" for role in ROLES))
        for each in permissions
    ]
    return table(head, rows)


def reach_table(permissions: list[Permission]) -> str:
    """Through which organisations an object answers for each permission."""
    rows = [
        (code(each.code), paths(each), code(each.only) if each.only is not None else "–")
        for each in permissions
    ]
    return table(("Berechtigung", "über", "nur Zeilen mit"), rows)


def paths(permission: Permission) -> str:
    """The lookup paths, or the whole network."""
    if NETWORK in permission.through:
        return "ganzes Netzwerk"
    return ", ".join(code(path) for path in permission.through) or "–"


def page_table() -> str:
    """Every address of the workspace and what it asks for."""
    rows = [
        (code(f"/{route}"), ", ".join(code(each.code) for each in asked))
        for route, pattern in addresses(get_resolver())
        if (asked := getattr(pattern.callback, "permissions", None))
    ]
    return table(("Adresse", "Berechtigung (eine davon)"), sorted(rows))


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route below a resolver."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        else:
            yield route, entry

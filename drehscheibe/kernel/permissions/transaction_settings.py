"""What row-level policies are told, for the rest of a transaction: PostgreSQL's own settings."""

from collections.abc import Iterable, Mapping

from django.db import connection


def told(names: Iterable[str]) -> dict[str, str]:
    """What the policies have been told so far; empty where nothing."""
    asked = list(names)
    columns = ", ".join("coalesce(current_setting(%s, true), '')" for _ in asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", asked)
        return dict(zip(asked, cursor.fetchone(), strict=True))


def tell(settings: Mapping[str, str]) -> None:
    """Tell them; undone with the transaction or a rolled-back savepoint, not with a released one.

    Whoever narrows or widens the view for a while reads `told` before and tells it again after.
    """
    calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in settings.items() for part in pair])

"""Tables of tests that commit: emptied, and filled again from a copy, in a fraction of the time.

Django empties with TRUNCATE, which makes new files for each of some 200 tables and their indexes;
a test leaves rows in a few dozen of them. The demonstration takes seconds to load and is the same
each time. Both only for the owner of the tables, so the role of the pages is put aside meanwhile.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

MADE_BY_MIGRATING = {"django_content_type", "auth_permission"}
"""Django makes them with the tables; they stay, so that nothing has to be made again."""
_copied: dict[str, list[str]] = {}
"""What was filled once in this process: name and tables of its copy."""


def empty_tables() -> None:
    """No row is left but what migrating made; numbers go on where they stood, as Django has it."""
    with _owner() as cursor:
        filled = _filled(cursor)
        for table in filled:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')
        _end(cursor, filled)


def filled_once(name: str, fill: Callable[[], None]) -> None:
    """Run `fill` the first time and keep a copy of what it left; later put that copy back.

    The tables are empty before. Triggers rest while rows are put back: what they made is among
    them.
    """
    if name in _copied:
        _put_back(name)
        return
    fill()
    with _owner() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE; CREATE SCHEMA "{name}"')
        _copied[name] = _filled(cursor)
        for table in _copied[name]:
            cursor.execute(f'CREATE TABLE "{name}"."{table}" AS TABLE public."{table}"')


def _put_back(name: str) -> None:
    with _owner() as cursor:
        for table in _copied[name]:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in _copied[name]:
            columns = _columns(cursor, table)
            cursor.execute(
                f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{name}"."{table}"'
            )
        _end(cursor, _copied[name])


def _end(cursor: CursorWrapper, tables: list[str]) -> None:
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # waiting checks forbid the next statement
    for table in tables:
        cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _filled(cursor: CursorWrapper) -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")"
        for table in sorted(set(tables) - MADE_BY_MIGRATING)
    )
    cursor.execute(asked)
    return [row[0] for row in cursor.fetchall()]


def _columns(cursor: CursorWrapper, table: str) -> str:
    """All but those that the database computes."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [f'public."{table}"'],
    )
    return str(cursor.fetchone()[0])


@contextmanager
def _owner() -> Iterator[CursorWrapper]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield cursor
        cursor.execute(f"SET ROLE {settings.WEB_ROLE}")

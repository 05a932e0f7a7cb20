"""The second wall: what PostgreSQL's row-level security is told, per transaction.

Policies read `app.organisations` (ids the person acts for) and `app.reach`: `own` sees rows of
those organisations, `network` also sees what was submitted, `system` (jobs, imports) sees all.
Outside of a transaction that opened it, protected tables show nothing.
"""

from django.db import connection, migrations
from django.db.models import Model

from drehscheibe.kernel.permissions.declarations import NETWORK
from drehscheibe.kernel.permissions.reach import Standing


def open_wall(standing: Standing) -> None:
    """Let this transaction see what the person's memberships reach."""
    network = any(NETWORK in permission.through for permission in standing.permissions)
    authority = any("authority" in permission.through for permission in standing.permissions)
    _set(standing.organisations, "network" if network or authority else "own")


def open_wall_for_system() -> None:
    """Let this transaction see everything: jobs and imports only, never a page."""
    _set([], "system")


def _set(organisations: list[int], reach: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.organisations', %s, true), set_config('app.reach', %s, true)",
            ["{" + ",".join(map(str, organisations)) + "}", reach],
        )


def protect(model: str, *, own: str, released: str = "false") -> migrations.RunSQL:
    """Row-level security on a table (`app_model`), for a migration.

    `own` is an SQL condition that holds for rows of the reader's organisations, written with
    `(SELECT app_organisations())`; `released` one that holds for rows the network may see.
    """
    condition = (
        f"(SELECT app_reach()) = 'system' OR ({own}) "
        f"OR ((SELECT app_reach()) = 'network' AND ({released}))"
    )
    return migrations.RunSQL(
        sql=(
            f"ALTER TABLE {model} ENABLE ROW LEVEL SECURITY;"
            f"CREATE POLICY {model}_reach ON {model} USING ({condition}) WITH CHECK ({condition});"
        ),
        reverse_sql=(
            f"DROP POLICY {model}_reach ON {model};"
            f"ALTER TABLE {model} DISABLE ROW LEVEL SECURITY;"
        ),
    )


def table_of(model: type[Model]) -> str:
    """The table's name, for tests."""
    return model._meta.db_table

"""The second wall: what PostgreSQL's row-level security is told, per transaction.

Policies read `app.person` (who acts), `app.day` (on which day), `app.organisations` (ids the person
acts for) and `app.reach`: `own` sees rows of those organisations, `network` also sees what was
submitted, `system` (jobs, imports) sees all.
Outside of a transaction that opened it, protected tables show nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, migrations, transaction

from drehscheibe.kernel.permissions.declarations import NETWORK
from drehscheibe.kernel.permissions.reach import Standing, behind_the_wall
from drehscheibe.kernel.permissions.transaction_settings import tell, told


@contextmanager
def acting_as(standing: Standing) -> Iterator[None]:
    """One transaction that sees what the person's memberships reach."""
    held = standing.permissions
    beyond = any(NETWORK in each.through or "authority" in each.through for each in held)
    with _transaction(standing.organisations, "network" if beyond else "own", standing):
        yield


@contextmanager
def acting_as_system() -> Iterator[None]:
    """One transaction that sees everything: jobs and imports only, never a page."""
    with _transaction([], "system", None):
        yield


@contextmanager
def _transaction(organisations: list[int], reach: str, standing: Standing | None) -> Iterator[None]:
    wall = {
        "app.organisations": "{" + ",".join(map(str, organisations)) + "}",
        "app.reach": reach,
        "app.person": "" if standing is None else str(standing.person.pk),
        "app.day": "" if standing is None else standing.on.isoformat(),
    }
    before = told(wall) if connection.in_atomic_block else None
    opened = behind_the_wall.set(standing)
    try:
        with transaction.atomic():
            tell(wall)
            yield
    finally:
        behind_the_wall.reset(opened)
    if before is not None:
        tell(before)  # a setting outlives a released savepoint, so the outer one is put back


def protect(model: str, *, own: str, released: str = "false") -> migrations.RunSQL:
    """Row-level security on a table (`app_model`), for a migration.

    `own` is an SQL condition that holds for rows of the reader's organisations, written with
    `(SELECT app_organisations())`; `released` one that holds for rows the network may see.
    """
    condition = _condition(own, released)
    return migrations.RunSQL(
        sql=(
            f"ALTER TABLE {model} ENABLE ROW LEVEL SECURITY;"
            f"CREATE POLICY {model}_reach ON {model} USING ({condition}) WITH CHECK ({condition});"
        ),
        reverse_sql=(
            f"DROP POLICY {model}_reach ON {model};ALTER TABLE {model} DISABLE ROW LEVEL SECURITY;"
        ),
    )


def protect_anew(model: str, *, own: str, released: str = "false") -> migrations.RunSQL:
    """Another condition for a table that is protected already; going back leaves it."""
    condition = _condition(own, released)
    return migrations.RunSQL(
        f"ALTER POLICY {model}_reach ON {model} USING ({condition}) WITH CHECK ({condition})",
        migrations.RunSQL.noop,
    )


def shows_with(column: str, above: str, when: str = "true") -> str:
    """SQL for `protect`: the row shows when the row it belongs to shows, as that one's policy says.

    `column` is qualified (`room_step.case_id`), `above` the table it points to (`room_case`), which
    `when` calls by its last word (`case`). Looked up by key, so that the page of one centre does
    not gather what the whole network shows. Not EXISTS: PostgreSQL plans that in two ways, and
    policies resting on policies double it at every step.
    """
    name = above.rpartition("_")[2]
    return f"(SELECT {when} FROM {above} AS {name} WHERE {name}.id = {column})"  # noqa: S608 (names of ours)


def _condition(own: str, released: str) -> str:
    return (
        f"(SELECT app_reach()) = 'system' OR ({own}) "
        f"OR ((SELECT app_reach()) = 'network' AND ({released}))"
    )

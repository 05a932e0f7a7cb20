"""SQL for migrations: no status without a history row of the same transaction."""

from django.db import migrations


def guard_status(table: str, workflow: str, initial: str) -> migrations.RunSQL:
    """Protect `status` of a table; use in the migration that creates it."""
    trigger = f"{table}_status_guard"
    return migrations.RunSQL(
        sql=(
            f"CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION workflow_status_guard('{workflow}', '{initial}')"
        ),
        reverse_sql=f"DROP TRIGGER {trigger} ON {table}",
    )

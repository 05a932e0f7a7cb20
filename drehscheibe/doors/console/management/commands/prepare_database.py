"""Bring the database to what this version needs: schema, rights, reference data."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.funding.proof.opening import open_missing_proofs
from drehscheibe.domain.reporting.facts import follow_register
from drehscheibe.kernel.permissions.second_wall import acting_as_system

GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_chaincheck, workflow_step FROM {role};
REVOKE ALL ON django_migrations FROM {role};
GRANT SELECT ON django_migrations TO {role};
"""


def grant_to_web_role() -> None:
    """The web role reads and writes rows, never the record of what was done, never the schema.

    The queue's tables (procrastinate) are among the rows; its functions anybody may call.
    """
    with connection.cursor() as cursor:
        cursor.execute(GRANTS.format(role=settings.WEB_ROLE))


class Command(BaseCommand):
    """Run as the owner of the tables; may be run twice."""

    help = "Schema, Rechte und Stammdaten auf den Stand dieser Version bringen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, grant, import the register."""
        if not settings.AS_OWNER:
            raise CommandError(
                "Dieser Befehl braucht die Eigentümerrolle: DREHSCHEIBE_DATABASE_ROLE=owner setzen."
            )
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        grant_to_web_role()
        with acting_as_system():
            import_register(at=timezone.now())
            follow_register()
            open_missing_proofs(at=timezone.now())
        self.stdout.write("Datenbank ist bereit: Schema, Rechte, Register.")

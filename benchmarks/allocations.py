"""How long a programme takes to be shared among all centres, beside the bare INSERT."""

import importlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from benchmarks.figures import Sheet
from benchmarks.inside import timed

AT = datetime(2026, 1, 5, tzinfo=UTC)
YEAR = 2028  # the demonstration shares out the running year and the next


def measure(sheet: Sheet) -> None:
    """Key, shares, 54 rows and the record of it, undone each time."""
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    with wall.acting_as_system():
        people = importlib.import_module("drehscheibe.kernel.people.models")
        member = people.Membership.objects.filter(role="authority_officer").first()
        if member is None:
            raise LookupError("keine Sachbearbeitung in der Demonstration")
        sheet.at_most(
            "Verteilung eines Programms auf 54 Zentren",
            timed(lambda: _allocate(member.person)), "ms", 50,
            reference=timed(_insert), against="INSERT derselben 54 Zeilen",
        )  # fmt: skip


def _allocate(officer: Any) -> None:
    keys = importlib.import_module("drehscheibe.domain.forwarding.allocation_keys")
    files = importlib.import_module("drehscheibe.domain.forwarding.programme_files")
    actions = importlib.import_module("drehscheibe.domain.forwarding.actions")
    transaction = importlib.import_module("django.db.transaction")
    with transaction.atomic():
        shared = keys.plan(
            files.programme_for("praevention", YEAR),
            fiscal_year=YEAR,
            total=Decimal(3_132_000),
            key=keys.Key.POPULATION,
        )
        actions.plan_allocations(plan=shared, by=officer, at=AT)
        transaction.set_rollback(True)


def _insert() -> None:
    connection = importlib.import_module("django.db").connection
    transaction = importlib.import_module("django.db.transaction")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO forwarding_allocation (number, programme, version, fiscal_year,"
            " centre_id, authority_id, key_label, weight, amount, training_items, status,"
            " created_at)"
            " SELECT 'X-' || c.key, 'praevention', 'praevention-2025', %s, c.id,"
            " (SELECT id FROM organisations_organisation WHERE kind = 'authority' LIMIT 1),"
            " 'gleich', 1, 1, '{}', 'planned', now() FROM centres_centre c",
            [YEAR],
        )
        transaction.set_rollback(True)

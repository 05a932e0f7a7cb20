"""The night over all cases, a case as a package, and 54 notices of each kind in one process."""

import importlib
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from benchmarks.figures import Sheet
from benchmarks.inside import once

NIGHT = datetime(2024, 4, 20, 3, 10, tzinfo=UTC)
"""Proofs of 2023 are overdue, a payout day is near."""
YEAR = 2023
AGAINST = "ihr rohes SQL, s"


def measure(sheet: Sheet) -> None:
    """Each is done for real, in the database of the benchmark."""
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    with wall.acting_as_system():
        _night(sheet)
        _package(sheet)
        _notices(sheet)
        _allocation_notices(sheet)


def _night(sheet: Sheet) -> None:
    """All reminders of one night, and the same night again, which finds everything told."""
    rooms = [
        importlib.import_module(f"drehscheibe.domain.{room}.reminders").remind
        for room in ("funding", "forwarding")
    ]
    for name in ("Fristenlauf der Nacht über alle Fälle", "Fristenlauf, zum zweiten Mal"):
        mails, taken, asked = once(lambda: sum(remind(at=NIGHT) for remind in rooms))
        sheet.at_most(
            name, taken, "s", 20, reference=asked, against=AGAINST, note=f"{mails} E-Mails"
        )


def _package(sheet: Sheet) -> None:
    """The case with most documents that are really there."""
    models = importlib.import_module("drehscheibe.domain.funding.models")
    build = importlib.import_module("drehscheibe.domain.funding.package.actions").build_package
    people = importlib.import_module("drehscheibe.kernel.people.models")
    officer = people.Membership.objects.filter(role="authority_officer").first().person
    case = models.Application.objects.filter(decision__notice__isnull=False).first()

    def whole() -> int:
        with build(application=case, by=officer, at=datetime.now(UTC)) as package:
            return len(package.read())

    size, taken, asked = once(whole)
    sheet.at_most(
        "Vorgang als Paket", taken, "s", 2,
        reference=asked, against=AGAINST, note=f"{size / 1024:.0f} KB",
    )  # fmt: skip


def _notices(sheet: Sheet) -> None:
    """54 reclaim notices, each of its own."""
    letters = importlib.import_module("drehscheibe.domain.funding.reclaim.letters")
    kernel = importlib.import_module("drehscheibe.kernel.documents.letters")
    letter = letters.notice(_claim(), on=date(2024, 6, 3))
    began, worked = time.perf_counter(), time.process_time()
    for number in range(54):
        kernel.letter_pdf(replace(letter, number=f"KI-{number}"), issued_at=NIGHT)
    taken, cpu = time.perf_counter() - began, time.process_time() - worked
    sheet.at_most("54 Erstattungsbescheide als PDF", taken, "s", 10, note=f"{cpu:.1f} s CPU")


def _allocation_notices(sheet: Sheet) -> None:
    """The notices of a programme's year to all centres, as the job writes them; nothing is kept."""
    models = importlib.import_module("drehscheibe.domain.forwarding.models")
    letters = importlib.import_module("drehscheibe.domain.forwarding.letters")
    rows = models.Allocation.objects.filter(
        programme="komm_an_2", fiscal_year=YEAR, decided_on__isnull=False
    ).select_related(
        "centre__carrier", "centre__organisation", "authority", "prepared_by", "decided_by"
    )

    def whole() -> int:
        found = list(rows)
        total = sum((each.amount for each in found), Decimal(0))
        for each in found:
            letters.allocation_notice_pdf(each, total=total, on=each.decided_on, issued_at=NIGHT)
        return len(found)

    worked = time.process_time()
    count, taken, asked = once(whole)
    cpu = time.process_time() - worked
    sheet.at_most(
        f"{count} Bescheide der Zuteilung als PDF", taken, "s", 10,
        reference=asked, against=AGAINST, note=f"{cpu:.1f} s CPU",
    )  # fmt: skip


def _claim() -> Any:
    """Example 8, never saved."""
    models = importlib.import_module("drehscheibe.domain.funding.models")
    case = models.Application.objects.filter(decision__notice__isnull=False).first()
    proof = models.ProofOfUse(
        pk=-1, application=case, submitted_on=date(2024, 3, 28), paid=Decimal(307500),
        eligible=Decimal(283000), accepted=Decimal(283000),
    )  # fmt: skip
    return models.Reclaim(
        pk=-1, proof=proof, principal=Decimal(24500), heard=Decimal(24500),
        reason="Stelle 5 war bis März frei.", known_on=date(2024, 4, 8),
        arises_on=date(2024, 1, 1), due_on=date(2024, 7, 3),
        prepared_by=case.decision.prepared_by, decided_by=case.decision.decided_by,
    )  # fmt: skip

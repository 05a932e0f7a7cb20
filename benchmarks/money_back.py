"""The night over all cases, a case as a package, and 54 reclaim notices in one process."""

import importlib
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from benchmarks.figures import Sheet

NIGHT = datetime(2024, 4, 20, 3, 10, tzinfo=UTC)
"""Proofs of 2023 are overdue, a payout day is near."""


def measure(sheet: Sheet) -> None:
    """Each is done for real, in the database of the benchmark."""
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    with wall.acting_as_system():
        _night(sheet)
        _package(sheet)
        _notices(sheet)


def _night(sheet: Sheet) -> None:
    """All reminders of one night, and the same night again, which finds everything told."""
    remind = importlib.import_module("drehscheibe.domain.funding.reminders").remind
    for name in ("Fristenlauf der Nacht", "Fristenlauf, zum zweiten Mal"):
        began = time.perf_counter()
        mails = remind(at=NIGHT)
        sheet.at_most(name, time.perf_counter() - began, "s", 20, note=f"{mails} E-Mails")


def _package(sheet: Sheet) -> None:
    """The case with most documents that are really there."""
    models = importlib.import_module("drehscheibe.domain.funding.models")
    build = importlib.import_module("drehscheibe.domain.funding.package.actions").build_package
    people = importlib.import_module("drehscheibe.kernel.people.models")
    officer = people.Membership.objects.filter(role="authority_officer").first().person
    case = models.Application.objects.filter(decision__notice__isnull=False).first()
    began = time.perf_counter()
    with build(application=case, by=officer, at=datetime.now(UTC)) as package:
        size = len(package.read())
    taken = time.perf_counter() - began
    sheet.at_most("Vorgang als Paket", taken, "s", 2, note=f"{size / 1024:.0f} KB")


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

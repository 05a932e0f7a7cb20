"""The authority's queue over 600 open proofs, and a workbook of 500 vouchers taken in."""

import importlib
from statistics import quantiles
from time import perf_counter
from typing import Any

from django.db import transaction
from django.test import Client

from benchmarks.figures import Sheet
from benchmarks.inside import page

QUEUE = "/mitarbeit/foerderung/nachweise/"
COUNT = 600
TIMES = 40
VOUCHERS = 500


def measure(sheet: Sheet, officer: Client, system: Any) -> None:
    """A workbook into the demonstration's own proof, then the queue over hundreds."""
    sheet.try_to("Tabelle mit 500 Belegen einlesen", lambda: workbook(sheet, system))
    models: Any = importlib.import_module("drehscheibe.kernel.people.models")
    many: Any = importlib.import_module("tests.domain.funding.proof.many")
    organisations: Any = importlib.import_module("drehscheibe.kernel.organisations.models")
    with system(), transaction.atomic():
        authority = organisations.Organisation.objects.get(kind="authority")
        first, second = models.Person.objects.order_by("pk")[:2]
        many.many_proofs(COUNT, authority=authority, person=first, other=second)
    page(sheet, f"Nachweise, {COUNT} offen", officer, QUEUE, queries=12)
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        officer.get(QUEUE, headers={"host": "localhost"})
        taken.append(1000 * (perf_counter() - began))
    sheet.at_most(
        f"Nachweise mit Prüfungen, {COUNT} offen, p95", quantiles(taken, n=20)[-1], "ms", 300
    )


def workbook(sheet: Sheet, system: Any) -> None:
    """500 vouchers into the demonstration's open proof; undone afterwards."""
    books: Any = importlib.import_module("tests.domain.funding.proof.workbooks")
    sheets: Any = importlib.import_module("drehscheibe.domain.funding.proof.sheets")
    reading: Any = importlib.import_module("drehscheibe.domain.funding.proof.sheet_import")
    models: Any = importlib.import_module("drehscheibe.domain.funding.models")
    people: Any = importlib.import_module("drehscheibe.kernel.people.models")
    now = importlib.import_module("django.utils.timezone").now()
    with system(), transaction.atomic():
        proof = models.ProofOfUse.objects.filter(status="draft").first()
        if proof is None:
            raise LookupError("kein offener Nachweis in der Demonstration")
        place = proof.application.centre.organisation_id
        writer = people.Membership.objects.filter(organisation=place, role="specialist").first()
        cells = books.with_vouchers(books.cells_of(sheets.proof_workbook(proof)), VOUCHERS)
        content = books.book_of(cells)
        began = perf_counter()
        reading.import_workbook(
            proof=proof, content=content, by=writer.person, at=now, overwrite=True
        )
        taken = perf_counter() - began
        transaction.set_rollback(True)
    sheet.at_most(f"Tabelle mit {VOUCHERS} Belegen einlesen", taken, "s", 2)

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


def measure(sheet: Sheet, officer: Client, system: Any) -> None:
    """Fill the bench's own database with proofs, then look at the queue."""
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

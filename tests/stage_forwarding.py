"""Allocations in every state an address can lead to, with the people of the demonstration."""

from datetime import datetime
from decimal import Decimal

from drehscheibe.domain.forwarding.actions import (
    grant_allocations,
    plan_allocations,
    prepare_allocations,
)
from drehscheibe.domain.forwarding.allocation_keys import Key, plan
from drehscheibe.domain.forwarding.models import Allocation
from drehscheibe.domain.forwarding.notices import write_notice
from drehscheibe.domain.forwarding.programme_files import programme_for
from drehscheibe.domain.forwarding.workflow import ALLOCATION
from drehscheibe.doors.console.demonstration import COLOGNE, WARENDORF
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

FORMS = [Sample({"form": "csv"}), Sample({"form": "xlsx"})]


def samples_of_forwarding(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """2024 is granted with one notice, 2023 prepared, 2022 planned."""
    officer = cast["sachbearbeitung@behoerde.example"]
    approver = cast["zeichnung@behoerde.example"]
    for year in (2022, 2023, 2024):
        shared = plan(
            programme_for("komm_an_2", year),
            fiscal_year=year,
            total=Decimal(5_000_000),
            key=Key.POPULATION,
        )
        plan_allocations(plan=shared, by=officer, at=at)
    for year in (2023, 2024):
        prepare_allocations(programme="komm_an_2", fiscal_year=year, by=officer, at=at)
    grant_allocations(programme="komm_an_2", fiscal_year=2024, by=approver, at=at)
    own = Allocation.objects.get(centre__key=WARENDORF, fiscal_year=2024)
    granted = [own, Allocation.objects.get(centre__key=COLOGNE, fiscal_year=2024)]
    planned = Allocation.objects.get(centre__key=COLOGNE, fiscal_year=2022)
    prepared = Allocation.objects.get(centre__key=WARENDORF, fiscal_year=2023)
    rows = [*granted, planned]
    write_notice(own.pk, total=Decimal(5_000_000), at=at)  # one only: 54 would take seconds
    return {
        "staff:allocations:form": FORMS,
        "staff:allocations:number": [Sample({"number": each.number}, each) for each in rows],
        "staff:allocations:allocation_notice": [Sample({"number": own.number}, own)],
        "staff:allocations:allocation_shares": [
            Sample({"number": each.number}, each) for each in granted
        ],
        "staff:allocations:programme,year": [
            Sample({"programme": "komm_an_2", "year": year}) for year in (2023, 2024)
        ],
        "staff:allocations:programme,step,year": [
            Sample(
                {"programme": "komm_an_2", "year": 2023, "step": name},
                prepared,
                (ALLOCATION.by_name[name].permission,),
            )
            for name in ("prepare", "send_back", "grant")
        ],
    }

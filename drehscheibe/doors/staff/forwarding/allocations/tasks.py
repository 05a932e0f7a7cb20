"""What allocations put on the first screen: rounds that wait for the authority."""

from datetime import datetime

from django.urls import reverse

from drehscheibe.domain.forwarding.selectors import Round, rounds_for
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing


def rounds_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Rounds to prepare for the officer, to sign for the approver."""
    return [_task(each) for each in rounds_for(standing)]


def _task(each: Round) -> Task:
    return Task(
        what=f"Zuteilung {each.title} {each.fiscal_year} bewilligen",
        who="alle Zentren",
        url=reverse("staff:allocations:round_detail", args=[each.programme, each.fiscal_year]),
        button="Ansehen",
    )

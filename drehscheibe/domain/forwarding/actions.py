"""The authority's side: plan, prepare and grant the allocations of a programme and year."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.allocation_keys import Plan, Share
from drehscheibe.domain.forwarding.distribution import shares
from drehscheibe.domain.forwarding.item_amounts import training_limit
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationIs,
    AllocationSums,
    MunicipalShare,
)
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.workflow import ALLOCATION
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.deadlines import Deadline, deadline, months_after
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, standing_for
from drehscheibe.kernel.workflow.actions import perform_all

CHANGING = (
    "key_label",
    "weight",
    "amount",
    "training_limit",
    "version",
    "due_on",
    "due_shifted_on",
)
"""What a new plan changes in rows that nobody has prepared yet."""


@transaction.atomic
def plan_allocations(*, plan: Plan, by: Person, at: datetime) -> list[Allocation]:
    """Create one planned allocation per centre; the same plan twice changes nothing.

    A changed plan replaces rows that are only planned. Raises `ForwardingRefused` when one is
    already prepared or granted with another amount.
    """
    authority_id = _authority_of(by, at)
    if not plan.programme.governs(plan.fiscal_year):
        raise ForwardingRefused(
            f"{plan.programme.title} gibt es für {plan.fiscal_year} nicht (K13). "
            "Wählen Sie ein Jahr, in dem das Programm läuft."
        )
    known = {
        row.centre_id: row
        for row in Allocation.objects.select_for_update().filter(
            programme=plan.programme.programme, fiscal_year=plan.fiscal_year
        )
    }
    fresh = [_row(plan, share, authority_id, at) for share in plan.shares]
    _refuse_changes_of_settled(known, fresh)
    changed = [_taken_over(known[row.centre_id], row) for row in fresh if row.centre_id in known]
    Allocation.objects.bulk_update([row for row in changed if row is not None], CHANGING)
    created = Allocation.objects.bulk_create([row for row in fresh if row.centre_id not in known])
    if created or any(changed):
        record(
            "forwarding.allocation.plan",
            about=None,
            by=by,
            at=at,
            detail={
                "version": plan.programme.key,
                "year": plan.fiscal_year,
                "total": str(plan.total),
                "centres": len(plan.shares),
            },
        )
    rows = {row.centre_id: row for row in (*known.values(), *created)}
    return [rows[share.centre.pk] for share in plan.shares]


@transaction.atomic
def prepare_allocations(*, programme: str, fiscal_year: int, by: Person, at: datetime) -> int:
    """An officer puts all planned allocations of a year to signature; how many there were."""
    rows = _rows(programme, fiscal_year, AllocationIs.PLANNED)
    wanted = [row for row in rows if row.amount > 0]
    Allocation.objects.filter(pk__in=[row.pk for row in wanted]).update(
        prepared_by=by, prepared_at=at
    )
    return perform_all(ALLOCATION, "prepare", on=wanted, by=by, at=at)


@transaction.atomic
def send_back_allocations(
    *, programme: str, fiscal_year: int, reason: str, by: Person, at: datetime
) -> int:
    """The approver returns what was prepared; the officer plans anew."""
    rows = _rows(programme, fiscal_year, AllocationIs.PREPARED)
    return perform_all(ALLOCATION, "send_back", on=rows, by=by, at=at, reason=reason)


@transaction.atomic
def grant_allocations(*, programme: str, fiscal_year: int, by: Person, at: datetime) -> int:
    """A second person grants all prepared allocations of a year; the notices follow in one job."""
    rows = _rows(programme, fiscal_year, AllocationIs.PREPARED)
    if any(row.prepared_by_id == by.pk for row in rows):
        raise ForwardingRefused(
            "Vier-Augen-Prinzip: Sie haben diese Zuteilungen vorbereitet. "
            "Bitte lassen Sie eine andere Person zeichnen."
        )
    Allocation.objects.filter(pk__in=[row.pk for row in rows]).update(
        decided_by=by, decided_on=day_of(at)
    )
    return perform_all(ALLOCATION, "grant", on=rows, by=by, at=at)


@transaction.atomic
def share_among_municipalities(
    *, allocation: Allocation, weights: Mapping[str, Decimal], by: Person, at: datetime
) -> list[MunicipalShare]:
    """The centre's own sub-key: weights by municipality (AGS); nothing in it removes the key.

    Raises `ForwardingRefused` for a municipality the centre does not serve, `WeightsRefused`.
    """
    check(by, may.ALLOCATION_SHARE, allocation, on=day_of(at))
    served = set(allocation.centre.municipalities.values_list("ags", flat=True))
    if strangers := sorted(set(weights) - served):
        raise ForwardingRefused(f"Die Gemeinde {strangers[0]} gehört nicht zu diesem Zentrum.")
    keys = sorted(weights)
    amounts = shares(allocation.amount, [weights[key] for key in keys]) if keys else ()
    MunicipalShare.objects.filter(allocation=allocation).delete()
    rows = MunicipalShare.objects.bulk_create(
        MunicipalShare(
            allocation=allocation, municipality_id=key, weight=weights[key], amount=amount
        )
        for key, amount in zip(keys, amounts, strict=True)
    )
    record(
        "forwarding.allocation.share",
        about=allocation,
        by=by,
        at=at,
        detail={"municipalities": len(rows)},
    )
    return rows


def _authority_of(by: Person, at: datetime) -> int:
    places = standing_for(by, on=day_of(at)).organisations_with(may.ALLOCATION_PREPARE)
    if not places:
        label = may.ALLOCATION_PREPARE.label
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{label}“.")
    return places[0]


def _row(plan: Plan, share: Share, authority_id: int, at: datetime) -> Allocation:
    programme, due = plan.programme, _proof_deadline(plan.programme, plan.fiscal_year)
    prefix = programme.programme.upper().replace("_", "-")
    return Allocation(
        number=f"{prefix}-{plan.fiscal_year}-{share.centre.key}",
        programme=programme.programme,
        version=programme.key,
        fiscal_year=plan.fiscal_year,
        centre=share.centre,
        authority_id=authority_id,
        key_label=plan.key.label,
        weight=share.weight,
        amount=share.amount,
        training_limit=training_limit(programme, share.amount),
        training_items=list(programme.training_items),
        due_on=due.nominal if due else None,
        due_shifted_on=due.shifted if due else None,
        created_at=at,
    )


def _proof_deadline(programme: Programme, fiscal_year: int) -> Deadline | None:
    months = programme.proof_months.value
    if months is None:
        return None
    end = min(date(fiscal_year, 12, 31), programme.valid_to.value)
    return deadline(months_after(end, int(months), end_of_month=True))


def _refuse_changes_of_settled(known: dict[int, Allocation], fresh: list[Allocation]) -> None:
    wanted = {row.centre_id: row.amount for row in fresh}
    for centre_id, row in known.items():
        if row.status == AllocationIs.PLANNED or wanted.get(centre_id) == row.amount:
            continue
        stands = f"Die Zuteilung {row.number} ist schon „{row.get_status_display()}“"
        if row.status == AllocationIs.PREPARED:
            raise ForwardingRefused(
                f"{stands}. Lassen Sie sie zuerst zurückgeben, oder bleiben Sie bei den Beträgen."
            )
        promised = AllocationSums.objects.get(pk=row.pk).promised
        raise ForwardingRefused(
            f"{stands} und steht mit {euro(row.amount)} fest; zugesagt sind davon "
            f"{euro(promised)}. Bleiben Sie bei den Beträgen."
        )


def _taken_over(row: Allocation, fresh: Allocation) -> Allocation | None:
    """The known row with the new plan's values; None when nothing differs or it is settled."""
    same = all(getattr(row, name) == getattr(fresh, name) for name in CHANGING)
    if same or row.status != AllocationIs.PLANNED:
        return None
    for name in CHANGING:
        setattr(row, name, getattr(fresh, name))
    return row


def _rows(programme: str, fiscal_year: int, status: AllocationIs) -> list[Allocation]:
    rows = Allocation.objects.filter(programme=programme, fiscal_year=fiscal_year, status=status)
    found = list(rows.order_by("pk"))
    if not found:
        raise ForwardingRefused(
            f"Für {fiscal_year} gibt es keine Zuteilung im Stand „{status.label}“."
        )
    return found

"""What became of an allocation, item by item and to the cent; amounts in euro."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from drehscheibe.domain.forwarding.centre.proof_package import proofs_of
from drehscheibe.domain.forwarding.double_funding import told
from drehscheibe.domain.forwarding.facts import allocation_facts
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationSums,
    CaseIs,
    CaseItem,
    ForwardingCase,
    ForwardingContract,
    ForwardingProofLine,
)
from drehscheibe.domain.forwarding.near_measures import doubles_of_cases, with_item_places
from drehscheibe.domain.forwarding.programme_files import programme_by_key

ZERO = Decimal(0)
IN_FORCE = Q(case__contracts__isnull=False, case__contracts__cancelled_on=None)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """An allocation and the parts it fell into; the parts always add up to it."""

    granted: Decimal
    contracted: Decimal
    paid: Decimal
    accepted: Decimal
    returned: Decimal
    beyond: Decimal = ZERO
    """Paid back by third parties though the bank had returned the payment: theirs, no part."""

    @property
    def unbound(self) -> Decimal:
        """Never bound by a contract."""
        return self.granted - self.contracted

    @property
    def unpaid(self) -> Decimal:
        """Contracted and not paid out."""
        return self.contracted - self.paid

    @property
    def open(self) -> Decimal:
        """Paid, neither accepted nor returned yet."""
        return self.paid - self.accepted - self.returned

    @property
    def to_return(self) -> Decimal:
        """What the carrier still has or gets back, and owes to the authority."""
        return self.granted - self.accepted

    def parts(self) -> tuple[tuple[str, Decimal], ...]:
        """The parts in words; their sum is the grant."""
        return (
            ("anerkannt", self.accepted),
            ("von Dritten zurückgezahlt", self.returned),
            ("gezahlt und noch offen", self.open),
            ("vereinbart, nicht gezahlt", self.unpaid),
            ("nicht vertraglich gebunden", self.unbound),
        )


def whole_of(allocation: Allocation) -> Whole:
    """The allocation as it stands now; of a case only what was paid counts as accepted."""
    sums = AllocationSums.objects.get(pk=allocation.pk)
    accepted, returned = _accepted_and_returned(allocation)
    return Whole(
        granted=allocation.amount,
        contracted=sums.contracted,
        paid=sums.paid,
        accepted=accepted,
        returned=returned,
        beyond=sums.returned - returned,
    )


def figures_of(allocation: Allocation) -> dict[str, Any]:
    """Sums and rows as they are frozen with the proof; amounts as text."""
    whole, items = whole_of(allocation), item_rows(allocation)
    return {
        "sums": [
            {"label": label, "amount": str(amount)}
            for label, amount in (
                ("Bewilligt", whole.granted),
                *((f"davon {label}", amount) for label, amount in whole.parts()),
                ("An die Bewilligungsbehörde zu erstatten", whole.to_return),
                *(
                    (("Von Dritten zu viel zurückgezahlt, an sie auszuzahlen", whole.beyond),)
                    if whole.beyond
                    else ()
                ),
            )
        ],
        "items": items,
        "contracted": str(sum((Decimal(row["contracted"]) for row in items), ZERO)),
        "accepted": str(sum((Decimal(row["accepted"]) for row in items), ZERO)),
        "warnings": double_funding(allocation),
        "proofs": proofs_of(allocation),
    }


def item_rows(allocation: Allocation) -> list[dict[str, Any]]:
    """Per item of the programme: cases with a contract, contracted and accepted sums."""
    contracted = {
        row["code"]: row
        for row in CaseItem.objects.filter(IN_FORCE, case__allocation=allocation, promised__gt=0)
        .values("code")
        .annotate(cases=Count("case", distinct=True), total=Sum("promised"))
        .order_by("code")
    }
    accepted = dict(
        ForwardingProofLine.objects.filter(proof__case__allocation=allocation)
        .values_list("item__code")
        .annotate(total=Sum("eligible"))
        .order_by("item__code")
    )
    programme = programme_by_key(allocation.version)
    modules = {module.code: module.label for module in programme.modules}
    return [
        {
            "code": item.code,
            "module": f"{item.module} {modules[item.module]}",
            "label": item.label,
            "cases": contracted[item.code]["cases"],
            "contracted": str(contracted[item.code]["total"]),
            "accepted": str(accepted.get(item.code) or ZERO),
        }
        for item in programme.items
        if item.code in contracted
    ]


def double_funding(allocation: Allocation) -> list[str]:
    """K12 for every contracted case, with its file number; in one query, however many there are."""
    contracted = ForwardingContract.objects.filter(cancelled_on=None).values("case_id")
    rows = ForwardingCase.objects.filter(allocation=allocation, pk__in=contracted)
    needed = ("number", "title", "place_key", "starts_on", "ends_on", "centre_id")
    cases = list(with_item_places(rows.only(*needed).order_by("number")))
    doubles = doubles_of_cases(cases, within=allocation.centre_id)
    return [f"{case.number}: {told(other)}" for case in cases for other in doubles[case.pk]]


def _accepted_and_returned(allocation: Allocation) -> tuple[Decimal, Decimal]:
    """Sums over the cases: accepted at most what was paid, returned at most what is beyond it.

    A payment that the bank gives back after its receiver returned a part leaves more returned than
    was kept; that surplus belongs to the third party and is no part of the allocation.
    """
    paid = Sum("payments__amount", filter=Q(payments__order__status="paid"))
    cases = ForwardingCase.objects.filter(allocation=allocation)
    received = {pk: sum_ or ZERO for pk, sum_ in cases.values_list("pk").annotate(paid=paid)}
    checked = cases.filter(proof__eligible__isnull=False).exclude(
        status__in=[CaseIs.REFUSED, CaseIs.WITHDRAWN]
    )
    eligible = {pk: sum_ or ZERO for pk, sum_ in checked.values_list("pk", "proof__eligible")}
    came_back = cases.filter(repayments__returned__gt=0)
    returned: dict[int, Decimal] = dict(
        came_back.values_list("pk").annotate(total=Sum("repayments__returned"))
    )
    accepted = {pk: min(sum_, received.get(pk, ZERO)) for pk, sum_ in eligible.items()}
    kept = {
        pk: min(sum_, (received.get(pk, ZERO)) - accepted.get(pk, ZERO))
        for pk, sum_ in returned.items()
    }
    return sum(accepted.values(), ZERO), sum(kept.values(), ZERO)


def training_left(allocation: Allocation) -> Decimal | None:
    """What may still be promised for training (K10); None without a limit."""
    if allocation.training_limit is None:
        return None
    return allocation.training_limit - allocation_facts(allocation).training

"""What the database itself refuses: sums, bias, frozen rows, foreign eyes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.domain.forwarding.actions import plan_allocations
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationSums,
    ForwardingCall,
    ForwardingCase,
    ForwardingContract,
    ForwardingPayment,
    ForwardingProof,
    ForwardingVoucher,
    JuryConflict,
    JuryMeeting,
    JuryMember,
    JuryVote,
)
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.workflow.models import Step
from tests import factories
from tests.domain.forwarding.rows import AT, authority, call, draft, equal_plan, granted, submitted

pytestmark = pytest.mark.django_db


def refused(constraint: str, act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    cause = caught.value.__cause__
    assert getattr(cause, "diag").constraint_name == constraint  # noqa: B009 – psycopg's own


@pytest.fixture
def allocation() -> Allocation:
    return granted(factories.centre(), total="1000")


def move(case: ForwardingCase, target: str) -> ForwardingCase:
    """Move a case by a history row of its own, as `perform` would."""
    head = factories.person("head", of=case.centre.organisation)
    Step.objects.create(
        workflow="forwarding.case", object_id=case.pk, name="test", source=case.status,
        target=target, by=head, decided_on=AT, effective_on=AT, entered_at=AT,
    )  # fmt: skip
    ForwardingCase.objects.filter(pk=case.pk).update(status=target)
    case.refresh_from_db()
    return case


def promise(case: ForwardingCase, amount: str) -> None:
    case.items.update(promised=Decimal(amount))
    ForwardingCase.objects.filter(pk=case.pk).update(promised=Decimal(amount))


def contract(case: ForwardingCase, amount: str, **changed: object) -> ForwardingContract:
    return ForwardingContract.objects.create(
        case=case, model_version="2023", amount=Decimal(amount), starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31), proof_due_on=date(2025, 2, 28), created_at=AT, **changed,
    )  # fmt: skip


def test_k11_promises_never_exceed_the_allocation(allocation: Allocation) -> None:
    opened = call(allocation)
    first, second = submitted(opened, "800"), submitted(opened, "300", name="Chor")
    promise(first, "800")
    refused("forwarding_promises_within", lambda: promise(second, "200.01"))
    promise(second, "200")
    assert allocation.amount == AllocationSums.objects.get(pk=allocation.pk).promised


def test_nobody_is_promised_more_than_asked(allocation: Allocation) -> None:
    case = submitted(call(allocation), "300")
    refused("case_item_promised_at_most_amount", lambda: promise(case, "300.01"))


def test_k10_training_never_exceeds_its_share(allocation: Allocation) -> None:
    opened = call(allocation)
    assert allocation.training_limit == Decimal(300)
    training = [_training(opened, name) for name in ("Sport", "Tanz")]
    promise(training[0], "200")
    refused("forwarding_training_within", lambda: training[1].items.update(promised=Decimal(101)))
    training[1].items.update(promised=Decimal(100))


def _training(opened: ForwardingCall, name: str) -> ForwardingCase:
    row = draft(opened, "D1", name=name)
    row.items.update(amount=Decimal(200))
    row.requested, row.submitted_on = Decimal(200), date(2024, 3, 4)
    row.save()
    return move(row, "submitted")


def test_k11_contracts_stay_within_promise_and_allocation(allocation: Allocation) -> None:
    case = submitted(call(allocation), "800")
    promise(case, "700")
    refused("forwarding_contract_within_promise", lambda: contract(case, "700.01"))
    contract(case, "700")
    refused("contract_one_in_force", lambda: contract(case, "1", number=2))


def test_payments_stay_within_the_contract(allocation: Allocation) -> None:
    case = submitted(call(allocation), "800")
    promise(case, "700")
    contract(case, "700")
    head = factories.person("head", of=case.centre.organisation)

    def pay(amount: str) -> ForwardingPayment:
        return ForwardingPayment.objects.create(
            case=case, amount=Decimal(amount), wanted_on=AT, ordered_by=head, ordered_at=AT
        )

    pay("400")
    refused("forwarding_payments_within", lambda: pay("300.01"))
    pay("300")


def test_a_proof_is_never_accepted_above_the_contract(allocation: Allocation) -> None:
    case = submitted(call(allocation), "800")
    promise(case, "700")
    contract(case, "700")
    proof = ForwardingProof.objects.create(case=case, created_at=AT, changed_at=AT)
    rows = ForwardingProof.objects.filter(pk=proof.pk)
    refused("forwarding_proof_within", lambda: rows.update(eligible=Decimal("700.01")))
    rows.update(eligible=Decimal(700))


@pytest.fixture
def member(allocation: Allocation) -> JuryMember:
    opened = call(allocation)
    meeting = JuryMeeting.objects.create(
        call=opened, centre=opened.centre, held_on=AT, created_by=opened.created_by, created_at=AT
    )
    return JuryMember.objects.create(
        meeting=meeting, name="Jo Muster", organisation_key="sportvereinmusterau"
    )


def vote(member: JuryMember, case: ForwardingCase) -> JuryVote:
    return JuryVote.objects.create(
        member=member, case=case, points=8, entered_by=member.meeting.created_by, entered_at=AT
    )


def test_a_biased_member_does_not_vote(member: JuryMember) -> None:
    other = submitted(member.meeting.call, name="Chor")
    JuryConflict.objects.create(member=member, case=other, reason="Vorstand", declared_at=AT)
    refused("forwarding_vote_is_unbiased", lambda: vote(member, other))


def test_a_member_does_not_vote_for_the_own_association(member: JuryMember) -> None:
    own = submitted(member.meeting.call)
    refused("forwarding_vote_is_unbiased", lambda: vote(member, own))


def test_a_vote_comes_after_the_declaration(member: JuryMember) -> None:
    other = submitted(member.meeting.call, name="Chor")
    vote(member, other)
    refused(
        "forwarding_conflict_before_vote",
        lambda: JuryConflict.objects.create(
            member=member, case=other, reason="zu spät", declared_at=AT
        ),
    )


def test_f23_vouchers_stay_until_their_time_is_over(allocation: Allocation) -> None:
    case = submitted(call(allocation), "800")
    promise(case, "700")
    contract(case, "700")
    move(case, "paid")
    proof = ForwardingProof.objects.create(case=case, created_at=AT, changed_at=AT)
    voucher = ForwardingVoucher.objects.create(proof=proof, number=1)
    spare = ForwardingVoucher.objects.create(proof=proof, number=2)
    spare.delete()
    ForwardingProof.objects.update(submitted_on=date(2025, 2, 1), kept_until=date(2099, 2, 1))
    refused("forwarding_voucher_kept", voucher.delete)
    move(case, "proof_submitted")
    rows = ForwardingVoucher.objects.filter(pk=voucher.pk)
    refused("forwarding_voucher_frozen", lambda: rows.update(amount=Decimal(1)))


def test_a_granted_allocation_and_a_handed_in_case_do_not_change(allocation: Allocation) -> None:
    case = submitted(call(allocation))
    for act in (
        lambda: Allocation.objects.update(amount=Decimal(5)),
        lambda: ForwardingCase.objects.filter(pk=case.pk).update(title="anders"),
        lambda: case.items.update(amount=Decimal(5)),
        lambda: case.items.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_call_and_a_case_belong_where_their_money_is(allocation: Allocation) -> None:
    opened = call(allocation)
    other = factories.centre("Stadt Fern", kind="kreisfreie Stadt")
    refused(
        "forwarding_call_matches",
        lambda: ForwardingCall.objects.filter(pk=opened.pk).update(centre=other),
    )


@pytest.mark.parametrize(
    ("role", "kind", "sees_money", "sees_cases"),
    [
        ("head", "own", 1, 1),
        ("carrier", "carrier", 1, 1),
        ("head", "other", 0, 0),
        ("authority_officer", "authority", 2, 0),
        ("ministry_integration", "ministry", 2, 0),
    ],
)
def test_the_wall_shows_each_what_is_theirs(
    role: str, kind: str, sees_money: int, sees_cases: int
) -> None:
    """Ministries and authority read sums of every centre, and no third party's application."""
    centre, other = factories.centre(), factories.centre("Stadt Fern", kind="kreisfreie Stadt")
    row = granted(centre)
    submitted(call(row))
    place = {
        "own": centre.organisation,
        "carrier": centre.carrier,
        "other": factories.centre("Kreis Dritt").organisation,
        "authority": row.authority,
        "ministry": factories.organisation("Ministerium", "ministry"),
    }[kind]
    somebody = factories.person(role, of=place)
    assert other.pk != centre.pk
    with acting_as(standing_of(somebody, on=date(2024, 3, 4))):
        assert Allocation.objects.count() == sees_money
        assert ForwardingCase.objects.count() == sees_cases
        visible = Allocation.objects.filter(centre=centre).select_related("sums").first()
        if visible:
            assert visible.sums.applied == Decimal(1000)


def test_a_planned_allocation_shows_to_the_authority_alone() -> None:
    centre, officer = factories.centre(), authority()
    plan_allocations(plan=equal_plan(), by=officer, at=AT)
    head = factories.person("head", of=centre.organisation)
    day = datetime(2024, 3, 4, tzinfo=UTC).date()
    with acting_as(standing_of(head, on=day)):
        assert not Allocation.objects.exists()
    with acting_as(standing_of(officer, on=day)):
        assert Allocation.objects.count() == 1

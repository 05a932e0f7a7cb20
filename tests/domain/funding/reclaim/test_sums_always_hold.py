"""Whatever is done in whatever order: paid ≤ granted, nothing negative, parts make the whole.

Allowed and forbidden steps by everybody, drawn by hypothesis; after each one the sums are checked
in the database.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.funding.models import Application, ProofOfUse, Reclaim
from drehscheibe.domain.funding.payout import actions as payout
from drehscheibe.domain.funding.payout import amendments
from drehscheibe.domain.funding.payout.selectors import granted_of, money_of
from drehscheibe.domain.funding.proof import actions as proving
from drehscheibe.domain.funding.proof import drafting
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.reclaim import actions, repayments
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.statement import statement_of
from drehscheibe.domain.funding.reclaim.terms import HearingTerms, NoticeTerms
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.funding import money
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim.samples import MARCH
from tests.domain.funding.stories import Story
from tests.searching import costly

pytestmark = pytest.mark.django_db
REFUSALS = (TransitionRefused, PayoutRefused, ProofRefused, ReclaimRefused, PermissionDenied,
            Application.DoesNotExist, Reclaim.DoesNotExist)  # fmt: skip
STEPS = 45


class Play:
    """One case and everything that may be tried on it."""

    def __init__(self, case: Story, at: datetime, dice: Random) -> None:
        self.case, self.dice, self.at = case, dice, at
        self.pk = money.final_case(case, at=at).pk
        money.open_accounts(case, at=at)
        self.taken: list[str] = []

    @property
    def application(self) -> Application:
        """As it stands in the database."""
        return Application.objects.select_related("centre__carrier", "authority").get(pk=self.pk)

    @property
    def proof(self) -> ProofOfUse:
        """As it stands in the database."""
        return ProofOfUse.objects.select_related("application").get(application=self.pk)

    def amount(self, most: int = 320_000) -> Decimal:
        """Any amount, often a plausible one."""
        known = [Decimal(153750), Decimal(24500), Decimal("0.01"), Decimal(283000)]
        return self.dice.choice([*known, Decimal(self.dice.randrange(most * 100)) / 100])

    def call(self) -> None:
        """Call and let the bank pay."""
        call = money.called(
            self.case, self.application, str(self.amount()), date(2023, 5, 1), at=self.at
        )
        if self.dice.random() < 0.8:
            money.paid(self.case, call, at=self.at)

    def withdraw(self) -> None:
        """Withdraw a call that waits."""
        calls = list(self.application.calls.order_by("number"))
        if calls:
            call = self.dice.choice(calls)
            payout.end_call(
                call=call, step="withdraw", reason="x", by=self.case.carrier, at=self.at
            )

    def amend(self) -> None:
        """New amounts, signed or dropped."""
        amounts = granted_of(self.application) | {"staff": self.amount()}
        amendment = amendments.prepare_amendment(
            application=self.application, amounts=amounts, reason="x", by=self.case.officer,
            at=self.at,
        )  # fmt: skip
        if self.dice.random() < 0.3:
            amendments.discard_amendment(
                amendment=amendment, reason="x", by=self.case.officer, at=self.at
            )
        else:
            amendments.sign_amendment(amendment=amendment, by=self.case.approver, at=self.at)

    def prove(self) -> None:
        """Type costs and hand in."""
        typed = {f"posts-{n}-actual_cost": str(self.amount(70_000)).replace(".", ",")
                 for n in range(1, 7)}  # fmt: skip
        typed |= {"income": "0", "survey_confirmed_on": "15.2.2024", "certificate_on": "1.3.2024"}
        by, at = self.case.specialist, self.later
        drafting.save_proof(proof=self.proof, typed=typed, version=10**6, by=by, at=at)
        drafting.set_choices(proof=self.proof, choices={"confirmed_necessary": True}, by=by, at=at)
        proving.submit(proof=self.proof, by=self.case.carrier, at=at)

    def check(self) -> None:
        """Accept all or less."""
        eligible = self.proof.eligible or Decimal(0)
        accepted = self.dice.choice([eligible, self.amount(), eligible / 2])
        proving.check_proof(
            proof=self.proof, note="x", accepted=round(accepted, 2), by=self.case.officer,
            at=self.later,
        )  # fmt: skip

    def hear(self) -> None:
        """Begin the hearing over any amount."""
        proof = self.proof
        over = (proof.paid or Decimal(0)) - (proof.accepted or Decimal(0))
        terms = HearingTerms(
            principal=self.dice.choice([over, self.amount()]),
            reason="x",
            known_on=self.later.date(),
            arises_on=date(2024, 1, 1),
            hearing_until=self.later.date() + timedelta(days=1),
        )
        actions.begin_hearing(proof=proof, terms=terms, by=self.case.officer, at=self.later)

    def claim(self) -> None:
        """Prepare and sign."""
        most = Reclaim.objects.get(proof=self.proof).heard
        at = self.later + timedelta(days=3)
        terms = NoticeTerms(
            principal=self.dice.choice([most, self.amount()]),
            reason="x",
            arises_on=date(2024, 1, 1),
            due_on=day_of(at) + timedelta(days=9),
        )
        actions.prepare_notice(proof=self.proof, terms=terms, by=self.case.officer, at=at)
        actions.sign_notice(proof=self.proof, by=self.case.approver, at=at)

    def receive(self) -> None:
        """Something comes in, some day."""
        claim = Reclaim.objects.get(proof=self.proof)
        at = self.later + timedelta(days=self.dice.randrange(3, 400))
        left = statement_of(claim, on=day_of(at)).remaining
        repayments.enter_repayment(
            proof=self.proof, received_on=day_of(at), reference=str(self.dice.random()),
            amount=self.dice.choice([left, self.amount(), left / 3]).quantize(Decimal("0.01")),
            by=self.case.officer, at=at,
        )  # fmt: skip

    def settle(self) -> None:
        """Find it paid and close."""
        at = self.later + timedelta(days=500)
        repayments.settle(proof=self.proof, by=self.case.officer, at=at)
        repayments.finish(proof=self.proof, by=self.case.approver, at=at)

    @property
    def later(self) -> datetime:
        """After the year."""
        return MARCH

    def step(self) -> None:
        """One step, refused or taken."""
        acts: list[Callable[[], None]] = [
            self.call, self.call, self.withdraw, self.amend, self.prove, self.check, self.hear,
            self.claim, self.receive, self.receive, self.settle,
        ]  # fmt: skip
        act = self.dice.choice(acts)
        if self.dice.random() < 0.3:  # else few plays would reach the end
            act = {
                "draft": self.prove, "submitted": self.check, "checked": self.hear,
                "hearing": self.claim, "reclaimed": self.receive, "repaid": self.settle,
            }.get(self.proof.status, act)  # fmt: skip
        try:
            with transaction.atomic():
                act()
        except REFUSALS:
            return
        except IntegrityError as wall:  # the last wall held what no message foresaw
            raise AssertionError(f"{act.__name__} after {self.taken}") from wall
        self.taken.append(act.__name__)

    def sums_hold(self) -> None:
        """Every sum of the case, read anew."""
        sheet = money_of(self.application)
        granted, called, paid = (sum(each.values()) for each in
                                 (sheet.granted, sheet.called, sheet.paid))  # fmt: skip
        assert 0 <= paid <= called <= granted <= 307_500, self.taken
        assert all(sheet.called[part] <= sheet.granted[part] for part in sheet.granted)
        assert sum(row.total for row in sheet.payments) == paid
        proof = self.proof
        if proof.submitted_on is None or proof.paid is None:
            return
        assert proof.paid == paid
        assert proof.difference == proof.paid - (proof.eligible or 0)
        assert (proof.accepted or 0) <= (proof.eligible or 0) <= granted
        claim = Reclaim.objects.filter(proof=proof).first()
        if claim is None:
            return
        assert 0 < claim.principal <= claim.heard <= proof.paid - (proof.accepted or 0)
        last = max((each.received_on for each in claim.repayments.all()), default=MARCH.date())
        owed = statement_of(claim, on=last)
        assert owed.received == sum(each.amount for each in claim.repayments.all())
        assert owed.received + owed.remaining == owed.owed == owed.principal + owed.interest
        if proof.status in {"repaid", "closed"}:
            assert owed.remaining == 0


@costly(6)
@given(dice=st.randoms(use_true_random=False), steps=st.integers(1, STEPS))
def test_no_sequence_of_steps_breaks_a_sum(dice: Random, steps: int, noon: datetime) -> None:
    with transaction.atomic():
        play = Play(proofs.city(), noon, dice)
        for _ in range(steps):
            play.step()
            play.sums_hold()
        transaction.set_rollback(True)

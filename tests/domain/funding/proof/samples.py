"""Example 8: Stadt 2023, granted 307,500, paid in halves; and its proof, typed."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf

from drehscheibe.domain.funding.models import Application, ProofOfUse
from drehscheibe.domain.funding.payout import actions as payout
from drehscheibe.domain.funding.proof import actions, drafting, opening
from tests.domain.funding import money
from tests.domain.funding.stories import Story, story

COSTS = ("61.000,00", "58.200,00", "57.000,00", "49.400,00", "40.100,00", "24.000,00")
"""Actual costs of example 8; post 5 is filled from 1 April, post 6 is the assistant."""


def city() -> Story:
    """A kreisfreie Stadt, its authority and everybody on both sides."""
    return story("Musterstadt", kind="kreisfreie Stadt")


def paid_case(
    case: Story, *, at: datetime, halves: tuple[str, str] = ("153750", "153750")
) -> Application:
    """Granted 307,500, vacancy of post 5 reported, both calls paid."""
    application = money.final_case(case, at=at)
    money.open_accounts(case, at=at)
    payout.report_change(
        application=application,
        change=payout.ReportedChange(
            kind="vacancy",
            post=application.posts.get(number=5),
            effective_on=date(2023, 1, 1),
            until=date(2023, 3, 31),
        ),
        by=case.specialist,
        at=at,
    )
    for amount, day in zip(halves, (date(2023, 5, 1), date(2023, 10, 1)), strict=True):
        call = money.called(case, application, amount, day, at=at)
        money.paid(case, call, at=at)
    return application


def typed_proof(
    case: Story, *, at: datetime, halves: tuple[str, str] = ("153750", "153750"), paid_at: datetime
) -> ProofOfUse:
    """The proof of example 8, complete and not yet handed in."""
    application = paid_case(case, at=paid_at, halves=halves)
    proof = opening.open_proof(application=application, by=None, at=at)
    typed = {f"posts-{n}-actual_cost": cost for n, cost in enumerate(COSTS, start=1)}
    typed |= {"income": "0", "survey_confirmed_on": "15.2.2024", "certificate_on": "1.3.2024"}
    drafting.save_proof(proof=proof, typed=typed, version=1, by=case.specialist, at=at)
    drafting.set_choices(
        proof=proof, choices={"confirmed_necessary": True}, by=case.specialist, at=at
    )
    proof.refresh_from_db()
    return proof


def submitted_proof(
    case: Story, *, at: datetime, paid_at: datetime, halves: tuple[str, str] = ("153750", "153750")
) -> ProofOfUse:
    """Example 8, handed in by the carrier."""
    proof = typed_proof(case, at=at, paid_at=paid_at, halves=halves)
    return actions.submit(proof=proof, by=case.carrier, at=at)


ELIGIBLE = Decimal(283000)
MARCH = datetime(2024, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
"""In time for the proof of 2023."""


def a_pdf() -> bytes:
    """One empty page."""
    with pikepdf.new() as book, BytesIO() as target:
        book.add_blank_page()
        book.save(target)
        return target.getvalue()

"""Granted money in every state an address can lead to: a call, a change, an amended notice."""

from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding.models import Application, Is
from drehscheibe.domain.funding.payout import actions, amendments
from drehscheibe.domain.funding.payout.parts import nothing
from drehscheibe.domain.funding.payout.selectors import granted_of
from drehscheibe.domain.funding.payout.workflow import AMENDED_NOTICE, CHANGE, PAYMENT_CALL
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample


def samples_of_payout(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """The running year of Cologne: its money, and one row of each kind."""
    case = Application.objects.filter(status=Is.FINAL).order_by("-number")[0]
    carrier, officer = cast["traeger@koeln.example"], cast["sachbearbeitung@behoerde.example"]
    granted = granted_of(case)
    call = actions.request_call(
        application=case,
        wish=actions.CallWish(
            line_group="G1", amounts={"staff": Decimal(10)}, due_on=date(case.fiscal_year, 7, 1)
        ),
        by=carrier,
        at=at,
    )
    change = actions.report_change(
        application=case,
        change=actions.ReportedChange(
            kind="organisation", effective_on=date(case.fiscal_year, 12, 1), text="Umzug"
        ),
        by=carrier,
        at=at,
    )
    amendment = amendments.prepare_amendment(
        application=case, amounts={**nothing(), "staff": granted["staff"] - 1}, reason="Rundung",
        by=officer, at=at,
    )  # fmt: skip
    number = {"number": case.number}
    steps = [("call", call, PAYMENT_CALL), ("change", change, CHANGE),
             ("amendment", amendment, AMENDED_NOTICE)]  # fmt: skip
    return {
        "staff:funding:money": [Sample(number, case)],
        "staff:funding:call_request": [Sample({**number, "group": "G1"}, call)],
        "staff:funding:change_report": [Sample(number, change)],
        "staff:funding:amendment_prepare": [Sample(number, amendment)],
        "staff:funding:call_reorder": [Sample({**number, "call": call.pk}, call)],
        **{
            f"staff:funding:{kind}_step": [
                Sample({**number, kind: row.pk, "step": step.name}, row, (step.permission,))
                for step in workflow.transitions
                if step.name != "amend"
            ]
            for kind, row, workflow in steps
        },
    }

"""Every role against every step: a step a role may take but the table does not name fails."""

from datetime import date

import pytest

from drehscheibe.config.roles import ROLES
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.models import Allocation
from drehscheibe.domain.forwarding.workflow import ALLOCATION, CALL, CASE
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import allows
from drehscheibe.kernel.workflow.declarations import Transition, Workflow
from tests import factories
from tests.domain.forwarding.rows import call, draft, granted

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 4)
WRITING = {"submit", "answer", "submit_proof", "answer_proof", "withdraw"}
CHECKING = WRITING | {"ask", "check", "check_again", "rank", "pay", "ask_proof"}
DECIDING = CHECKING | {"promise", "refuse", "contract", "claim", "close"}
OF_THE_CASE = {"specialist": CHECKING, "head": DECIDING, "carrier": DECIDING}
OF_THE_CALL = {key: {"open", "close", "reopen"} for key in ("specialist", "head", "carrier")}
OF_THE_ALLOCATION = {
    "head": {"submit_proof", "answer"},
    "carrier": {"submit_proof", "answer"},
    "authority_officer": {"prepare", "ask", "close"},
    "authority_approver": {"grant", "send_back"},
}
TABLE = [
    (workflow, allowed, role.code, step)
    for workflow, allowed in (
        (ALLOCATION, OF_THE_ALLOCATION),
        (CALL, OF_THE_CALL),
        (CASE, OF_THE_CASE),
    )
    for role in ROLES
    for step in workflow.transitions
]


def place(role: str, allocation: Allocation) -> Organisation:
    """Where somebody of this role belongs, as near to the row as the role gets."""
    centre: Centre = allocation.centre
    if role in {"specialist", "head", "centre_admin"}:
        return centre.organisation
    if role == "carrier":
        return centre.carrier
    if role.startswith("authority"):
        return allocation.authority
    return factories.organisation("Land", "ministry")


@pytest.mark.parametrize(
    ("workflow", "allowed", "role", "step"),
    TABLE,
    ids=[f"{role}-{workflow.name}.{step.name}" for workflow, _, role, step in TABLE],
)
def test_each_role_takes_only_its_own_steps(
    rows: dict[str, object], workflow: Workflow, allowed: dict[str, set[str]], role: str,
    step: Transition,
) -> None:  # fmt: skip
    allocation = rows["forwarding.allocation"]
    assert isinstance(allocation, Allocation)
    somebody = factories.person(role, of=place(role, allocation))
    about = rows[workflow.name]
    may = allows(somebody, step.permission, about, on=TODAY)  # type: ignore[arg-type]  # by name
    assert may == (step.name in allowed.get(role, set()))


@pytest.fixture
def rows() -> dict[str, object]:
    """One row of each kind."""
    allocation = granted(factories.centre())
    opened = call(allocation)
    return {
        "forwarding.allocation": allocation,
        "forwarding.call": opened,
        "forwarding.case": draft(opened),
    }


def test_what_third_parties_do_by_link_is_theirs() -> None:
    assert {step.name for step in CASE.transitions if step.by_link} == WRITING
    assert not [
        step for workflow in (CALL, ALLOCATION) for step in workflow.transitions if step.by_link
    ]

"""The specialist's check of an application."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.forwarding.centre.locking import case_for_step
from drehscheibe.domain.forwarding.models import CaseQuery, ForwardingCase
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.forwarding.third_party.mails import tell_third_party
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

NEWS = {
    "ask": "Das Zentrum hat eine Frage",
    "ask_proof": "Das Zentrum hat eine Frage zum Nachweis",
}


@transaction.atomic
def ask_applicant(
    *, case: ForwardingCase, question: str, link: LinkMaker, by: Person, at: datetime
) -> CaseQuery:
    """Ask back; the third party gets a mail and may change its application meanwhile."""
    return _asked(case, "ask", question, link, by, at)


@transaction.atomic
def ask_about_proof(
    *, case: ForwardingCase, question: str, link: LinkMaker, by: Person, at: datetime
) -> CaseQuery:
    """Ask about the proof; the third party may change it meanwhile."""
    return _asked(case, "ask_proof", question, link, by, at)


@transaction.atomic
def check_case(*, case: ForwardingCase, by: Person, at: datetime) -> ForwardingCase:
    """Close the check; who checked does not decide. Raises `TransitionRefused` with what lacks."""
    row = case_for_step(case, "check", by=by, at=at)
    ForwardingCase.objects.filter(pk=row.pk).update(checked_by=by)
    return perform(CASE, "check", on=row, by=by, at=at)


@transaction.atomic
def check_again(*, case: ForwardingCase, reason: str, by: Person, at: datetime) -> ForwardingCase:
    """Back to the check; rank and checker go, the votes stay as they were given."""
    moved = perform(CASE, "check_again", on=case, by=by, at=at, reason=reason)
    ForwardingCase.objects.filter(pk=moved.pk).update(checked_by=None, rank=None)
    moved.refresh_from_db()
    return moved


def _asked(
    case: ForwardingCase, step: str, question: str, link: LinkMaker, by: Person, at: datetime
) -> CaseQuery:
    row = case_for_step(case, step, by=by, at=at)
    moved = perform(CASE, step, on=row, by=by, at=at, reason=question)
    query = CaseQuery.objects.create(case=row, question=question.strip(), asked_by=by, asked_at=at)
    tell_third_party(moved, news=f"{NEWS[step]} (Nr. {row.queries.count()})", link=link, at=at)
    return query

"""After the signature: a question and its answer, a correction begun or given up, a review."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.controlling.models import AnnualReport, ReportDraft
from drehscheibe.domain.controlling.reports import mails
from drehscheibe.domain.controlling.reports.workflow import REPORT
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

PLAIN_STEPS = ("ask", "explain", "correct", "give_up", "review")
"""Steps that need nothing but perhaps a reason."""


@transaction.atomic
def take_step(
    *, report: AnnualReport, step: str, reason: str = "", by: Person, at: datetime
) -> AnnualReport:
    """One of `PLAIN_STEPS`, and whoever waits for it is told."""
    moved = perform(REPORT, step, on=report, by=by, at=at, reason=reason)
    if step == "correct":
        _reason_of_correction(moved, reason)
    elif step == "ask":
        mails.tell_centre(moved, at=at)
    elif step == "explain":
        mails.tell_office_of_answer(moved, at=at)
    return moved


def _reason_of_correction(report: AnnualReport, reason: str) -> None:
    """Why the correction began is the first draft of why there is a new version."""
    draft = ReportDraft.objects.get(report=report)
    draft.reason = reason.strip()
    draft.edits += 1
    draft.field_versions = draft.field_versions | {"reason": draft.edits}
    draft.save(update_fields=["reason", "edits", "field_versions"])

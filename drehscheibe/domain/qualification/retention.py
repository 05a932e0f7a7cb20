"""What is forgotten: sensitive answers 30 days after the end, unconfirmed guests after a day.

The count of each answer to a choice stays ("4 vegetarisch"); free text leaves nothing.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from drehscheibe.domain.qualification.guests import forget_unconfirmed
from drehscheibe.domain.qualification.models import Answer, AnswerCount, Question
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.audit.actions import record

SENSITIVE_FOR = timedelta(days=30)


@transaction.atomic
def purge_sensitive(*, at: datetime) -> int:
    """Delete what is due and keep the sums; each question is logged. Twice is once (Sc 1.6)."""
    due = Question.objects.select_for_update(of=("self",)).filter(
        sensitive=True, purged_at__isnull=True, event__ends_at__lte=at - SENSITIVE_FOR
    )
    purged = 0
    for question in due:
        _keep_sums(question)
        gone = question.answers.filter(text__isnull=False).update(text=None)
        question.purged_at = at
        question.save(update_fields=["purged_at"])
        record(
            "qualification.answer.purge", about=question, by=None, at=at, detail={"answers": gone}
        )
        purged += gone
    return purged


def _keep_sums(question: Question) -> None:
    """Of those who had a seat; free text could name people and is not counted."""
    if question.kind == Question.Kind.TEXT:
        return
    answers = Answer.objects.filter(
        question=question, text__isnull=False,
        participation__registration__status=RegistrationIs.CONFIRMED,
    )  # fmt: skip
    counted = Counter(answers.values_list("text", flat=True))
    AnswerCount.objects.bulk_create(
        AnswerCount(question=question, text=(text or "")[:120], count=count)
        for text, count in counted.items()
    )


def forget(*, at: datetime) -> dict[str, int]:
    """Everything of this room that is due."""
    return {"answers": purge_sensitive(at=at), "guest_requests": forget_unconfirmed(at=at)}

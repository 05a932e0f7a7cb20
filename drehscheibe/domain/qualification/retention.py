"""What is forgotten, by the rules of `data/retention.toml`; each purge is recorded.

The count of each answer to a choice stays ("4 vegetarisch"); free text leaves nothing.
"""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from drehscheibe.domain.qualification.models import (
    Answer,
    AnswerCount,
    Certificate,
    Demand,
    GuestRequest,
    Participation,
    Question,
)
from drehscheibe.domain.registration.models import Registration, RegistrationIs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.retention import Rule, rules_of

FILE = Path(__file__).parent / "data" / "retention.toml"
NOBODY = "Gast"
NOWHERE = "@geloescht.invalid"


def rule(key: str) -> Rule:
    """One of this room's rules."""
    return rules_of(FILE)[key]


SENSITIVE_FOR = timedelta(days=rule("sensitive_answers").days)


@transaction.atomic
def purge_sensitive(*, at: datetime) -> int:
    """Delete what is due and keep the sums; each question is logged. Twice is once (Sc 1.6)."""
    due = Question.objects.select_for_update(of=("self",)).filter(
        sensitive=True, purged_at__isnull=True,
        event__ends_at__lte=rule("sensitive_answers").limit(at),
    )  # fmt: skip
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


@transaction.atomic
def purge_guests(*, at: datetime) -> int:
    """Guests become nobody: no name without a certificate, no address, no words; how many.

    Seats, attendance and hours stay, so that no figure changes.
    """
    limit = rule("guests").limit(at)
    mine = Participation.objects.filter(registration=OuterRef("pk"), event__ends_at__lte=limit)
    workshop = Participation.objects.filter(workshops=OuterRef("pk"), event__ends_at__lte=limit)
    guests = Registration.objects.exclude(guest_email="").exclude(guest_email__endswith=NOWHERE)
    due = list(guests.filter(Exists(mine) | Exists(workshop)).values_list("pk", flat=True))
    if not due:
        return 0
    rows = Registration.objects.filter(pk__in=due)
    Answer.objects.filter(participation__registration__in=due).update(text=None)
    _unnamed(rows).update(guest_name=NOBODY)
    rows.update(guest_email=Concat(Value("gast-"), Cast(F("pk"), CharField()), Value(NOWHERE)))
    record("qualification.guest.purge", about=None, by=None, at=at, detail={"guests": len(due)})
    return len(due)


@transaction.atomic
def purge_requests(*, at: datetime) -> int:
    """Requests nobody confirmed go when their link has ended, confirmed ones after it too."""
    gone, _ = GuestRequest.objects.filter(
        asked_at__lte=rule("guest_requests").limit(at), expires_at__lte=at
    ).delete()
    if gone:
        record("qualification.guest_request.purge", about=None, by=None, at=at,
               detail={"requests": gone})  # fmt: skip
    return gone


@transaction.atomic
def purge_demand(*, at: datetime) -> int:
    """Clicks lose what tells one device from another, then go; how many rows were touched."""
    old = Demand.objects.filter(on_day__lte=day_of(rule("demand").limit(at)))
    gone, _ = old.delete()
    marked = Demand.objects.filter(on_day__lte=day_of(rule("demand_marks").limit(at)))
    blanked = marked.filter(device__isnull=False).update(device=None, network="")
    if gone or blanked:
        record("qualification.demand.purge", about=None, by=None, at=at,
               detail={"deleted": gone, "blanked": blanked})  # fmt: skip
    return gone + blanked


def forget(*, at: datetime) -> dict[str, int]:
    """Everything of this room that is due."""
    return {
        "answers": purge_sensitive(at=at),
        "demand": purge_demand(at=at),
        "guest_requests": purge_requests(at=at),
        "guests": purge_guests(at=at),
    }


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


def _unnamed(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Those without a certificate: a paper keeps its name, and the list with it."""
    papers = Certificate.objects.filter(participation__registration=OuterRef("pk"))
    return rows.filter(~Exists(papers))

"""Questions of the host to everybody who registers, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max

from drehscheibe.domain.qualification.models import (
    Answer,
    Event,
    EventIs,
    Participation,
    Question,
)
from drehscheibe.domain.qualification.preparing import locked_event
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.people.models import Person

MOST = 20
"""So many questions one event asks at most: whoever registers fills in a form, not a survey."""


@dataclass(frozen=True, kw_only=True)
class QuestionFacts:
    """A question as typed; schützenswert unless said otherwise."""

    label: str
    kind: str = Question.Kind.TEXT
    options: tuple[str, ...] = ()
    required: bool = False
    sensitive: bool = True


@transaction.atomic
def ask(*, event: Event, facts: QuestionFacts, by: Person, at: datetime) -> Question:
    """One more question; whoever is registered already is not asked again."""
    locked = locked_event(event, by=by, at=at)
    if locked.status not in (EventIs.DRAFT, EventIs.PUBLISHED, EventIs.CONFIRMED):
        raise QualificationRefused("Fragen gibt es nur, solange man sich anmelden kann.")
    if facts.kind == Question.Kind.CHOICE and len(set(facts.options)) < 2:
        raise QualificationRefused(
            "Eine Auswahl braucht mindestens zwei Möglichkeiten, jede in einer Zeile.", "options"
        )
    last = locked.questions.aggregate(last=Max("position"))["last"] or 0
    if locked.questions.count() >= MOST:
        raise QualificationRefused(f"Mehr als {MOST} Fragen stellt eine Veranstaltung nicht.")
    options = list(dict.fromkeys(facts.options)) if facts.kind == Question.Kind.CHOICE else []
    made = Question.objects.create(
        event=locked, label=" ".join(facts.label.split()), kind=facts.kind, options=options,
        required=facts.required, sensitive=facts.sensitive, position=last + 1,
    )  # fmt: skip
    record("qualification.question.create", about=made, by=by, at=at)
    return made


@transaction.atomic
def drop_question(*, question: Question, by: Person, at: datetime) -> None:
    """Ask no longer; once somebody answered, the question stays with the answers."""
    locked_event(question.event, by=by, at=at)
    if question.answers.exists():
        raise QualificationRefused("Diese Frage ist schon beantwortet und bleibt stehen.")
    record("qualification.question.remove", about=question, by=by, at=at)
    question.delete()


def answers_by_participation(people: Iterable[Participation]) -> dict[int, list[Answer]]:
    """What was answered, by participation, as far as the wall lets the reader see."""
    rows = Answer.objects.filter(participation__in=list(people), text__isnull=False)
    found: dict[int, list[Answer]] = {}
    for each in rows.select_related("question").order_by("question__position", "question_id"):
        found.setdefault(each.participation_id, []).append(each)
    return found


def chosen_so_far(event: Event) -> dict[int, list[tuple[str, int]]]:
    """How often each option was chosen by those with a seat, by question: for the kitchen."""
    rows = Answer.objects.filter(
        question__event=event, text__isnull=False,
        participation__registration__status=RegistrationIs.CONFIRMED,
    ).exclude(question__kind=Question.Kind.TEXT)  # fmt: skip
    found: dict[int, list[tuple[str, int]]] = {}
    counted = rows.values_list("question", "text").annotate(count=Count("pk"))
    for question, text, count in counted.order_by("question", "-count", "text"):
        found.setdefault(question, []).append((str(text), count))
    return found

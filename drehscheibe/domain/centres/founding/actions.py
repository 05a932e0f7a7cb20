"""Changing a founding: begin, note a decision of the council; steps go through the workflow."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.founding.workflow import FOUNDING
from drehscheibe.domain.centres.models.founding import Founding, FoundingDecision
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

if TYPE_CHECKING:
    from drehscheibe.domain.centres.models import Centre


@transaction.atomic
def begin_founding(*, centre: "Centre", by: Person, at: datetime) -> Founding:
    """Open the procedure of a centre; the one that exists is returned as it is."""
    check(by, may.FOUNDING_BEGIN, centre, on=day_of(at))
    founding, created = Founding.objects.get_or_create(
        centre=centre, defaults={"created_by": by, "created_at": at}
    )
    if created:
        record("centres.founding.begin", about=founding, by=by, at=at)
    return founding


@transaction.atomic
def note_decision(
    *, founding: Founding, values: Mapping[str, Any], by: Person, at: datetime
) -> FoundingDecision:
    """Keep what the council decided: body, decided_on, paper_number, result, note.

    Refused once the procedure left the council, for a day in the future, and for the same paper
    of the same day twice.
    """
    saved = Founding.objects.select_for_update(of=("self",), no_key=True).get(pk=founding.pk)
    check(by, may.FOUNDING_APPLY, saved, on=day_of(at))
    if not saved.is_with_the_carrier:
        raise TransitionRefused(
            f"Das Verfahren ist schon weiter („{saved.get_status_display()}“); "
            "ein Beschluss lässt sich nicht mehr eintragen."
        )
    if values["decided_on"] > day_of(at):
        raise TransitionRefused("Die Sitzung liegt in der Zukunft. Bitte das Datum prüfen.")
    decision = _new_decision(saved, values, by=by, at=at)
    record(
        "centres.founding.decision", about=saved, by=by, at=at,
        detail={"decision": decision.pk, "result": decision.result},
    )  # fmt: skip
    return decision


def take_step(*, founding: Founding, step: str, reason: str, by: Person, at: datetime) -> Founding:
    """The next step of the procedure; raises `TransitionRefused`."""
    return perform(FOUNDING, step, on=founding, by=by, at=at, reason=reason)


def _new_decision(
    founding: Founding, values: Mapping[str, Any], *, by: Person, at: datetime
) -> FoundingDecision:
    try:
        with transaction.atomic():
            return FoundingDecision.objects.create(
                founding=founding, entered_by=by, entered_at=at,
                body=values["body"], decided_on=values["decided_on"],
                paper_number=values["paper_number"], result=values["result"],
                note=values.get("note", ""),
            )  # fmt: skip
    except IntegrityError:
        raise TransitionRefused(
            "Dieser Beschluss (Tag und Drucksache) ist schon festgehalten."
        ) from None

"""What must hold before a step: the very checks that "Was fehlt noch?" shows."""

from typing import cast

from drehscheibe.domain.funding.facts import blocking_findings
from drehscheibe.domain.funding.models import Application, Decision
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def application_is_complete(attempt: Attempt) -> None:
    """F01–F12 and the missing parts: nothing blocking is left, nothing typed is unreadable."""
    application = cast(Application, attempt.on)
    left = blocking_findings(application, on=day_of(attempt.at))
    if left:
        raise TransitionRefused(
            f"Es fehlt noch etwas ({len(left)}): {left[0].message} "
            "Alle offenen Punkte stehen unter „Was fehlt noch?“."
        )


def query_is_answered(attempt: Attempt) -> None:
    """Every question of the authority has its answer."""
    application = cast(Application, attempt.on)
    if application.queries.filter(answer="").exists():
        raise TransitionRefused(
            "Bitte beantworten Sie zuerst jede Rückfrage der Bewilligungsbehörde."
        )


def grant_is_prepared(attempt: Attempt) -> None:
    """The prepared decision is a grant within what was asked, with a reason where it differs."""
    decision = _prepared(attempt, "grant")
    application = cast(Application, attempt.on)
    if application.requested is None or decision.total > application.requested:
        raise TransitionRefused("Es kann nicht mehr bewilligt werden, als beantragt ist.")
    if decision.total < application.requested and not decision.reason.strip():
        raise TransitionRefused("Die Bewilligung weicht vom Antrag ab: Bitte begründen Sie das.")


def rejection_is_prepared(attempt: Attempt) -> None:
    """The prepared decision is a rejection with its reason."""
    if not _prepared(attempt, "reject").reason.strip():
        raise TransitionRefused("Eine Ablehnung braucht eine Begründung.")


def decider_did_not_prepare(attempt: Attempt) -> None:
    """Four eyes: who prepared the decision does not take it (F24)."""
    if _prepared(attempt).prepared_by == attempt.by:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diese Entscheidung vorbereitet. "
            "Bitte lassen Sie eine andere Person zeichnen."
        )


def decider_is_not_applicant(attempt: Attempt) -> None:
    """Nobody decides on an application of an organisation they act for (F24)."""
    application = cast(Application, attempt.on)
    centre = application.centre
    own = attempt.by.memberships.live(day_of(attempt.at)).filter(
        organisation__in=[centre.organisation_id, centre.carrier_id]
    )
    if own.exists() or application.created_by == attempt.by:
        raise TransitionRefused("Sie gehören zur Antragstellerin und dürfen nicht entscheiden.")


def remedies_are_over(attempt: Attempt) -> None:
    """The remedy period has run out or was waived."""
    decision = cast(Application, attempt.on).decision
    over = decision.remedy_until is not None and decision.remedy_until < day_of(attempt.at)
    if not over and decision.waived_on is None:
        raise TransitionRefused(
            "Die Rechtsbehelfsfrist läuft noch und ein Verzicht liegt nicht vor."
        )


def _prepared(attempt: Attempt, outcome: str = "") -> Decision:
    decision = Decision.objects.filter(application_id=attempt.on.pk).first()
    if decision is None:
        raise TransitionRefused("Es ist noch keine Entscheidung vorbereitet.")
    if outcome and decision.outcome != outcome:
        raise TransitionRefused(
            f"Vorbereitet ist „{decision.get_outcome_display()}“, nicht dieser Schritt."
        )
    return decision

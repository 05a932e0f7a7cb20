"""What must hold before a project of state-wide importance moves on."""

from typing import cast

from drehscheibe.domain.controlling.models import StatewideProject
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def a_municipality_consents(attempt: Attempt) -> None:
    """§ 8 (4) TIntG 2021: the structures of centres are used with their municipalities' consent."""
    project = cast(StatewideProject, attempt.on)
    if not project.participations.filter(consent_on__isnull=False).exists():
        raise TransitionRefused(
            "Noch hat keine Kommune zugestimmt. Ein Projekt darf die Strukturen eines Zentrums nur "
            "mit Zustimmung seiner Kommune nutzen (§ 8 Abs. 4 TIntG)."
        )


def results_are_written(attempt: Attempt) -> None:
    """A project ends with what came of it."""
    if not cast(StatewideProject, attempt.on).results.strip():
        raise TransitionRefused("Bitte schreiben Sie, was das Projekt ergeben hat.")

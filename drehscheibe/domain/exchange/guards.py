"""Sentences that must hold before a step of a group's work."""

from typing import Any

from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def leads_the_group(attempt: Attempt) -> None:
    """Chair, minutes, the chair's deputy, or whoever keeps the group for its house."""
    row: Any = attempt.on
    if not leads(attempt.by, row.group, on=day_of(attempt.at)):
        raise TransitionRefused("Das können nur Leitung und Protokoll der Gruppe.")


def belongs_to_the_group(attempt: Attempt) -> None:
    """A full member on the day, or whoever leads."""
    row: Any = attempt.on
    found = membership_of(attempt.by, row.group, on=day_of(attempt.at))
    if found is None or found.function == Function.GUEST:
        leads_the_group(attempt)


def has_an_agenda(attempt: Attempt) -> None:
    """Nobody is invited without knowing to what."""
    row: Any = attempt.on
    if not row.items.exists():
        raise TransitionRefused("Bitte legen Sie zuerst eine Tagesordnung an.")


def has_begun(attempt: Attempt) -> None:
    """What lies ahead was not held."""
    row: Any = attempt.on
    if attempt.at < row.starts_at:
        raise TransitionRefused(f"Die Sitzung beginnt erst am {german_day(day_of(row.starts_at))}.")


def minutes_are_written(attempt: Attempt) -> None:
    """There is a text to comment on or to approve."""
    row: Any = attempt.on
    if not row.minutes.exclude(text="").exists():
        raise TransitionRefused("Das Protokoll ist noch leer.")


def comment_period_is_over(attempt: Attempt) -> None:
    """Everybody had the time that was promised."""
    row: Any = attempt.on
    if row.comments_until is not None and day_of(attempt.at) <= row.comments_until:
        raise TransitionRefused(
            f"Anmerkungen sind bis zum {german_day(row.comments_until)} möglich. "
            "Genehmigt werden kann danach."
        )

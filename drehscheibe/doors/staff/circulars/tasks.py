"""What circulars and feedback put on the first screen."""

from datetime import datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.feeding_back import bundles_for, feedback_for
from drehscheibe.domain.circulars.models import BundleIs, CircularIs, FeedbackBundle
from drehscheibe.domain.circulars.receiving import circulars_for, to_do
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing, holds

FRESH = timedelta(days=7)
MOST = 12


def letters_due(standing: Standing, now: datetime) -> list[Task]:
    """Circulars with a day that the own house has to confirm or act on."""
    return [task for task in _owed(standing) if task.due is not None]


def letters_waiting(standing: Standing, now: datetime) -> list[Task]:
    """The same without a day."""
    return [task for task in _owed(standing) if task.due is None]


def feedback_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Topics to answer for ministries, feedback to bundle for the coordinating office."""
    tasks = []
    answers = standing.organisations_with(may.ANSWER)
    if answers:
        rows = FeedbackBundle.objects.filter(answerer__in=answers, status=BundleIs.ASKED)
        tasks += [
            Task(
                what=f"Rückmeldung aus der Praxis: {each.topic}",
                who=f"{each.given_by} Rückmeldungen",
                url=reverse("staff:circulars:bundle_detail", args=[each.pk]), button="Beantworten",
            )
            for each in rows[:MOST]
        ]  # fmt: skip
    if holds(standing, [may.BUNDLE]):
        free = feedback_for(standing).filter(bundle=None).order_by("at")
        first = free.first()
        if first is not None:
            tasks.append(
                Task(
                    what="Rückmeldungen aus der Praxis bündeln", who=f"{free.count()} ohne Bündel",
                    url=reverse("staff:circulars:bundle_make"), button="Bündeln", since=first.at,
                )
            )  # fmt: skip
    return tasks


def letters_new(standing: Standing, now: datetime) -> list[Task]:
    """Circulars of the last week, and answers to the own feedback."""
    if not holds(standing, [may.READ]):
        return []
    mine = standing.organisations_with(may.SEND)
    rows = circulars_for(standing).exclude(status=CircularIs.DRAFT).exclude(sender__in=mine)
    tasks = [
        Task(
            what=f"Rundschreiben: {each.title}", who=each.sender.name, since=each.published_at,
            url=reverse("staff:circulars:circular_detail", args=[each.pk]), button="Lesen",
        )
        for each in rows.filter(published_at__gte=now - FRESH)[:MOST]
    ]  # fmt: skip
    if holds(standing, [may.GIVE]):
        answered = bundles_for(standing).filter(answered_at__gte=now - FRESH)
        tasks += [
            Task(
                what=f"Beantwortet: {each.topic}", since=each.answered_at, button="Lesen",
                who=each.answerer.name if each.answerer else "",
                url=reverse("staff:circulars:bundle_detail", args=[each.pk]),
            )
            for each in answered[:MOST]
        ]  # fmt: skip
    return tasks


def _owed(standing: Standing) -> list[Task]:
    if not holds(standing, [may.ACKNOWLEDGE]):
        return []
    return [
        Task(
            what=f"Rundschreiben: {each.circular.title}",
            who=each.circular.sender.name,
            url=reverse("staff:circulars:circular_detail", args=[each.circular_id]),
            button="Erledigen" if each.circular.task else "Bestätigen",
            since=each.circular.published_at,
            due=each.circular.due_on,
        )
        for each in to_do(standing)[:MOST]
    ]

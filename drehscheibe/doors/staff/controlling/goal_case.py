"""What every page about a goal period needs: the period within reach, its head, what is missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.controlling.goals.findings import UNREADABLE, Finding
from drehscheibe.domain.controlling.goals.selectors import period_for
from drehscheibe.domain.controlling.models import Goal, GoalIs, GoalPeriod, PeriodIs
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.goal_inputs import field_label
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (ControllingRefused, TransitionRefused)
REFUSED, UNFIT = 409, 422
PERIOD_KINDS = {
    PeriodIs.DRAFT: "neutral",
    PeriodIs.LOCALLY_AGREED: "info",
    PeriodIs.SUBMITTED: "info",
    PeriodIs.AGREED: "success",
    PeriodIs.CLOSED: "success",
    PeriodIs.DISCARDED: "neutral",
}
GOAL_KINDS = {
    GoalIs.DRAFT: "neutral",
    GoalIs.SUBMITTED: "info",
    GoalIs.RETURNED: "warning",
    GoalIs.AGREED: "success",
    GoalIs.REVISING: "success",
    GoalIs.DROPPED: "neutral",
}
_OF_A_GOAL = re.compile(r"goal-(\d+)-(.+)")
FRAME_PAGES = {"body": "period_agree", "deviation": "period_frame", "starts_on": "period_frame"}


HARD = mark_safe(' class="is-hard"')
RULE = ' <span class="small muted">({})</span>'
POINT = '<li{}><a href="{}"><strong>{}:</strong> {}{}</a></li>'


@dataclass(frozen=True)
class Point:
    """Something missing with the address of the very input."""

    message: str
    url: str
    blocks: bool
    rule: str = ""

    @property
    def markup(self) -> SafeString:
        """A line of the list; a plan of fifty goals has hundreds (see `goal_tree.IndicatorRow`)."""
        hard, word = (HARD, "Nötig") if self.blocks else ("", "Prüfen")
        rule = format_html(RULE, self.rule) if self.rule else ""
        return format_html(POINT, hard, self.url, word, self.message, rule)


def period_or_404(request: StaffRequest, pk: int) -> GoalPeriod:
    """The period when the person may see it; else the same 404 as for one that does not exist."""
    try:
        return period_for(request.standing, pk)
    except GoalPeriod.DoesNotExist:
        raise Http404 from None


def goal_or_404(period: GoalPeriod, number: int) -> Goal:
    """A goal of the period by its number."""
    found = next((goal for goal in period.goals.all() if goal.number == number), None)
    if found is None:
        raise Http404
    found.period = period
    return found


def holds_here(request: StaffRequest, period: GoalPeriod, permission: Permission) -> bool:
    """Whether the person holds the permission at the period's centre (no query)."""
    return period.centre.organisation_id in request.standing.organisations_with(permission)


def require(request: StaffRequest, period: GoalPeriod, permission: Permission) -> None:
    """403 unless `holds_here`; the action checks again, against the database."""
    if not holds_here(request, period, permission):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{permission.label}“.")


def below_home(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb from the first screen down."""
    return [("Übersicht", reverse("staff:home")), *more]


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to the list and below."""
    here = reverse("staff:controlling:period_list") if more else ""
    return below_home(("Ziele", here), *more)


def period_trail(period: GoalPeriod, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to a period and below."""
    page = period_url(period) if more else ""
    return trail((f"{period} {period.centre.area_name}", page), *more)


def period_url(period: GoalPeriod) -> str:
    """Its case page."""
    return reverse("staff:controlling:period_detail", args=[period.pk])


def goal_url(page: str, period: GoalPeriod, number: int) -> str:
    """A page of a goal by its name."""
    return reverse(f"staff:controlling:{page}", args=[period.pk, number])


def points(period: GoalPeriod, found: Iterable[Finding]) -> list[Point]:
    """„Was fehlt noch?“ with links to the inputs."""
    forms: dict[int, str] = {}
    return [
        Point(_named(each), _input_url(period, each.anchor, forms), each.blocks, each.rule)
        for each in found
    ]


def points_by_goal(period: GoalPeriod, found: Iterable[Finding]) -> list[Point]:
    """The same folded: one line a goal, whose form lists its points; what is about none stays."""
    of_goals: dict[int, list[Finding]] = {}
    frame: list[Finding] = []
    for each in found:
        match = _OF_A_GOAL.fullmatch(each.anchor)
        (of_goals.setdefault(int(match[1]), []) if match else frame).append(each)
    folded = [
        Point(f"Ziel {number}: {_counted(of)}", goal_url("goal_edit", period, number), of[0].blocks)
        for number, of in sorted(of_goals.items())
    ]
    folded.sort(key=lambda each: not each.blocks)
    return [*points(period, frame), *folded]


def _counted(found: list[Finding]) -> str:
    hard = sum(each.blocks for each in found)
    soft = len(found) - hard
    needed = "1 Angabe fehlt" if hard == 1 else f"{hard} Angaben fehlen"
    to_check = "1 Angabe ist zu prüfen" if soft == 1 else f"{soft} Angaben sind zu prüfen"
    return f"{', '.join(part for part, n in ((needed, hard), (to_check, soft)) if n)}."


def _named(finding: Finding) -> str:
    """The message; what could not be read is called by its label."""
    if match := _OF_A_GOAL.fullmatch(finding.anchor):
        label = f"„{field_label(match[2])}“ ließ sich nicht lesen."
        return finding.message.replace(UNREADABLE, label)
    return finding.message


def _input_url(period: GoalPeriod, anchor: str, forms: dict[int, str]) -> str:
    """The form that holds the input, with the input's id; each goal's form is looked up once."""
    if match := _OF_A_GOAL.fullmatch(anchor):
        number = int(match[1])
        if number not in forms:
            forms[number] = goal_url("goal_edit", period, number)
        return f"{forms[number]}#{match[2]}"
    if anchor in FRAME_PAGES:
        page = reverse(f"staff:controlling:{FRAME_PAGES[anchor]}", args=[period.pk])
        return f"{page}#id_{anchor}"
    return reverse("staff:controlling:goal_add", args=[period.pk])


def refuse(form: Any, refusal: Exception) -> None:
    """A refusal at its field, or above the form when it names none of its fields."""
    field = getattr(refusal, "field", "")
    form.add_error(field if field in form.fields else None, str(refusal))


def whose_turn(period: GoalPeriod) -> str:
    """Who has to act, in words."""
    returned = any(goal.status == GoalIs.RETURNED for goal in period.goals.all())
    return {
        PeriodIs.DRAFT: "das Zentrum",
        PeriodIs.LOCALLY_AGREED: "die Leitung des Zentrums",
        PeriodIs.SUBMITTED: "beide Ministerien" + (" und das Zentrum" if returned else ""),
    }.get(PeriodIs(period.status), "niemand")

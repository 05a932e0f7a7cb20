"""Both ministries' marks on a version of a goal, in words: zugestimmt, ändern, offen seit n Tagen.

Half-agreed is a matter of the marks, no state of the goal: one of two has said yes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from drehscheibe.domain.controlling.goals.decisions import DECIDING
from drehscheibe.domain.controlling.models import GoalDecision, GoalVersion, Ministry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import roles
from drehscheibe.kernel.permissions.reach import Standing


@dataclass(frozen=True)
class Mark:
    """What one ministry said to a version, or since when it is asked (`since`)."""

    ministry: str
    decision: GoalDecision | None
    since: datetime

    @property
    def label(self) -> str:
        """Integration or Schule."""
        return str(Ministry(self.ministry).label)

    @property
    def kind(self) -> str:
        """Of the badge that shows it."""
        if self.decision is None:
            return "neutral"
        return "success" if self.decision.verdict == "agree" else "warning"

    def words(self, today: date) -> str:
        """As it is read out: zugestimmt, ändern, offen seit 9 Tagen."""
        if self.decision is not None:
            return str(self.decision.get_verdict_display())
        return f"offen {since_words(self.since, today)}"


def since_words(since: datetime, today: date) -> str:
    """How long something waits.

    >>> from datetime import UTC
    >>> since_words(datetime(2026, 11, 13, 9, tzinfo=UTC), date(2026, 11, 22))
    'seit 9 Tagen'
    >>> since_words(datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 11, 22))
    'seit heute'
    """
    days = (today - day_of(since)).days
    if days <= 0:
        return "seit heute"
    return "seit 1 Tag" if days == 1 else f"seit {days} Tagen"


def marks_of(version: GoalVersion) -> tuple[Mark, ...]:
    """One mark a ministry on a submitted version; reads `version.decisions`, best prefetched."""
    if version.submitted_at is None:
        return ()
    live = {one.ministry: one for one in version.decisions.all() if one.withdrawn_at is None}
    yes = [one.at for one in live.values() if one.verdict == "agree"]
    since = min(yes, default=version.submitted_at)
    return tuple(Mark(one, live.get(one), since) for one in Ministry.values)


def in_one_line(marks: tuple[Mark, ...], today: date) -> str:
    """Both at once: „Integration: zugestimmt · Schule: offen seit 9 Tagen“."""
    return " · ".join(f"{mark.label}: {mark.words(today)}" for mark in marks)


def is_half_agreed(marks: tuple[Mark, ...]) -> bool:
    """Whether exactly one has said yes and the other nothing yet."""
    said = [mark.decision for mark in marks if mark.decision is not None]
    return len(said) == 1 and len(marks) > 1 and said[0].verdict == "agree"


def second_word(marks: tuple[Mark, ...]) -> str:
    """How long the second ministry took after the first, in words; empty until both spoke."""
    said = sorted(mark.decision.at for mark in marks if mark.decision is not None)
    if len(said) < len(Ministry):
        return ""
    days = (day_of(said[-1]) - day_of(said[0])).days
    if days == 0:
        return "zweites Wort am selben Tag"
    return f"zweites Wort nach {days} {'Tag' if days == 1 else 'Tagen'}"


def own_ministries(standing: Standing) -> list[str]:
    """For which ministries this person decides; one for almost everybody."""
    return [
        ministry
        for ministry, permission in DECIDING.items()
        if standing.organisations_with(permission)
    ]


def ministry_names(*, on: date) -> dict[str, str]:
    """What the two are called on this day: the register's names of the bodies whose people decide.

    Empty for one without anybody who may decide; pages then show the short word alone.
    """
    codes = {
        ministry: [role.code for role in roles().values() if permission in role.permissions]
        for ministry, permission in DECIDING.items()
    }
    every = [code for held in codes.values() for code in held]
    rows = Membership.objects.live(on).filter(role__in=every, organisation__kind="ministry")
    places = dict(rows.order_by("-pk").values_list("role", "organisation_id"))
    bodies = Organisation.objects.prefetch_related("names").in_bulk(places.values())
    return {
        ministry: bodies[places[code]].name_on(on)
        for ministry, held in codes.items()
        for code in held
        if code in places
    }

"""The path planner over the courses there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.paths import Path, Step, plan
from drehscheibe.domain.courses.searching import Wishes, matching
from drehscheibe.kernel.calendar.moments import day_of

MOST_STEPS = 2000
"""So many courses are weighed; within the distance of a person there are far fewer."""
ELSEWHERE = ("mode", "municipality__district")
"""Where a course is, which is no part of a step."""
COLUMNS = (
    *ELSEWHERE, "pk", "level_from", "level_to", "starts_on", "ends_on", "entry", "apply_by",
    "units", "units_a_week",
)  # fmt: skip


def path_for(
    wishes: Wishes, *, know: int, want: int, by: date | None, at: datetime
) -> tuple[Path, dict[int, CourseOffer]]:
    """The quickest chain of courses that fit the wishes, and those courses: two queries.

    A course that is full is no step; one whose number of seats is stale is, for one can ask. One
    for women only is a step for those who wish it. Whoever names no place is led through the
    courses of one Kreis and those online: nobody learns A1 in Siegen and A2 in Paderborn.
    """
    other = replace(wishes, level_from=None, level_to=None)
    rows = matching(other, at=at).filter(full=0, level_to__gt=know, level_from__lt=want)
    if not wishes.women_only:
        rows = rows.exclude(women_only=True)
    steps = list(rows.values(*COLUMNS)[:MOST_STEPS])
    found = min(
        (
            plan(map(_step, each), know=know, want=want, today=day_of(at), by=by)
            for each in ([steps] if wishes.near else _by_district(steps))
        ),
        key=lambda path: (path.gap is not None, -min(path.reached, want), path.ends or date.max),
    )
    keys = [each.step.key for each in found.stages]
    offers = matching(other, at=at).filter(pk__in=keys)
    return found, {each.pk: each for each in offers}


def _by_district(steps: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What can be taken from one Kreis, for each that has a course; online from everywhere."""
    apart: dict[str, list[dict[str, Any]]] = defaultdict(list)
    online = []
    for each in steps:
        if each["mode"] == CourseOffer.Mode.ONLINE:
            online.append(each)
        else:
            apart[each["municipality__district"]].append(each)
    return [online, *(online + of_one for _, of_one in sorted(apart.items()))]


def _step(values: dict[str, Any]) -> Step:
    known = {name: value for name, value in values.items() if name not in ELSEWHERE}
    rolling = known.pop("entry") == CourseOffer.Entry.ROLLING
    return Step(key=known.pop("pk"), rolling=rolling, **known)

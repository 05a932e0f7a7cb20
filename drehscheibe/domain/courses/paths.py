"""The path planner: courses one after another, from what somebody knows to what she wants.

Only real dates count: the next course begins after the one before has ended. Where no chain reaches
the goal in time, the first step that is missing is named – it is what a centre could order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil


@dataclass(frozen=True)
class Step:
    """A course as a step: it takes from one level to another, between two days.

    `units` and `units_a_week` tell how long a rolling course takes whoever comes in the middle.
    """

    key: int
    level_from: int
    level_to: int
    starts_on: date
    ends_on: date | None
    rolling: bool = False
    apply_by: date | None = None
    units: int | None = None
    units_a_week: int | None = None

    def taken_from(self, day: date, *, today: date) -> tuple[date, date] | None:
        """When somebody who is free from `day` on begins and ends it; `None` when she cannot.

        >>> fixed = Step(1, 0, 1, date(2026, 5, 4), date(2026, 7, 31))
        >>> fixed.taken_from(date(2026, 5, 4), today=date(2026, 4, 1))
        (datetime.date(2026, 5, 4), datetime.date(2026, 7, 31))
        >>> fixed.taken_from(date(2026, 5, 5), today=date(2026, 4, 1)) is None
        True
        """
        if not self.rolling:
            open_ = today <= (self.apply_by or self.starts_on) and day <= self.starts_on
            return (self.starts_on, self.ends_on) if open_ and self.ends_on else None
        begins = max(day, self.starts_on, today)
        if self.units and self.units_a_week:
            ends = begins + timedelta(weeks=ceil(self.units / self.units_a_week))
        elif self.ends_on is not None and begins == self.starts_on:
            ends = self.ends_on
        else:
            return None  # nobody knows how long it takes from the middle
        return None if self.ends_on is not None and ends > self.ends_on else (begins, ends)


@dataclass(frozen=True)
class Stage:
    """A step of the plan with its days."""

    step: Step
    begins: date
    ends: date


@dataclass(frozen=True)
class Path:
    """The plan: its stages, the level they reach, and the step that is missing (`gap`)."""

    stages: tuple[Stage, ...]
    reached: int
    gap: tuple[int, date] | None = None
    """The level from which nothing leads on in time, and the day one stands there."""

    @property
    def ends(self) -> date | None:
        """The last day."""
        return self.stages[-1].ends if self.stages else None


def plan(
    steps: Iterable[Step], *, know: int, want: int, today: date, by: date | None = None
) -> Path:
    """The chain that reaches the goal first; without one in time, the longest that begins it.

    Levels only rise, so each level needs its earliest day alone.
    """
    open_steps = sorted(steps, key=lambda each: (each.level_to, each.starts_on, each.key))
    best: dict[int, tuple[date, tuple[Stage, ...]]] = {know: (today, ())}
    for level in range(know, want):
        if level in best:
            _leave(level, best, open_steps, today=today, by=by)
    reached = max(best)
    if reached >= want:
        at_goal = [(days[0], level) for level, days in best.items() if level >= want]
        level = min(at_goal)[1]
        return Path(best[level][1], level)
    day, stages = best[reached]
    return Path(stages, reached, (reached, day))


def _leave(
    level: int,
    best: dict[int, tuple[date, tuple[Stage, ...]]],
    steps: Sequence[Step],
    *,
    today: date,
    by: date | None,
) -> None:
    """Take every course that somebody of this level can, and keep the earliest ends."""
    day, stages = best[level]
    after = day + timedelta(days=1) if stages else day
    for step in steps:
        if not step.level_from <= level < step.level_to:
            continue
        days = step.taken_from(after, today=today)
        if days is None or (by is not None and days[1] > by):
            continue
        known = best.get(step.level_to)
        if known is None or days[1] < known[0]:
            best[step.level_to] = (days[1], (*stages, Stage(step, *days)))

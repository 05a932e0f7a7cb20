"""A procedure as one value that can be read by the people who run it and checks itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models

from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission


@dataclass(frozen=True)
class Attempt:
    """What a guard may look at: the locked row, who tries, when, and what was said."""

    on: models.Model
    by: Person
    at: datetime
    reason: str
    decided_on: date
    effective_on: date
    read: object = None
    """What the caller has read of the row it holds locked; guards need not read it again."""


Guard = Callable[[Attempt], None]
"""A sentence that must hold; raises `TransitionRefused` with a German message when it does not."""


@dataclass(frozen=True)
class Transition:
    """One step: its label for people, where from, where to, who may, what must hold."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    permission: Permission
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    effect: str = ""
    """One sentence on what the step binds, shown before it is taken."""
    by_link: bool = False
    """Whether a third party without an account may take it through its link (`by_link.py`)."""
    follows: bool = False
    """Whether it may also follow from another act, which was allowed and is recorded
    (`following.py`): a seat becomes free, a deadline passes."""


_declared: dict[str, "Workflow"] = {}


@dataclass(frozen=True)
class Workflow:
    """All states and steps of one kind of case; wrong declarations fail on import."""

    name: str
    states: type[models.TextChoices]
    initial: str
    transitions: tuple[Transition, ...]
    by_name: dict[str, Transition] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check names, states and reachability."""
        object.__setattr__(self, "by_name", {step.name: step for step in self.transitions})
        states = set(self.states.values)
        used = {self.initial} | {step.target for step in self.transitions}
        named = used.union(*(set(step.sources) for step in self.transitions))
        if len(self.by_name) != len(self.transitions):
            raise ValueError(f"{self.name}: Ein Schritt kommt zweimal vor.")
        if named - states:
            raise ValueError(f"{self.name}: unbekannte Zustände {sorted(named - states)}")
        if states - used:
            raise ValueError(f"{self.name}: unerreichbare Zustände {sorted(states - used)}")
        _declared[self.name] = self

    def steps_from(self, status: str) -> tuple[Transition, ...]:
        """The steps that start in this state."""
        return tuple(step for step in self.transitions if status in step.sources)


def workflows() -> dict[str, Workflow]:
    """Every declared workflow by name (rooms declare on import)."""
    return dict(_declared)

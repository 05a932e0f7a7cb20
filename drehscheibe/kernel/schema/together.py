"""Changes of tables that are taken in one step.

Django keeps a picture of all models while it migrates and, for every single change, draws anew
each model that is tied to the changed one. Here nearly all are tied together by persons and
organisations, so a migration from empty grew with the square of the models. Changes that stand side
by side need only one new picture: they are told to the state first and drawn once, when the tables
are made. And a new picture need not show every model: to make or change a table, its own room and
the models it points at are enough.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations as plain
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]
JOINING = (
    plain.CreateModel, plain.AddField, plain.AlterField, plain.RemoveField,
    plain.AddConstraint, plain.RemoveConstraint, plain.AddIndex, plain.RemoveIndex,
    plain.AlterModelOptions, plain.AlterUniqueTogether,
)  # fmt: skip
"""Changes that look only at the state before and after, never at one in between."""


class LatePicture:
    """All models of a state, drawn when somebody looks: Django looks before each migration.

    `models` is the state's own dictionary, so that what is drawn is what stands by then.
    """

    def __init__(self, real_apps: set[str], models: dict[Key, ModelState]) -> None:
        self._real_apps, self._models = real_apps, models

    def clone(self) -> "LatePicture | StateApps":
        """The same for a copy of the state, which the original no longer changes."""
        if "_drawn" in self.__dict__:
            return self._drawn.clone()
        models = {key: model.clone() for key, model in self._models.items()}
        return LatePicture(self._real_apps, models)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._drawn, name)

    @cached_property
    def _drawn(self) -> StateApps:
        return StateApps(list(self._real_apps), self._models)


class Together(Operation):
    """Several changes of tables of one room, in their order, with one new picture of the models.

    A field may not be added and altered in the same step: there is no state between the two.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All changes at once; the picture is thrown away before, so that nothing is redrawn."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        state.__dict__["apps"] = LatePicture(state.real_apps, state.models)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState, to_state: ProjectState,
    ) -> None:  # fmt: skip
        """Each change in turn; a table made in this very step is made with all that joins it."""
        before, after = self._pictures(app_label, from_state, to_state)
        for operation in self._on_standing(app_label, from_state):
            operation.database_forwards(app_label, schema_editor, before, after)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState, to_state: ProjectState,
    ) -> None:  # fmt: skip
        """The other way round, from the last change to the first."""
        before, after = self._pictures(app_label, from_state, to_state)
        for operation in reversed(self._on_standing(app_label, to_state)):
            operation.database_backwards(app_label, schema_editor, before, after)

    def _on_standing(self, app_label: str, before: ProjectState) -> list[Operation]:
        return [
            operation
            for operation in self.operations
            if isinstance(operation, plain.CreateModel)
            or (app_label, getattr(operation, "model_name", "").lower()) in before.models
        ]

    def _pictures(
        self, app_label: str, before: ProjectState, after: ProjectState
    ) -> tuple[ProjectState, ProjectState]:
        """Both states, small where they may be: who points at a key follows when it changes."""
        if any(touches_a_key(operation) for operation in self.operations):
            return before, after
        return around(app_label, before), around(app_label, after)

    def describe(self) -> str:
        """For people who watch a migration run."""
        return ", ".join(operation.describe() for operation in self.operations)

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """As it is written in a migration."""
        return (type(self).__qualname__, [self.operations], {})


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The same changes, neighbours of the joining kinds taken in one step."""
    taken: list[Operation] = []
    for joining, neighbours in groupby(operations, lambda each: isinstance(each, JOINING)):
        found = list(neighbours)
        taken.extend([Together(found)] if joining else found)
    return taken


def touches_a_key(operation: Operation) -> bool:
    """Whether columns of other tables may have to follow: a primary key or unique field changes."""
    field = operation.field if isinstance(operation, plain.AlterField) else None
    return field is not None and (field.primary_key or field.unique)


def around(app_label: str, state: ProjectState) -> ProjectState:
    """The models of a room and all they point at, near or far; nothing that points at them."""
    wanted = [key for key in state.models if key[0] == app_label]
    seen = dict.fromkeys(wanted)
    while wanted:
        for key in pointed_at(state.models[wanted.pop()]):
            if key in state.models and key not in seen:
                seen[key] = None
                wanted.append(key)
    near = {key: model for key, model in state.models.items() if key in seen}
    return ProjectState(near, real_apps=state.real_apps)


def pointed_at(model: ModelState) -> Iterator[Key]:
    """What a model inherits from, points at, or is tied to by a table in between."""
    for base in model.bases:
        if isinstance(base, str):
            yield resolve_relation(base, model.app_label, model.name_lower)
    for field in model.fields.values():
        ends = (field.remote_field, getattr(field.remote_field, "through", None))
        for end in (getattr(ends[0], "model", None), ends[1]):
            if end is not None:
                yield resolve_relation(end, model.app_label, model.name_lower)

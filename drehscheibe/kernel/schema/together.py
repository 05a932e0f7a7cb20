"""Changes of tables that are taken in one step.

Django keeps a picture of all models while it migrates and, for every single change, draws anew
each model that is tied to the changed one. Here nearly all are tied together by persons and
organisations, so a migration from empty grew with the square of the models. Changes that stand side
by side need only one new picture: they are told to the state first and drawn once, when the tables
are made.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations as plain
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

JOINING = (
    plain.CreateModel, plain.AddField, plain.AlterField, plain.RemoveField,
    plain.AddConstraint, plain.RemoveConstraint, plain.AddIndex, plain.RemoveIndex,
    plain.AlterModelOptions, plain.AlterUniqueTogether,
)  # fmt: skip
"""Changes that look only at the state before and after, never at one in between."""


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

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState, to_state: ProjectState,
    ) -> None:  # fmt: skip
        """Each change in turn; a table made in this very step is made with all that joins it."""
        for operation in self._on_standing(app_label, from_state):
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState, to_state: ProjectState,
    ) -> None:  # fmt: skip
        """The other way round, from the last change to the first."""
        for operation in reversed(self._on_standing(app_label, to_state)):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _on_standing(self, app_label: str, before: ProjectState) -> list[Operation]:
        return [
            operation
            for operation in self.operations
            if isinstance(operation, plain.CreateModel)
            or (app_label, getattr(operation, "model_name", "").lower()) in before.models
        ]

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
        taken.extend([Together(found)] if joining and len(found) > 1 else found)
    return taken

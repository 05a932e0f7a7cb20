"""Every procedure as a diagram and as a table."""

from typing import Any

from drehscheibe.doors.console.reference.markdown import code, table
from drehscheibe.doors.console.reference.rooms import modules_named
from drehscheibe.kernel.workflow.declarations import Transition, Workflow, workflows

HEAD = ("Schritt", "von", "nach", "Berechtigung", "Voraussetzungen", "Begründung", "Wirkung")
START = """# Verfahren

Jedes Verfahren ist ein Wert im Code (`workflow.py` seines Raums). `perform` ist der einzige Weg,
einen Zustand zu ändern: sperren, prüfen, Voraussetzungen, Eintrag im Verlauf, Protokoll.
"""


def page() -> str:
    """All declared workflows by name."""
    modules_named("workflow")
    parts = [section(flow) for _, flow in sorted(workflows().items())]
    return "\n".join([START, *parts])


def section(flow: Workflow) -> str:
    """One procedure."""
    rows = [row(flow, step) for step in flow.transitions]
    return f"## {code(flow.name)}\n\n{diagram(flow)}\n\n{table(HEAD, rows)}\n"


def diagram(flow: Workflow) -> str:
    """A state diagram that Markdown viewers with Mermaid draw."""
    ends = set(flow.states.values) - {source for s in flow.transitions for source in s.sources}
    lines = [f"    state {quoted(flow, each)} as {each}" for each in flow.states.values]
    lines.append(f"    [*] --> {flow.initial}")
    for step in flow.transitions:
        lines += [f"    {source} --> {step.target}: {step.label}" for source in step.sources]
    lines += [f"    {each} --> [*]" for each in flow.states.values if each in ends]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def quoted(flow: Workflow, state: str) -> str:
    """The German label of a state."""
    return f'"{label(flow, state)}"'


def label(flow: Workflow, state: str) -> str:
    """As people say it."""
    states: Any = flow.states
    return str(states(state).label)


def row(flow: Workflow, step: Transition) -> tuple[str, ...]:
    """One step of the table."""
    return (
        f"{step.label} ({code(step.name)})",
        ", ".join(label(flow, source) for source in step.sources),
        label(flow, step.target),
        code(step.permission.code),
        ", ".join(code(guard.__name__) for guard in step.guards) or "–",
        "nötig" if step.needs_reason else "–",
        step.effect or "–",
    )

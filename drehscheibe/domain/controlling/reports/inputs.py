"""The inputs of a report's form: which column each writes to, and how it is read.

Ids are those of the page: `summary`, `goals-2-degree`, `goals-2-next_step`.
"""

from collections.abc import Iterable

from drehscheibe.domain.controlling.goals.inputs import one_of, paragraph
from drehscheibe.domain.controlling.models import Degree, Goal, Judgement, ReportDraft
from drehscheibe.kernel.drafts.keeping import Input, Slot

DRAFT_INPUTS = {
    name: Input(name, paragraph, empty="")
    for name in ("summary", "conditions", "staffing", "outlook", "reason")
}
JUDGEMENT_INPUTS = {
    "degree": Input("degree", one_of(dict(Degree.choices)), empty=""),
    **{
        name: Input(name, paragraph, empty="")
        for name in ("reason", "helped", "hindered", "next_step")
    },
}


def slots_of(draft: ReportDraft, goals: Iterable[Goal]) -> dict[str, Slot]:
    """Every input with the row it writes to; a goal nobody judged yet gets a new row."""
    slots = {name: Slot(draft, one) for name, one in DRAFT_INPUTS.items()}
    known = {each.goal_id: each for each in draft.judgements.all()}
    for goal in goals:
        row = known.get(goal.pk) or Judgement(draft=draft, goal=goal)
        for name, one in JUDGEMENT_INPUTS.items():
            slots[f"goals-{goal.number}-{name}"] = Slot(row, one)
    return slots

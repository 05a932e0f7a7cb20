"""„Was fehlt noch?“ of a report: the page shows it, the signature asks it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from drehscheibe.domain.controlling.checks.engine import Finding as ValueFinding
from drehscheibe.domain.controlling.goals.findings import Finding, block, blocking, warn
from drehscheibe.domain.controlling.models.report import Degree
from drehscheibe.domain.controlling.reports.content import Content
from drehscheibe.kernel.language.days import german_day

__all__ = ["Finding", "blocking", "report_findings"]

NOT_NEEDED = "Ohne Anmerkung steht im Bericht, dass sie fehlt."
NEEDS_A_STEP = (Degree.PARTLY, Degree.MISSED)


def report_findings(
    content: Content, values: Iterable[ValueFinding], unreadable: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Everything about the words, the goals and the values, what blocks first.

    `values` is what the rules of data say, `unreadable` the inputs that could not be read yet.
    """
    found = [
        *(block("text", name, "Diese Angabe ließ sich nicht lesen.") for name in unreadable),
        *_texts(content),
        *(each for goal in content["goals"] for each in _goal(goal)),
        *_values(values),
    ]
    return tuple(sorted(found, key=lambda each: not each.blocks))


def _texts(content: Content) -> Iterator[Finding]:
    if not content["goals"]:
        yield block("goals", "goals", "In diesem Jahr gibt es kein vereinbartes Ziel zu berichten.")
    if not content["texts"]["summary"].strip():
        yield block("summary", "summary", "„Das Wichtigste auf einen Blick“ fehlt.")


def _goal(goal: Content) -> Iterator[Finding]:
    name, anchor = f"Ziel {goal['number']}", f"goals-{goal['number']}"
    if goal["judgement"]["degree"]:
        yield from _judgement(goal["judgement"], name, anchor)
    else:
        yield block("degree", f"{anchor}-degree", f"{name} ist noch nicht beurteilt.")
    if goal["late"]:
        day = german_day(date.fromisoformat(goal["agreed_on"]))
        yield warn(
            "late", anchor, f"{name} ist erst am {day} vereinbart worden, nach dem Berichtsjahr."
        )
    if goal["judgement"]["degree"] != Degree.DROPPED:
        yield from _missing(goal, name)


def _judgement(judged: Content, name: str, anchor: str) -> Iterator[Finding]:
    if not judged["reason"].strip():
        yield block("reason", f"{anchor}-reason", f"{name}: Die Begründung fehlt.")
    if judged["degree"] in NEEDS_A_STEP and not judged["next_step"].strip():
        yield block(
            "next_step", f"{anchor}-next_step",
            f"{name} ist „{Degree(judged['degree']).label}“: Was ist der nächste Schritt?",
        )  # fmt: skip
    if judged["degree"] == Degree.MISSED and not judged["hindered"].strip():
        yield warn("hindered", f"{anchor}-hindered", f"{name}: Was hat gehindert?")


def _missing(goal: Content, name: str) -> Iterator[Finding]:
    """A target without an actual value says nothing; without a target a value is welcome."""
    for each in goal["indicators"]:
        if each["actual"]["amount"]:
            continue
        anchor, about = f"values-{each['id']}-w", f"{name}, {each['name']}"
        if each["target"]["amount"]:
            yield block("actual", anchor, f"{about}: Der Istwert fehlt.")
        else:
            yield warn("actual", anchor, f"{about}: Es gibt keinen Istwert.")


def _values(values: Iterable[ValueFinding]) -> Iterator[Finding]:
    """What stops stops; an outlier asks for a comment, which is a wish and hinders nothing."""
    for each in values:
        if each.is_settled:
            continue
        doubt = "" if each.is_confirmed else "(Regel unbestätigt)"
        wish = NOT_NEEDED if each.asks_for_comment else ""
        message = " ".join(filter(None, (each.message, each.hint, wish, doubt)))
        yield Finding(each.rule, message, each.anchor, blocks=each.blocks)

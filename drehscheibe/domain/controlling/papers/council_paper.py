"""The report to the council as a paper: own words around chosen parts of the signed snapshot."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from drehscheibe.domain.controlling.models import CouncilReport
from drehscheibe.domain.controlling.papers import report_parts as parts
from drehscheibe.domain.controlling.papers.blocks import Block, Heading, Paper, Words
from drehscheibe.domain.controlling.papers.wording import day_text
from drehscheibe.domain.controlling.reports.content import Content, fingerprint, plain
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day


def _summary(content: Content) -> Iterator[Block]:
    if content["texts"]["summary"]:
        yield Heading("Das Wichtigste auf einen Blick")
        yield Words(content["texts"]["summary"])


def _lines(content: Content) -> Iterator[Block]:
    if content["goals"]:
        yield Heading("Ziele")
        yield parts.goals_in_lines(content)


def _figures(content: Content) -> Iterator[Block]:
    yield Heading("Zahlen des Jahres")
    yield parts.key_figures(content)


def _details(content: Content) -> Iterator[Block]:
    if content["goals"]:
        yield Heading("Die Ziele im Einzelnen")
        for goal in content["goals"]:
            yield from parts.goal_part(goal)


def _outlook(content: Content) -> Iterator[Block]:
    for name, title in parts.TEXTS.items():
        if content["texts"][name]:
            yield Heading(title)
            yield Words(content["texts"][name])


PARTS: dict[str, tuple[str, Callable[[Content], Iterator[Block]]]] = {
    "summary": ("Das Wichtigste auf einen Blick", _summary),
    "lines": ("Ziele mit Ergebnis in einer Tabelle", _lines),
    "figures": ("Zahlen des Jahres", _figures),
    "details": ("Die Ziele im Einzelnen", _details),
    "activities": ("Aktivitäten nach Zielen", parts.activities_part),
    "means": ("Personal und Förderung", parts.means_part),
    "outlook": ("Rahmenbedingungen und Ausblick", _outlook),
    "steps": ("Vereinbarte Schritte aus dem Wirksamkeitsdialog", parts.steps_part),
}
"""What may be chosen, in the order in which it stands."""


def council_paper(made: CouncilReport) -> Paper:
    """The paper; figures come from the signed version it names and nowhere else."""
    content = chosen(made)
    day = german_day(day_of(made.made_at))
    said = {"title": made.title, "introduction": made.introduction, "closing": made.closing}
    return Paper(
        title=made.title,
        subtitle=(f"Vorlage für {made.body}, " if made.body else "") + f"Fassung {made.number} "
        f"vom {day}",
        sender=content["centre"]["name"],
        version=made.number,
        dated_on=day,
        checksum=fingerprint(said | {"parts": made.parts, "content": content}),
        blocks=tuple(_blocks(made, content)),
    )


def chosen(made: CouncilReport) -> Content:
    """The snapshot with the chosen goals only; activities of the others count as without goal."""
    content: Content = made.version.snapshot
    goals = [goal for goal in content["goals"] if goal["number"] in made.goals]
    left = [goal["done"] for goal in content["goals"] if goal not in goals]
    done = [content["without_goal"], *left]
    other = {name: sum(each[name] for each in done) for name in ("count", "participants")}
    hours = plain(sum((Decimal(each["hours"]) for each in done), Decimal(0)))
    return content | {"goals": goals, "dropped": [], "without_goal": other | {"hours": hours}}


def _blocks(made: CouncilReport, content: Content) -> Iterator[Block]:
    if made.introduction:
        yield Words(made.introduction)
    for name, (_, write) in PARTS.items():
        if name in made.parts:
            yield from write(content)
    if made.closing:
        yield Heading("Schluss")
        yield Words(made.closing)
    signed = content["signed"]
    yield Words(
        f"Alle Zahlen stammen aus dem Jahresbericht {content['year']}, Fassung {signed['number']}, "
        f"gezeichnet am {day_text(signed['signed_on'])}."
    )

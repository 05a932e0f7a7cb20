"""The yearly report as a paper, from its snapshot alone."""

from collections.abc import Iterator

from drehscheibe.domain.controlling.models import ReportVersion
from drehscheibe.domain.controlling.papers import report_parts as parts
from drehscheibe.domain.controlling.papers.blocks import (
    Block,
    Facts,
    Heading,
    PageBreak,
    Paper,
    Words,
)
from drehscheibe.domain.controlling.papers.wording import day_text
from drehscheibe.domain.controlling.reports.content import Content


def report_paper(version: ReportVersion) -> Paper:
    """The signed report; nothing but the snapshot and its checksum is read."""
    content = version.snapshot
    signed = content["signed"]
    return Paper(
        title=f"Jahresbericht {content['year']}",
        subtitle=f"Zielperiode {content['period']}, Fassung {signed['number']} vom "
        f"{day_text(signed['signed_on'])}",
        sender=content["centre"]["name"],
        version=signed["number"],
        dated_on=day_text(signed["signed_on"]),
        checksum=version.sha256,
        blocks=(*parts.at_a_glance(content), PageBreak(), *body(content), *_end(version)),
    )


def body(content: Content) -> Iterator[Block]:
    """Everything after the first page, for draft and signed report alike."""
    yield Heading("Die Ziele im Einzelnen")
    for goal in content["goals"]:
        yield from parts.goal_part(goal)
    yield from parts.dropped_part(content)
    yield from parts.activities_part(content)
    yield from parts.means_part(content)
    for name, title in parts.TEXTS.items():
        if content["texts"][name]:
            yield Heading(title)
            yield Words(content["texts"][name])
    yield from parts.steps_part(content)


def _end(version: ReportVersion) -> Iterator[Block]:
    signed = version.snapshot["signed"]
    yield Heading("Zeichnung")
    rows = [
        ("Gezeichnet von", f"{signed['signed_by']} (Leitung)"),
        ("am", day_text(signed["signed_on"])),
        ("Fassung", str(signed["number"])),
        ("Grund der neuen Fassung", signed["reason"]),
        ("Geschrieben und gezeichnet von einer Person, weil", signed["one_hand"]),
        ("Prüfsumme (SHA-256)", version.sha256),
    ]
    yield Facts(tuple((name, text) for name, text in rows if text))

"""How a section's text is typed, kept and compared."""

import re
from hashlib import md5

from drehscheibe.domain.guide.links import by_identity
from drehscheibe.domain.guide.models import Section
from drehscheibe.kernel.drafts.keeping import Input, InputRefused
from drehscheibe.kernel.language.light_marks import as_marks, from_marks
from drehscheibe.kernel.language.lines import one_line

LONGEST_TITLE, LONGEST_TEXT = 150, 20_000
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: what is read would not be what is written."""


def read_title(text: str) -> str:
    """One line. Raises `InputRefused` when it is too long."""
    line = one_line(text)
    if len(line) > LONGEST_TITLE:
        raise InputRefused(f"Bitte höchstens {LONGEST_TITLE} Zeichen.")
    return line


def read_text(text: str) -> str:
    """Formatted text from what was typed. Raises `InputRefused` when it is too long."""
    if len(text) > LONGEST_TEXT:
        raise InputRefused(f"Bitte höchstens {LONGEST_TEXT} Zeichen; teilen Sie den Abschnitt.")
    return from_marks(TURNS.sub("", by_identity(text)))


TITLE = Input("body", read_title, str, empty="")
TEXT = Input("body", read_text, as_marks, empty="")


def input_of(section: Section) -> Input:
    """How this section is typed."""
    return TITLE if section.kind == Section.Kind.TITLE else TEXT


def typed_form(section: Section, body: str) -> str:
    """A text as people type and compare it."""
    return body if section.kind == Section.Kind.TITLE else as_marks(body)


def fingerprint_of(body: str) -> str:
    """The same that the database makes of a wording.

    >>> fingerprint_of("Wohnen")
    '636df1906e383ac45fe513dfd76a1f29'
    """
    return md5(body.encode(), usedforsecurity=False).hexdigest()

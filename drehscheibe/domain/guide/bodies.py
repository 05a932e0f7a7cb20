"""How a section's text is typed, kept and compared."""

import re
from hashlib import md5
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import parse_qsl

from drehscheibe.domain.guide.links import completed, nowhere
from drehscheibe.domain.guide.models import Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.kernel.drafts.keeping import Input, InputRefused
from drehscheibe.kernel.language.light_marks import as_marks, from_marks
from drehscheibe.kernel.language.lines import one_line

LONGEST_TITLE, LONGEST_TEXT, LONGEST_ALTERNATIVE = 150, 20_000, 250
FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|gif|heic|svg|tiff?)", re.IGNORECASE)
CAMERA_NAME = re.compile(r"(img|dsc[nf]?|pxl|p|whatsapp image)[-_ ]?\d[\d _-]*", re.IGNORECASE)
SAYS_NOTHING = {
    "bild",
    "foto",
    "photo",
    "image",
    "picture",
    "grafik",
    "logo",
    "icon",
    "symbol",
    "unbenannt",
    "ein bild",
    "ein foto",
    "symbolbild",
    "platzhalter",
    "alternativtext",
    "screenshot",
    "test",
}
FOUND: dict[str, str] = {
    Section.Kind.COURSES: "Kurse", Section.Kind.EVENTS: "Veranstaltungen"
}  # fmt: skip
"""What a search in a section finds."""
SHORTEST_ALTERNATIVE = 3
"""Signs; some languages say much in few."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: what is read would not be what is written."""


def has_signs(text: str) -> bool:
    """Whether there is a letter or a digit; joiners and marks alone leave a link nobody can see.

    >>> has_signs("\u200b\u00ad –"), has_signs("سكن")
    (False, True)
    """
    return any(each.isalnum() for each in text)


def read_title(text: str) -> str:
    """One line. Raises `InputRefused` when it is too long or nobody can see it."""
    line = one_line(text)
    if line and not has_signs(line):
        raise InputRefused("Bitte schreiben Sie eine Überschrift mit Buchstaben oder Ziffern.")
    if len(line) > LONGEST_TITLE:
        raise InputRefused(f"Bitte höchstens {LONGEST_TITLE} Zeichen.")
    return line


def typed_text(text: str) -> str:
    """The same of what somebody types: a link that would lead nowhere is told, not dropped."""
    whole = completed(text)
    if lost := nowhere(whole):
        raise InputRefused(
            f"Der Link „{lost[0]}“ führt nirgends hin. Bitte beginnen Sie seine Adresse mit "
            "https://, mailto: oder tel:."
        )
    return read_text(whole)


def read_text(text: str) -> str:
    """Formatted text from what was written, in one Unicode form: letters composed otherwise are no
    other text. Raises `InputRefused` when it is too long."""
    if len(text) > LONGEST_TEXT:
        raise InputRefused(f"Bitte höchstens {LONGEST_TEXT} Zeichen; teilen Sie den Abschnitt.")
    return from_marks(TURNS.sub("", normalize("NFC", text)))


def read_alternative(text: str) -> str:
    """What a picture shows, as one line that is safe in markup, as all bodies are.

    Raises `InputRefused` for what says nothing to somebody who does not see it.
    """
    line = one_line(TURNS.sub("", text))
    if len(line) > LONGEST_ALTERNATIVE:
        raise InputRefused(
            f"Bitte höchstens {LONGEST_ALTERNATIVE} Zeichen; was mehr ist, gehört in einen Text."
        )
    if FILE_NAME.fullmatch(line) or CAMERA_NAME.fullmatch(line):
        raise InputRefused("Das ist der Name einer Datei. Was ist auf dem Bild zu sehen?")
    said = line.strip(" .:!?").lower() not in SAYS_NOTHING and has_signs(line)
    if line and (not said or len(line) < SHORTEST_ALTERNATIVE):
        raise InputRefused("Bitte sagen Sie in einem Satz, was auf dem Bild zu sehen ist.")
    return escape(line)


TITLE = Input("body", read_title, str, empty="")
TEXT = Input("body", typed_text, as_marks, empty="")
ALTERNATIVE = Input("body", read_alternative, unescape, empty="")
INPUTS = {Section.Kind.TITLE: TITLE, Section.Kind.PICTURE: ALTERNATIVE}


def input_of(section: Section) -> Input:
    """How this section is typed."""
    return INPUTS.get(Section.Kind(section.kind), TEXT)


def typed_form(section: Section, body: str) -> str:
    """A text as people type and compare it."""
    shown: str = input_of(section).show(body)
    return shown


def compared(section: Section, row: Wording | SectionDraft) -> str:
    """What people compare: the text, and below it which courses or events stand there."""
    text = typed_form(section, row.body)
    found = FOUND.get(section.kind)
    if found is None or row.language != GERMAN:
        return text
    chosen = ", ".join(f"{name} {value}" for name, value in parse_qsl(row.choice))
    return f"{text}\n\n{found}: {chosen or 'alle des Zentrums'}"


def fingerprint_of(body: str) -> str:
    """The same that the database makes of a wording.

    >>> fingerprint_of("Wohnen")
    '636df1906e383ac45fe513dfd76a1f29'
    """
    return md5(body.encode(), usedforsecurity=False).hexdigest()

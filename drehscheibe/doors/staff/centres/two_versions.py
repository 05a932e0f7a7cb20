"""Two people edited one text: what each of them says, side by side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.http import HttpRequest

from drehscheibe.kernel.language.days import german_day

NOTHING = "(leer)"


@dataclass(frozen=True)
class Difference:
    """One field in both versions, as people read it; `anchor` is the field's id on the page."""

    label: str
    mine: str
    theirs: str
    anchor: str

    @property
    def my_words(self) -> list[tuple[str, bool]]:
        """My text in runs, each with whether the saved version lacks it."""
        return list(runs(self.mine, self.theirs))

    @property
    def their_words(self) -> list[tuple[str, bool]]:
        """The saved text in runs, each with whether mine lacks it."""
        return list(runs(self.theirs, self.mine))


def runs(text: str, other: str) -> Iterator[tuple[str, bool]]:
    """A text cut into runs of words: what also stands in the other, and what does not.

    >>> list(runs("Runde mit freien Trägern", "Runde mit Trägern"))
    [('Runde mit ', False), ('freien ', True), ('Trägern', False)]
    """
    mine, theirs = (re.findall(r"\S+\s*|\s+", each) for each in (text, other))
    for kind, start, end, _, _ in SequenceMatcher(None, mine, theirs).get_opcodes():
        if start < end:
            yield "".join(mine[start:end]), kind != "equal"


def version_seen(request: HttpRequest) -> int:
    """The version the page was made from; 0 when none or nonsense was sent."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def differences(
    form: forms.Form, *, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Difference]:
    """The fields in which the typed text and the saved row differ."""
    return [
        Difference(
            _label(form, name),
            _words(form, name, value),
            _words(form, name, theirs.get(name)),
            form[name].auto_id,
        )
        for name, value in mine.items()
        if (value or None) != (theirs.get(name) or None)
    ]


def _label(form: forms.Form, name: str) -> str:
    label = str(form.fields[name].label)
    group = getattr(form, "group_labels", {}).get(name.partition("-")[0], "")
    return f"{group}: {label}" if group else label


def _words(form: forms.Form, name: str, value: Any) -> str:
    if not value:
        return NOTHING
    if isinstance(value, date):
        return german_day(value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, (list, tuple, set)):
        return ", ".join(str(choices.get(one, one)) for one in sorted(value))
    return str(choices.get(value, value))

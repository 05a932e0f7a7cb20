"""Two people edited one text: what each of them says, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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

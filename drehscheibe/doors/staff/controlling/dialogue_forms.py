"""Shapes of input on the pages of effectiveness dialogues."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms

from drehscheibe.domain.controlling.dialogues.acting import WORDS, Agreement
from drehscheibe.domain.controlling.models import Dialogue
from drehscheibe.doors.staff.controlling.goal_forms import ReasonForm
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.calendar.moments import BERLIN, MomentRefused, moment
from drehscheibe.kernel.organisations.models import Organisation

__all__ = ["ReasonForm"]
LINES, MANY_LINES = {"rows": 4}, {"rows": 8}
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])?(?:\s*Uhr)?", re.IGNORECASE)


class WordsForm(forms.Form):
    """Topics, circle and minutes, on the save the page was based on."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    topics = forms.CharField(
        label="Worüber gesprochen werden soll", required=False, max_length=8000,
        widget=forms.Textarea(attrs=MANY_LINES),
        help_text="Vorgeschlagen aus dem Bericht: verfehlte Ziele, nächste Schritte, Auffälliges.",
    )  # fmt: skip
    circle = forms.CharField(
        label="Teilnehmende Stellen", required=False, max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text="Stellen und Funktionen, keine Namen.",
    )  # fmt: skip
    minutes = forms.CharField(
        label="Niederschrift", required=False, max_length=20_000,
        widget=forms.Textarea(attrs=MANY_LINES),
    )  # fmt: skip

    def show_stored(self, typed: Any, dialogue: Dialogue) -> None:
        """After a clash: the other text as a hint, and saving again replaces it."""
        self.data = {**typed.dict(), "seen": str(dialogue.edits)}
        for name in WORDS:
            stored = getattr(dialogue, name)
            if stored != typed.get(name, ""):
                self[name].help_text = f"Inzwischen gespeichert: {stored or 'leer'}"


class AppointForm(forms.Form):
    """Day, time and place."""

    day = DayField(label="Tag")
    clock = forms.CharField(label="Uhrzeit", max_length=20, help_text="Zum Beispiel 10:30")
    place = forms.CharField(label="Ort oder Zugang", max_length=200, required=False)

    def clean_clock(self) -> time:
        """A time of day as people write it."""
        found = CLOCK.fullmatch(self.cleaned_data["clock"].strip())
        if found is None:
            raise forms.ValidationError("Bitte eine Uhrzeit, zum Beispiel 10:30.")
        return time(int(found[1]), int(found[2] or 0))

    def clean(self) -> dict[str, Any]:
        """Day and time together; in the night of summer time an hour is missing."""
        given: dict[str, Any] = super().clean() or {}
        if "day" in given and "clock" in given:
            try:
                given["starts_at"] = moment(given["day"], given["clock"])
            except MomentRefused as refusal:
                self.add_error("clock", str(refusal))
        return given

    def starts_at(self) -> datetime:
        """The moment in local time."""
        found: datetime = self.cleaned_data["starts_at"]
        return found


def appointment_of(dialogue: Dialogue) -> dict[str, object]:
    """The stored appointment as the form shows it."""
    if dialogue.starts_at is None:
        return {"place": dialogue.place}
    local = dialogue.starts_at.astimezone(BERLIN)
    return {"day": local.date(), "clock": f"{local:%H:%M}", "place": dialogue.place}


class StepForm(forms.Form):
    """What is agreed, whose it is, until when."""

    text = forms.CharField(
        label="Was ist vereinbart?", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.TypedChoiceField(label="Wer kümmert sich?", coerce=int)
    function = forms.CharField(
        label="Funktion dort", max_length=120, required=False,
        help_text="Zum Beispiel Leitung; kein Name.",
    )  # fmt: skip
    due_on = DayField(label="Bis wann?")

    def __init__(self, *args: Any, owners: Iterable[Organisation], **options: Any) -> None:
        """Both sides' organisations."""
        super().__init__(*args, **options)
        self.owners = {each.pk: each for each in owners}
        choices = [(key, each.name) for key, each in self.owners.items()]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def agreement(self) -> Agreement:
        """For the action."""
        given = self.cleaned_data
        owner = self.owners[given["owner"]]
        return Agreement(given["text"], owner, given["due_on"], given["function"])


class OutcomeForm(forms.Form):
    """What became of a step."""

    done_on = DayField(label="Erledigt am")
    outcome = forms.CharField(
        label="Was wurde daraus?", max_length=2000, widget=forms.Textarea(attrs=LINES)
    )

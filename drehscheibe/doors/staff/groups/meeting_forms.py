"""Shapes of input for meetings, agendas and minutes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.exchange.agenda import Point
from drehscheibe.domain.exchange.meetings import When
from drehscheibe.domain.exchange.models import AgendaItem, Meeting
from drehscheibe.domain.groups.models import Tier
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.doors.staff.groups.forms import FEW, TIERS, NamedField
from drehscheibe.kernel.calendar.moments import BERLIN, MomentRefused, moment
from drehscheibe.kernel.language.light_marks import as_marks, from_marks
from drehscheibe.kernel.people.models import Person

MARKS = "Leerzeile: neuer Absatz. „- “ am Zeilenanfang: Aufzählung. „## “: Überschrift."
LONG = 40_000


class WhenForm(forms.Form):
    """When and where a group meets; over midnight the end lies on the next day."""

    title = forms.CharField(label="Titel", max_length=200)
    day = DayField(label="Tag")
    begins = forms.TimeField(label="Beginn", help_text="zum Beispiel 10:00")
    ends = forms.TimeField(label="Ende", help_text="zum Beispiel 12:30; früher: am Tag darauf")
    place = forms.CharField(label="Ort", max_length=200, required=False)
    link = forms.URLField(
        label="Zugang online", required=False, max_length=500, assume_scheme="https",
        help_text="Sehen nur Mitglieder der Gruppe.",
    )  # fmt: skip
    tier = forms.ChoiceField(
        label="Wer weiß von der Sitzung?", choices=TIERS, initial=Tier.GROUP,
        help_text=f"Auch Tagesordnung, Beschlüsse und Protokoll. {FEW}",
    )  # fmt: skip
    named = NamedField()

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        """Members may be named."""
        super().__init__(*args, **options)
        self.fields["named"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Moments, or why the clock does not show them."""
        given: dict[str, Any] = super().clean() or {}
        day, begins, ends = (given.get(name) for name in ("day", "begins", "ends"))
        given["starts_at"] = self._moment("begins", day, begins)
        overnight = bool(day and begins and ends and ends < begins)
        last = day + timedelta(days=1) if overnight and day else day
        given["ends_at"] = self._moment("ends", last, ends)
        return given

    def when(self) -> When:
        """For the action; call it when the form is valid."""
        names = ("title", "starts_at", "ends_at", "place", "link", "tier", "named")
        return When(**{name: self.cleaned_data[name] for name in names})

    def _moment(self, name: str, day: date | None, clock: time | None) -> datetime | None:
        if day is None or clock is None:
            return None
        try:
            return moment(day, clock)
        except MomentRefused as refusal:
            self.add_error(name, str(refusal))
            return None


def when_of(meeting: Meeting) -> dict[str, object]:
    """A planned meeting as the form shows it."""
    starts, ends = (each.astimezone(BERLIN) for each in (meeting.starts_at, meeting.ends_at))
    return {
        "title": meeting.title, "day": starts.date(), "begins": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}", "place": meeting.place, "link": meeting.link,
        "tier": meeting.tier, "named": meeting.named,
    }  # fmt: skip


class PointForm(forms.Form):
    """A point of the agenda."""

    title = forms.CharField(label="Titel", max_length=200)
    kind = forms.ChoiceField(label="Worum geht es?", choices=AgendaItem.Kind.choices)
    minutes = forms.IntegerField(
        label="Dauer in Minuten", min_value=1, max_value=600, initial=10,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )  # fmt: skip
    presenter = forms.ModelChoiceField(
        label="Wer trägt vor?", queryset=Person.objects.none(), required=False,
        empty_label="niemand Bestimmtes",
    )  # fmt: skip
    text = forms.CharField(
        label="Erläuterung", required=False, max_length=LONG, help_text=MARKS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    internal = forms.BooleanField(
        label="Intern", required=False,
        help_text="Gäste erfahren nichts davon: nicht hier, nicht in der Suche, in keiner Mail.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        """Members may present."""
        super().__init__(*args, **options)
        self.fields["presenter"].queryset = people  # type: ignore[attr-defined]

    def point(self) -> Point:
        """For the action."""
        given = {**self.cleaned_data, "text": from_marks(self.cleaned_data["text"])}
        return Point(**given)


def point_of(item: AgendaItem) -> dict[str, object]:
    """A point as the form shows it."""
    names = ("title", "kind", "minutes", "presenter", "internal")
    return {name: getattr(item, name) for name in names} | {"text": as_marks(item.text)}


class HoldForm(forms.Form):
    """Which points were reached, and what came of them; made of the agenda."""

    def __init__(self, *args: Any, items: list[AgendaItem], **options: Any) -> None:
        """Two inputs for each point."""
        super().__init__(*args, **options)
        self.items = items
        for item in items:
            self.fields[f"reached-{item.pk}"] = forms.BooleanField(
                label=f"{item} wurde behandelt", required=False, initial=True
            )
            self.fields[f"result-{item.pk}"] = forms.CharField(
                label=f"Ergebnis zu TOP {item.number}", required=False, max_length=LONG,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def results(self) -> dict[int, str]:
        """What was reached, by id, with its result as formatted text."""
        given = self.cleaned_data
        return {
            item.pk: from_marks(given[f"result-{item.pk}"])
            for item in self.items
            if given[f"reached-{item.pk}"]
        }


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Grund", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class UntilForm(forms.Form):
    """The last day for comments."""

    until = DayField(label="Anmerkungen bis", help_text="Der Tag zählt noch mit.")


class CommentForm(forms.Form):
    """What a member wants changed in the minutes."""

    text = forms.CharField(
        label="Ihre Anmerkung", max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CorrectionForm(forms.Form):
    """The next version and why."""

    reason = forms.CharField(label="Grund der Berichtigung", max_length=1000)
    text = forms.CharField(
        label="Protokoll", max_length=LONG, help_text=MARKS,
        widget=forms.Textarea(attrs={"rows": 16}),
    )  # fmt: skip

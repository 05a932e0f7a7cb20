"""Shapes of input on the pages of events."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms

from drehscheibe.domain.groups.models import Tier
from drehscheibe.domain.qualification.models import (
    CourseTemplate,
    Event,
    EventPool,
    Question,
)
from drehscheibe.domain.qualification.preparing import EventFacts, SeatFacts, SessionFacts
from drehscheibe.domain.registration.models import Mode
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.calendar.moments import MomentRefused, moment
from drehscheibe.kernel.organisations.models import Organisation

TIERS = [(each.value, each.label) for each in (Tier.PUBLIC, Tier.NETWORK, Tier.ORGANISATION)]
LONG = forms.Textarea(attrs={"rows": 5})


class EventForm(forms.Form):
    """What an event is."""

    owner = forms.ModelChoiceField(label="Veranstalter", queryset=Organisation.objects.none())
    template = forms.ModelChoiceField(
        label="Kursvorlage", queryset=CourseTemplate.objects.none(), required=False,
        help_text="Was Sie unten leer lassen, kommt aus der Vorlage.",
    )  # fmt: skip
    title = forms.CharField(label="Titel", max_length=200, required=False)
    kind = forms.ChoiceField(label="Art", choices=Event.Kind.choices)
    format = forms.ChoiceField(label="Durchführung", choices=Event.Format.choices)
    tier = forms.ChoiceField(label="Sichtbar", choices=TIERS, initial=Tier.NETWORK)
    description = forms.CharField(label="Beschreibung", required=False, widget=LONG)
    audience = forms.CharField(label="Zielgruppe", max_length=300, required=False)
    place = forms.CharField(label="Ort", max_length=300, required=False)
    min_participants = forms.IntegerField(label="Mindestzahl", min_value=1, required=False)
    decide_by = DayField(label="Entschieden wird bis", required=False)
    fee = forms.DecimalField(
        label="Beitrag in Euro", max_digits=8, decimal_places=2, min_value=0, required=False,
        localize=True,
    )  # fmt: skip
    childcare = forms.CharField(label="Kinderbetreuung", max_length=300, required=False)
    accessibility = forms.CharField(label="Barrierefreiheit", max_length=500, required=False)
    contact = forms.EmailField(label="Rückfragen an", required=False)

    def __init__(
        self, *args: Any, owners: Iterable[Organisation], templates: Any, **options: Any
    ) -> None:
        """Where the person may hold events, and the courses she knows."""
        super().__init__(*args, **options)
        own: Any = self.fields["owner"]
        own.queryset = Organisation.objects.filter(pk__in=[each.pk for each in owners])
        course: Any = self.fields["template"]
        course.queryset = templates

    def clean(self) -> dict[str, Any]:
        """A title of its own, or that of the template."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("title") and not given.get("template"):
            self.add_error("title", "Bitte geben Sie der Veranstaltung einen Titel.")
        return given

    def facts(self) -> EventFacts:
        """For the action; the template fills what was left empty."""
        given = {
            name: value for name, value in self.cleaned_data.items()
            if name not in ("owner", "template")
        }  # fmt: skip
        template = self.cleaned_data["template"]
        if template is not None:
            given["title"] = given["title"] or template.title
            given["description"] = given["description"] or template.aims
            given["audience"] = given["audience"] or ", ".join(template.target_groups)[:300]
            given["certificate_percent"] = template.certificate_percent
            given["grants"] = template.grants
        return EventFacts(**given)


class SessionForm(forms.Form):
    """One date; the end may lie on the next day."""

    day = DayField(label="Tag")
    begins = forms.TimeField(label="Beginn", help_text="zum Beispiel 09:00")
    ends = forms.TimeField(label="Ende", help_text="zum Beispiel 16:30")
    last_day = DayField(label="Ende am", required=False)
    title = forms.CharField(label="Titel", max_length=200, required=False)
    room = forms.CharField(label="Raum", max_length=300, required=False)
    units = forms.DecimalField(
        label="Unterrichtseinheiten (UE)", max_digits=4, decimal_places=1, min_value=0,
        localize=True,
    )  # fmt: skip
    mandatory = forms.BooleanField(label="Pflichtteil", required=False)
    link = forms.URLField(
        label="Link zum Online-Raum", required=False, max_length=500, assume_scheme="https",
        help_text="Sehen nur Menschen mit bestätigtem Online-Platz.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Moments, or why the clock does not show them."""
        given: dict[str, Any] = super().clean() or {}
        day, last = given.get("day"), given.get("last_day")
        given["starts_at"] = self._moment("begins", day)
        given["ends_at"] = self._moment("ends", last or day)
        if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends", "Das Ende liegt vor dem Beginn.")
        return given

    def _moment(self, name: str, day: date | None) -> datetime | None:
        clock: time | None = self.cleaned_data.get(name)
        if day is None or clock is None:
            return None
        try:
            return moment(day, clock)
        except MomentRefused as refusal:
            self.add_error(name, str(refusal))
            return None

    def facts(self) -> SessionFacts:
        """For the action."""
        names = ("starts_at", "ends_at", "title", "room", "units", "mandatory")
        return SessionFacts(**{name: self.cleaned_data[name] for name in names})


class SeatsForm(forms.Form):
    """How many seats, and how the queue moves."""

    part = forms.ChoiceField(label="Wofür", choices=EventPool.Part.choices)
    title = forms.CharField(label="Name des Workshops", max_length=200, required=False)
    capacity = forms.IntegerField(
        label="Plätze", min_value=0, max_value=100_000, required=False,
        help_text="Leer: ohne Grenze.",
    )  # fmt: skip
    per_organisation = forms.IntegerField(
        label="Plätze je Organisation", min_value=1, required=False
    )
    released_on = DayField(label="Freigabe aller Plätze am", required=False)
    mode = forms.ChoiceField(label="Frei werdende Plätze", choices=Mode.choices)
    offer_hours = forms.IntegerField(
        label="Bedenkzeit in Stunden", min_value=1, max_value=720, initial=48
    )
    needs_approval = forms.BooleanField(label="Anmeldungen werden geprüft", required=False)

    def seats(self) -> SeatFacts:
        """For the action."""
        rules = {k: v for k, v in self.cleaned_data.items() if k not in ("part", "title")}
        return SeatFacts(**rules)


def answers_of(request: Any, questions: Iterable[Question]) -> dict[int, str]:
    """What was typed at each question."""
    return {each.pk: request.POST.get(f"question_{each.pk}", "") for each in questions}

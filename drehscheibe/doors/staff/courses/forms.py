"""Shapes of input on the pages of language courses."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.courses.details import COLUMNS, CourseDetails
from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.levels import LEVELS
from drehscheibe.domain.courses.list_cells import spans
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.times import WEEK, Stretch
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.language.days import DayRefused, german_day, parse_day
from drehscheibe.kernel.tables.refusals import CellRefused
from drehscheibe.kernel.territory.models import Municipality

O = CourseOffer  # noqa: E741 – short beside its choices
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
KNOWN = (("", "unbekannt"), ("1", "ja"), ("0", "nein"))


SECTIONS = (
    ("Was und für wen", ("title", "number", "kind", "funding", "level_from", "level_to", "script",
                         "eligibility", "women_only")),
    ("Wann", ("starts_on", "ends_on", "entry", "apply_by", "units", "units_a_week", "days_off")),
    ("Zeiten der Woche", tuple(f"day_{day}" for day in WEEK)),
    ("Wo", ("mode", "municipality", "street", "postcode", "step_free")),
    ("Kinderbetreuung, Kosten, Prüfung", ("childcare", "childcare_from", "childcare_to", "fee",
                                          "exam")),
    ("Anmeldung und Plätze", ("phone", "email", "seats_max", "seats_booked")),
)  # fmt: skip
"""Headings of the form with their fields."""


class TimesField(forms.CharField):
    """Times of one weekday as people write them: „9:00–12:15“, several with a comma."""

    def clean(self, value: Any) -> list[Any]:
        """Begin and end of each stretch."""
        try:
            return list(spans(super().clean(value)))
        except CellRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class DaysField(forms.CharField):
    """Days with a comma between them."""

    def prepare_value(self, value: Any) -> Any:
        """Stored days as they are written here."""
        if isinstance(value, list | tuple):
            return ", ".join(german_day(each) for each in value)
        return value

    def clean(self, value: Any) -> tuple[Any, ...]:
        """The days."""
        try:
            return tuple(
                parse_day(each) for each in super().clean(value).split(",") if each.strip()
            )
        except DayRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class CourseForm(forms.Form):
    """All that is said of a course."""

    title = forms.CharField(label="Titel", max_length=150)
    number = forms.CharField(label="Kursnummer des Trägers", max_length=40, required=False)
    kind = forms.ChoiceField(label="Kursart", choices=O.Kind)
    funding = forms.ChoiceField(label="Wer bezahlt", choices=O.Funding)
    level_from = forms.TypedChoiceField(label="Vorwissen", choices=LEVELS[:6], coerce=int)
    level_to = forms.TypedChoiceField(label="Ziel", choices=LEVELS[1:], coerce=int)
    script = forms.ChoiceField(label="Schrift", choices=O.Script)
    starts_on = DayField(label="Erster Tag")
    ends_on = DayField(label="Letzter Tag", required=False)
    entry = forms.ChoiceField(label="Einstieg", choices=O.Entry)
    apply_by = DayField(label="Anmelden bis", required=False)
    day_1, day_2, day_3, day_4, day_5, day_6, day_7 = (
        TimesField(
            label=name, required=False, max_length=60,
            help_text="Zum Beispiel 9:00–12:15" if name == "Montag" else "",
        )
        for name in DAYS
    )  # fmt: skip
    days_off = DaysField(
        label="Fällt aus am", required=False, max_length=2000,
        help_text="Tage mit Komma dazwischen. Feiertage fallen von selbst aus.",
    )  # fmt: skip
    units = forms.IntegerField(
        label="Unterrichtsstunden", min_value=1, max_value=5000, required=False
    )
    units_a_week = forms.IntegerField(
        label="Stunden je Woche", min_value=1, max_value=60, required=False
    )
    mode = forms.ChoiceField(label="Durchführung", choices=O.Mode)
    municipality = forms.ModelChoiceField(
        label="Ort", queryset=Municipality.objects.none(), empty_label="– bitte wählen –"
    )
    street = forms.CharField(label="Straße und Hausnummer", max_length=150, required=False)
    postcode = forms.RegexField(
        label="Postleitzahl", regex=r"^[0-9]{5}$", required=False,
        error_messages={"invalid": "Eine Postleitzahl hat fünf Ziffern."},
    )  # fmt: skip
    step_free = forms.TypedChoiceField(
        label="Stufenlos erreichbar", choices=KNOWN, required=False, empty_value=None,
        coerce=lambda text: text == "1",
    )  # fmt: skip
    women_only = forms.BooleanField(label="Nur für Frauen", required=False)
    childcare = forms.ChoiceField(label="Kinderbetreuung", choices=O.Childcare)
    childcare_from = forms.IntegerField(
        label="Kinder ab (Jahre)", min_value=0, max_value=17, required=False
    )
    childcare_to = forms.IntegerField(
        label="Kinder bis (Jahre)", min_value=0, max_value=17, required=False
    )
    fee = forms.CharField(label="Kosten", max_length=200, required=False)
    eligibility = forms.CharField(label="Wer teilnehmen kann", max_length=300, required=False)
    exam = forms.CharField(label="Prüfung am Ende", max_length=100, required=False)
    phone = forms.CharField(
        label="Telefon für Anmeldung", max_length=40, required=False,
        help_text="Leer: die Nummer des Trägers.",
    )  # fmt: skip
    email = forms.EmailField(label="E-Mail für Anmeldung", required=False)
    seats_max = forms.IntegerField(label="Plätze", min_value=0, max_value=1000, required=False)
    seats_booked = forms.IntegerField(
        label="Davon belegt", min_value=0, max_value=1000, required=False
    )

    def __init__(
        self, *args: Any, towns: QuerySet[Municipality], offer: CourseOffer | None = None,
        **more: Any,
    ) -> None:  # fmt: skip
        """`towns` are those the centre serves."""
        if offer is not None:
            more["initial"] = _initial(offer)
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["municipality"].queryset = towns

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, as the page shows them."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def details(self) -> CourseDetails:
        """As the domain takes it."""
        given = {name: self.cleaned_data[name] for name in COLUMNS}
        slots: list[Stretch] = [
            (day, begins, ends)
            for day in WEEK for begins, ends in self.cleaned_data[f"day_{day}"]
        ]  # fmt: skip
        town = self.cleaned_data["municipality"].ags
        return CourseDetails(**given, municipality=town, slots=tuple(slots))

    def seats(self) -> Seats:
        """As the domain takes it."""
        return Seats(self.cleaned_data["seats_max"], self.cleaned_data["seats_booked"])


class SeatsForm(forms.Form):
    """What somebody told on the telephone."""

    seats_max = forms.IntegerField(label="Plätze", min_value=0, max_value=1000)
    seats_booked = forms.IntegerField(label="Davon belegt", min_value=0, max_value=1000)

    def seats(self) -> Seats:
        """As the domain takes it."""
        return Seats(self.cleaned_data["seats_max"], self.cleaned_data["seats_booked"])


class InviteForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label="E-Mail des Trägers", help_text="Dorthin geht der Link, auch später von selbst."
    )


def _initial(offer: CourseOffer) -> dict[str, Any]:
    kept = {name: getattr(offer, name) for name in (*COLUMNS, "seats_max", "seats_booked")}
    kept["municipality"] = offer.municipality_id
    kept["step_free"] = {True: "1", False: "0", None: ""}[offer.step_free]
    for each in offer.slots.all():
        text = f"{each.begins:%H:%M}–{each.ends:%H:%M}"
        before = kept.get(f"day_{each.weekday}")
        kept[f"day_{each.weekday}"] = f"{before}, {text}" if before else text
    return kept
